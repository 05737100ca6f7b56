"""An edition of an award: its clusters with their rankings, its events, and who stood for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from inovasi.resources.asking import Asker, reference
from inovasi.resources.gathering import Found, Gathered, Thing, neighbours
from inovasi.resources.kinds import around, ranking
from inovasi.resources.kinds.around import Around, Role, Shape
from inovasi.resources.kinds.ranking import Place, places

# Clusters of an edition that are shown in full, and results of each.
_CLUSTERS: Final = 8
_RESULTS: Final = 100
_INITIATIVES: Final = ("inov:category", "inov:level", "inov:responsibleAgency")
_OF_CLUSTERS: Final = ("inov:cluster", "inov:edition", "inov:winnerCount", "inov:complete")
EDITION: Final = Shape(
    ("inov:awardOf", "inov:year"),
    (
        Role("clusters", "?thing inov:edition $x", _OF_CLUSTERS),
        Role("ceremonies", "?thing inov:ceremonyOf $x", ("schema:startDate", "inov:dateNote")),
        Role("visits", "?thing inov:assessmentFor $x", ("schema:startDate", "prov:atLocation")),
        Role("teams", "?thing inov:assessorOf $x", ("inov:memberCount", "inov:membersFrom")),
        Role("candidates", "?thing inov:supportsCandidacy $x", _INITIATIVES),
        Role("participants", "?thing inov:participatedIn $x", ("inov:governs",)),
    ),
)
CLUSTER: Final = Shape(_OF_CLUSTERS)


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster with its results; ``more`` are not shown."""

    cluster: Thing
    places: tuple[Place, ...]
    more: int
    decrees: tuple[Thing, ...]

    @property
    def complete(self) -> bool:
        """Whether the graph holds every result."""
        return self.cluster.text("inov:complete") in ("true", "1")

    @property
    def scored(self) -> bool:
        """Whether a result has a score."""
        return any(place.bar.value or place.bar.also for place in self.places)

    @property
    def ranked(self) -> bool:
        """Whether a result has a rank."""
        return any(place.rank for place in self.places)


@dataclass(frozen=True, slots=True)
class Edition:
    """What the page of an edition, or of one cluster of it, shows beside its facts."""

    around: Around
    clusters: tuple[Cluster, ...]


def read_edition(asker: Asker, iri: str, language: str) -> Edition:
    """An edition with all its clusters."""
    return _read(EDITION, asker, iri, language)


def read_cluster(asker: Asker, iri: str, language: str) -> Edition:
    """One cluster, as its edition shows it."""
    return _read(CLUSTER, asker, iri, language)


def _read(shape: Shape, asker: Asker, iri: str, language: str) -> Edition:
    found = around.find(shape, asker, iri)
    clusters = found.pop("clusters", Found({iri: ()}, 1)).first(_CLUSTERS)
    results, recipients = _results(asker, clusters.things)
    placed = [each for found in results.values() for each in found.things]
    known = around.know(
        shape,
        asker,
        iri,
        language,
        found,
        (clusters.things, _OF_CLUSTERS),
        (placed, ranking.COLUMNS),
        (recipients, ranking.OF_RECIPIENTS),
        doubted=placed,
    )
    shown = tuple(
        _cluster(known, known.thing(each, graphs), results[each])
        for each, graphs in clusters.graphs.items()
    )
    return Edition(around.arrange(shape, iri, found, known), _by_weight(shown))


def _results(asker: Asker, clusters: list[str]) -> tuple[dict[str, Found], list[str]]:
    """The results by cluster, and everyone who got one."""
    roles = {}
    for number, cluster in enumerate(clusters):
        won = f"?thing inov:editionCluster {reference(cluster)}"
        roles[f"results-{number}"] = won
        roles[f"recipients-{number}"] = f"{won.replace('?thing', '?won')} ; inov:recipient ?thing"
    found = neighbours(asker, roles, most=_RESULTS)
    results = {each: found[f"results-{number}"] for number, each in enumerate(clusters)}
    who = [found[f"recipients-{number}"].things for number in range(len(clusters))]
    return results, sorted({thing for things in who for thing in things})


def _cluster(known: Gathered, cluster: Thing, results: Found) -> Cluster:
    shown = places(known, results, known.doubts)
    decrees = {
        value.term.iri: None for place in shown for value in place.result.all("inov:establishedBy")
    }
    more = results.count - len(results.graphs)
    return Cluster(cluster, shown, more, tuple(known.thing(iri) for iri in decrees if iri))


def _by_weight(clusters: Iterable[Cluster]) -> tuple[Cluster, ...]:
    """Those with scores first, then by name."""
    return tuple(
        sorted(clusters, key=lambda each: (not each.scored, each.cluster.name.text.casefold()))
    )
