"""An innovation or a programme: who did what for it, its years, what came of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from inovasi.resources.asking import Asker
from inovasi.resources.gathering import Thing, Value
from inovasi.resources.kinds import around
from inovasi.resources.kinds.around import Around, Role, Shape
from inovasi.resources.kinds.series import SERIES, Point, points

# Who did what; the order is that of the page.
PARTS: Final = (
    "inov:initiatedBy",
    "inov:promotedBy",
    "inov:developedBy",
    "inov:managedBy",
    "inov:mentoredBy",
    "inov:responsibleAgency",
)
WORDS: Final = ("inov:goal", "inov:approach", "inov:replaces", "inov:note")
YEARS: Final = ("inov:preparationYear", "inov:startYear", "inov:plannedEndYear")
_YEAR: Final = re.compile(r"[0-9]{4}")
_CONCEPTS: Final = ("skos:definition",)
SHAPE: Final = Shape(
    (
        *PARTS,
        *WORDS,
        *YEARS,
        "inov:topic",
        "inov:innovationType",
        "inov:supportsCandidacy",
        "inov:intendedReplicationArea",
        "dct:isPartOf",
        "dct:relation",
    ),
    (
        Role("categories", "$x inov:category ?thing", _CONCEPTS),
        Role("levels", "$x inov:level ?thing", _CONCEPTS),
        Role("types", "$x inov:innovationType ?thing", _CONCEPTS),
        Role("members", "?thing dct:isPartOf $x", ("inov:category", "inov:startYear")),
        Role("made", "?thing inov:producedBy $x", ("inov:topic", "inov:audience")),
        Role("counted", "?thing inov:observedInitiative $x", SERIES),
    ),
)


class Mark(NamedTuple):
    """A year on the line of time, ``x`` in thousandths of its length."""

    property: str
    year: Value
    x: int


@dataclass(frozen=True, slots=True)
class Initiative:
    """What the page of an initiative shows beside its facts; ``marks`` are none without a span."""

    around: Around
    marks: tuple[Mark, ...]
    counts: tuple[Point, ...]


def read(asker: Asker, iri: str, language: str) -> Initiative:
    """The initiative with what is part of it and what it made."""
    found = around.find(SHAPE, asker, iri)
    known = around.know(SHAPE, asker, iri, language, found, doubted=found["counted"].things)
    counted = found.pop("counted")
    shown = around.arrange(SHAPE, iri, found, known)
    return Initiative(shown, marks(shown.thing), points(known, counted, known.doubts))


def marks(thing: Thing) -> tuple[Mark, ...]:
    """The years of an initiative in their order; none where there are not two different ones."""
    years = [
        (int(value.term.text), name, value)
        for name in YEARS
        for value in thing.all(name)
        if _YEAR.fullmatch(value.term.text)
    ]
    years.sort(key=lambda found: found[0])
    first, last = (years[0][0], years[-1][0]) if years else (0, 0)
    if first == last:
        return ()
    return tuple(
        Mark(name, value, round(1000 * (year - first) / (last - first)))
        for year, name, value in years
    )
