"""A result: its place in the ranking, and each score that is stated with where it is stated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from inovasi import iris
from inovasi.resources.asking import Asker
from inovasi.resources.claims import Claim, claims_about, claims_of
from inovasi.resources.gathering import Group
from inovasi.resources.kinds import around, ranking
from inovasi.resources.kinds.around import Around, Role, Shape
from inovasi.resources.labels import Name

SHAPE: Final = Shape(
    ranking.COLUMNS,
    (
        Role("recipients", "$x inov:recipient ?thing", ranking.OF_RECIPIENTS),
        Role("clusters", "$x inov:editionCluster ?thing", ("inov:edition", "inov:winnerCount")),
        Role(
            "ceremonies",
            "$x inov:editionCluster ?cluster . ?cluster inov:edition ?edition ."
            " ?thing inov:ceremonyOf ?edition",
            ("schema:startDate", "inov:year", "inov:dateNote"),
        ),
        Role(
            "decrees", "$x inov:establishedBy ?thing", ("eli:number", "inov:year", "eli:passed_by")
        ),
    ),
)
_DISPUTABLE: Final = ("inov:score", "inov:rank")


@dataclass(frozen=True, slots=True)
class Result:
    """What the page of a result shows beside its facts.

    ``disputed`` are the claims that contradict each other, by property, the preferred ones first.
    """

    around: Around
    name: Name
    disputed: dict[str, tuple[Claim, ...]]

    @property
    def covers(self) -> tuple[str, ...]:
        """The properties whose facts stand on the page already, with their claims."""
        return tuple(map(iris.expand, self.disputed))

    def group(self, role: str) -> Group:
        """The things of a role, none where there are none."""
        return self.around.groups.get(role, Group())


def read(asker: Asker, iri: str, language: str) -> Result:
    """The result with what it belongs to."""
    rows, stated = asker.together(around.around_of(SHAPE, iri), claims_about(iri))
    found, claims = around.found_in(SHAPE, asker, iri, rows), claims_of(stated)
    named = sorted({name for claim in claims for name in claim.iris})
    known = around.know(SHAPE, asker, iri, language, found, (named, ()))
    shown = around.arrange(SHAPE, iri, found, known)
    return Result(shown, ranking.name_of(known, shown.thing), disputed(claims))


def disputed(claims: list[Claim]) -> dict[str, tuple[Claim, ...]]:
    """The claims of rank and score that are contradicted, by prefixed name of the property."""
    found = {
        name: tuple(
            claim for claim in claims if claim.disputed and claim.property == iris.expand(name)
        )
        for name in _DISPUTABLE
    }
    return {name: each for name, each in found.items() if each}
