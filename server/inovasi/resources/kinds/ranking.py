"""Results of a cluster in their order, each with what is also stated of its score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from inovasi.resources.doubts import Bar, Doubts, Stated, bars, number
from inovasi.resources.gathering import Found, Gathered, Thing
from inovasi.resources.labels import Name

# What has to be known of results and of who got them.
COLUMNS: Final = (
    "inov:rank",
    "inov:score",
    "inov:recipient",
    "inov:editionCluster",
    "inov:establishedBy",
)
OF_RECIPIENTS: Final = ("inov:governs",)
_LAST: Final = 10**9


@dataclass(frozen=True, slots=True)
class Place:
    """A result; ``rank`` is empty without one, ``disputed`` is all that is disputed of it."""

    result: Thing
    name: Name
    rank: str
    bar: Bar
    disputed: tuple[Stated, ...] = ()


def places(known: Gathered, results: Found, disputes: Doubts) -> tuple[Place, ...]:
    """The results by rank, then by score, then by name, with bars that can be compared."""
    things = [known.thing(iri, graphs) for iri, graphs in results.graphs.items()]
    shown = [(thing.text("inov:score"), disputes.get(thing.iri, ())) for thing in things]
    found = [
        Place(thing, name_of(known, thing), thing.text("inov:rank"), bar, stated)
        for thing, bar, (_, stated) in zip(things, bars(shown, "inov:score"), shown, strict=True)
    ]
    return tuple(sorted(found, key=_order))


def _order(place: Place) -> tuple[float, float, str]:
    return (number(place.rank) or _LAST, -number(place.bar.value), place.name.text.casefold())


def name_of(known: Gathered, result: Thing) -> Name:
    """The area whose government got the result, else who got it, else the result itself."""
    recipient = result.first("inov:recipient")
    if recipient is None:
        return result.name
    area = known.thing(recipient.term.iri).first("inov:governs")
    return area.name if area else recipient.name
