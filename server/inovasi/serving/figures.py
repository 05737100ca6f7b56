"""The figures of the home page, asked of the graph; absent where the graph has none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from inovasi import iris
from inovasi.resources.asking import Asker, reference
from inovasi.resources.doubts import number
from inovasi.resources.listing import read_counts
from inovasi.resources.listings import find
from inovasi.resources.lists import Listing

CLUSTER: Final = iris.ENTITY + "penghargaan/iga-2017/kota"
_RANKING: Final = """SELECT ?result ?rank ?score ?name ?nama WHERE {
  ?result inov:editionCluster $cluster ; inov:recipient ?government ; inov:rank ?rank .
  OPTIONAL { ?result inov:score ?score }
  ?government inov:governs ?area .
  ?area skos:prefLabel ?nama FILTER(LANG(?nama) = "id")
  OPTIONAL { ?area skos:prefLabel ?name FILTER(LANG(?name) = "$language") }
} ORDER BY ?rank"""
_DISPUTES: Final = """SELECT ?result ?value ?reason WHERE {
  ?result inov:editionCluster $cluster ; inov:score ?score .
  ?claim inov:about ?result ; inov:onProperty inov:score ; inov:value ?value .
  FILTER(?value != ?score)
  OPTIONAL { ?claim inov:rankReason ?reason FILTER(LANG(?reason) = "$language") }
} ORDER BY ?result ?value"""
# The lists that a reader most likely looks for: each of them, with its count, is one link.
_LISTS: Final = (
    *("wilayah", "org", "inovasi", "penghargaan"),
    *("hasil", "peraturan", "amatan", "sumber"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the ranking.

    ``result`` is the IRI of the result, ``share`` the bar's length in thousandths; ``also`` is a
    score that is stated besides.
    """

    rank: str
    name: str
    score: str
    share: int
    result: str
    also: str = ""
    also_share: int = 0
    reason: str = ""


class Counted(NamedTuple):
    """A list with how many things are on it: one more than ``COUNTED`` where it is more."""

    listing: Listing
    length: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What the home page shows of the graph."""

    places: tuple[Place, ...]
    lists: tuple[Counted, ...]


def read_figures(asker: Asker, language: str) -> Figures:
    """The ranking in a language, and the lists on which there is something."""
    return Figures(_places(asker, language), _lists(asker))


def _places(asker: Asker, language: str) -> tuple[Place, ...]:
    about = {"cluster": reference(CLUSTER), "language": language}
    rows = asker.rows(_RANKING, **about)
    disputes = {
        result.iri: (value.text, reason.text)
        for result, value, reason in asker.rows(_DISPUTES, **about)
    }
    stated = [row[2].text for row in rows] + [value for value, _ in disputes.values()]
    highest = max((number(score) for score in stated), default=0) or 1
    places = []
    for result, rank, score, name, nama in rows:
        also, reason = disputes.get(result.iri, ("", ""))
        share, also_share = (round(1000 * number(text) / highest) for text in (score.text, also))
        label = name.text or nama.text
        places.append(
            Place(rank.text, label, score.text, share, result.iri, also, also_share, reason)
        )
    return tuple(places)


def _lists(asker: Asker) -> tuple[Counted, ...]:
    shown = [listing for word in _LISTS if (listing := find(word))]
    counts = read_counts(asker, shown)
    return tuple(Counted(*each) for each in zip(shown, counts, strict=True) if each[1])
