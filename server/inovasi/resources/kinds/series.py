"""Observed values with unit, period and area, and what is also stated of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from inovasi.resources.doubts import Bar, Doubts, bars
from inovasi.resources.gathering import Found, Gathered, Thing

VALUE: Final = "inov:observedValue"
SERIES: Final = (
    "inov:measure",
    VALUE,
    "inov:unit",
    "inov:refPeriod",
    "inov:refArea",
    "inov:aggregate",
    "inov:approximate",
)


@dataclass(frozen=True, slots=True)
class Point:
    """An observation; its bar can be compared with those of the same measure only."""

    observation: Thing
    bar: Bar

    @property
    def approximate(self) -> bool:
        """Whether the source gives the value as an approximate one."""
        return self.observation.text("inov:approximate") in ("true", "1")


def points(known: Gathered, observations: Found, disputes: Doubts) -> tuple[Point, ...]:
    """The observations by measure, area and period."""
    things = [known.thing(iri, graphs) for iri, graphs in observations.graphs.items()]
    measures: dict[str, list[Thing]] = {}
    for thing in sorted(things, key=_order):
        measures.setdefault(thing.text("inov:measure"), []).append(thing)
    found = []
    for alike in measures.values():
        shown = [(thing.text(VALUE), disputes.get(thing.iri, ())) for thing in alike]
        found += [Point(*pair) for pair in zip(alike, bars(shown, VALUE), strict=True)]
    return tuple(found)


def _order(thing: Thing) -> tuple[str, ...]:
    names = ("inov:measure", "inov:refArea", "inov:refPeriod")
    return (*(thing.text(name).casefold() for name in names), thing.iri)
