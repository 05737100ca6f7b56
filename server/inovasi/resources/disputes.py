"""Where claims contradict each other: the things and properties, and what is claimed of them.

Claims that are linked as a conflict contradict each other, and so do different values of a property
that can have one only, whichever graphs they stand in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from inovasi.resources.asking import Asker, is_iri
from inovasi.resources.claims import PREFERRED, Claim, claims_of
from inovasi.resources.terms import Term

MOST: Final = 1000
"""So many are listed; who wants more asks the graph."""
_AT_ONCE: Final = 50
_CLAIMED: Final = "?claim inov:about ?thing ; inov:onProperty ?property"
_LINKED: Final = f"{_CLAIMED} ; inov:conflictsWith ?other"
_VALUED: Final = f"{_CLAIMED} ; inov:value ?value"
_PLACES: Final = f"""SELECT ?thing ?property WHERE {{
  {{ {_LINKED} BIND(0 AS ?outside) }} UNION {{ GRAPH ?graph {{ {_LINKED} }} BIND(1 AS ?outside) }}
  UNION {{
    SELECT ?thing ?property (MIN(?place) AS ?outside) WHERE {{
      ?property inov:singleValued true .
      {{ {_VALUED} BIND(0 AS ?place) }} UNION {{ GRAPH ?graph {{ {_VALUED} }} BIND(1 AS ?place) }}
    }} GROUP BY ?thing ?property HAVING(COUNT(DISTINCT ?value) > 1)
  }}
}} GROUP BY ?thing ?property ORDER BY MIN(?outside) ?thing ?property LIMIT {MOST}"""
_OF_PLACES: Final = "VALUES (?thing ?on) { $places } ?claim inov:about ?thing ; inov:onProperty ?on"
_QUOTED: Final = "?claim prov:wasDerivedFrom ?node . ?node ?property ?value"
_CLAIMS: Final = f"""SELECT DISTINCT ?graph ?node ?property ?value WHERE {{
  {{ {_OF_PLACES} . ?claim ?property ?value BIND(?claim AS ?node) }}
  UNION {{ {_OF_PLACES} . {_QUOTED} }}
  UNION {{ GRAPH ?graph {{ {_OF_PLACES} . ?claim ?property ?value BIND(?claim AS ?node) }} }}
}}"""
_GRAPH: Final = f"""CONSTRUCT {{ ?node ?property ?value }} WHERE {{
  {{ {_OF_PLACES} . ?claim ?property ?value BIND(?claim AS ?node) }}
  UNION {{ {_OF_PLACES} . {_QUOTED} }}
  UNION {{ GRAPH ?graph {{ {_OF_PLACES} . ?claim ?property ?value BIND(?claim AS ?node) }} }}
}}"""


class Place(NamedTuple):
    """Where claims contradict each other."""

    thing: str
    property: str


class Side(NamedTuple):
    """One of the values, with the claims that state it, the best one first."""

    value: Term
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A property of a thing with all that is claimed of it, the preferred value first."""

    place: Place
    sides: tuple[Side, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(claim for side in self.sides for claim in side.claims)

    @property
    def settled(self) -> bool:
        """Whether one of the values is preferred, and so the one that the graph holds."""
        return any(claim.rank == PREFERRED for claim in self.claims)

    @property
    def unverified(self) -> bool:
        """Whether nothing but pages outside the documents tells of it."""
        return all(claim.graph for claim in self.claims)

    @property
    def iris(self) -> tuple[str, ...]:
        """All that a page may want to name."""
        return (*self.place, *(iri for claim in self.claims for iri in claim.iris))


def read_places(asker: Asker) -> tuple[Place, ...]:
    """All the places, up to a bound; first those of which more than outside pages tell."""
    rows = asker.rows(_PLACES)
    return tuple(Place(thing.iri, name.iri) for thing, name in rows if thing.iri and name.iri)


def read_disputes(asker: Asker, places: Sequence[Place]) -> list[Dispute]:
    """What is claimed at the places, in their order."""
    found: dict[Place, list[Claim]] = defaultdict(list)
    for block in _blocks(places):
        for claim in claims_of(asker.rows(_CLAIMS, places=block)):
            found[Place(claim.about, claim.property)].append(claim)
    return [Dispute(place, _sides(found[place])) for place in places if place in found]


def dispute_lines(asker: Asker, places: Sequence[Place]) -> list[str]:
    """The claims at the places and their quotations as sorted lines of N-Triples."""
    blocks = _blocks(places)
    return sorted({line for block in blocks for line in asker.lines(_GRAPH, places=block)})


def _sides(claims: Iterable[Claim]) -> tuple[Side, ...]:
    """The values in the order of their best claims; a claim of several graphs counts once."""
    sides: dict[Term, dict[str, Claim]] = defaultdict(dict)
    ordered = sorted(claims, key=lambda claim: (claim.order, claim.value.key, claim.graph))
    for claim in ordered:
        sides[claim.value].setdefault(claim.iri, claim)
    return tuple(Side(value, tuple(stated.values())) for value, stated in sides.items())


def _blocks(places: Sequence[Place]) -> Iterable[str]:
    for start in range(0, len(places), _AT_ONCE):
        known = [place for place in places[start : start + _AT_ONCE] if all(map(is_iri, place))]
        if known:
            yield " ".join(f"(<{thing}> <{name}>)" for thing, name in known)
