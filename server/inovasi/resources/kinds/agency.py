"""An organization: what it came from and became, its parts, and what it answers for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from inovasi.resources.asking import Asker
from inovasi.resources.gathering import Found, Gathered, Thing, Value
from inovasi.resources.kinds import around, ranking
from inovasi.resources.kinds.around import Around, Role, Shape
from inovasi.resources.kinds.ranking import Place, places

_FOUNDED: Final = "schema:foundingDate"
_INITIATIVES: Final = ("inov:category", "inov:level", "inov:startYear")
_CHANGES: Final = ("dct:date", "org:originalOrganization", "org:resultingOrganization")
SHAPE: Final = Shape(
    (
        _FOUNDED,
        "org:classification",
        "org:subOrganizationOf",
        "org:unitOf",
        "org:purpose",
        "inov:governs",
        "inov:memberCount",
        "inov:membersFrom",
        "inov:assessorOf",
    ),
    (
        Role("answered", "?thing inov:responsibleAgency|inov:managedBy $x", _INITIATIVES),
        Role("initiated", "?thing inov:initiatedBy $x", _INITIATIVES),
        Role("developed", "?thing inov:developedBy $x", _INITIATIVES),
        Role("mentored", "?thing inov:mentoredBy $x", _INITIATIVES),
        Role("below", "?thing org:subOrganizationOf $x", ("org:classification",)),
        Role("units", "?thing org:unitOf $x", ("org:classification",)),
        Role("posts", "?thing org:postIn $x"),
        Role("teams", "?thing inov:membersFrom $x", ("inov:assessorOf", "inov:memberCount")),
        Role("organized", "?thing inov:organizedBy $x", ("inov:scope",)),
        Role("published", "?thing dct:publisher $x"),
        Role("results", "?thing inov:recipient $x", ranking.COLUMNS),
        Role(
            "predecessors",
            "?change org:resultingOrganization $x ; org:originalOrganization ?thing",
            (_FOUNDED,),
        ),
        Role("changes", "?thing org:originalOrganization|org:resultingOrganization $x", _CHANGES),
    ),
)


class Step(NamedTuple):
    """A step in the history: a change, or without one the founding of an organization."""

    when: Value | None
    change: Thing | None = None
    founded: Thing | None = None


@dataclass(frozen=True, slots=True)
class Agency:
    """What the page of an organization shows beside its facts."""

    around: Around
    history: tuple[Step, ...]
    results: tuple[Place, ...]


def read(asker: Asker, iri: str, language: str) -> Agency:
    """The organization with what stands around it, and when those it came from were founded."""
    found = around.find(SHAPE, asker, iri)
    doubted = found["results"].things
    known = around.know(SHAPE, asker, iri, language, found, doubted=doubted)
    results, changes, before = (found.pop(role) for role in ("results", "changes", "predecessors"))
    shown = around.arrange(SHAPE, iri, found, known)
    steps = history(known, [iri, *before.things], changes)
    return Agency(shown, steps, places(known, results, known.doubts))


def history(known: Gathered, organizations: list[str], changes: Found) -> tuple[Step, ...]:
    """Foundings and changes by date; those without one come last."""
    founded = [(thing.first(_FOUNDED), thing) for thing in map(known.thing, organizations)]
    steps = [Step(when, founded=thing) for when, thing in founded if when]
    for iri, graphs in changes.graphs.items():
        change = known.thing(iri, graphs)
        steps.append(Step(change.first("dct:date"), change=change))
    return tuple(sorted(steps, key=lambda step: step.when.term.text if step.when else "~"))
