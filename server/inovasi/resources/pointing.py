"""What points to a thing: counted by property, and read a page at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from inovasi import iris
from inovasi.errors import NotFound
from inovasi.resources.asking import Asker, Question, Row, reference

SIZE: Final = 100
"""Statements on a page."""
LONG: Final = 12
"""More statements with one property are folded."""
_VALUE: Final = iris.expand("inov:value")
# Up to so many are sorted; more come property by property, in the engine's own order.
SORTED: Final = 1_000
# Up to so many are counted; beyond nobody knows how many there are of a property.
MOST: Final = 10_000
# Claims about the thing belong to its description.
_LEFT_OUT: Final = "FILTER(?property != inov:about)"
_PATTERN: Final = f"?thing ?property $value {_LEFT_OUT}"
# Up to so many are counted and sorted here: to ask for all of them takes less than to ask twice.
FEW: Final = SIZE + SIZE // 2
_ANYWHERE: Final = f"GRAPH ?graph {{ {_PATTERN} }}"
_FEW: Final = "SELECT $distinct ?property ?thing WHERE { $pattern } LIMIT $most"
_COUNTS: Final = f"""SELECT ?property (COUNT(*) AS ?count) WHERE {{
  {{ SELECT $distinct ?thing ?property WHERE {{ $pattern }} LIMIT {MOST} }}
}} GROUP BY ?property"""
_SORTED: Final = f"""SELECT ?property ?thing WHERE {{
  {{ SELECT $distinct ?thing ?property WHERE {{ $pattern }} LIMIT {MOST} }}
}} ORDER BY ?property ?thing LIMIT {SIZE} OFFSET $start"""
_SLICE: Final = """{ SELECT $distinct ?property ?thing WHERE {
  VALUES ?property { $only } $pattern
} LIMIT $many OFFSET $start }"""
_ANY: Final = f"""SELECT $distinct ?property ?thing WHERE {{ $pattern }}
LIMIT {SIZE + 1} OFFSET $start"""


@dataclass(frozen=True, slots=True)
class Pointing:
    """A page of statements that point to a thing, as (property, subject).

    ``counts`` are by property; ``many`` says that there are more than were counted, and ``more``
    that another page follows then.
    """

    counts: dict[str, int]
    statements: tuple[tuple[str, str], ...] = ()
    number: int = 1
    many: bool = False
    more: bool = False

    @property
    def total(self) -> int:
        """How many statements were counted."""
        return sum(self.counts.values())

    @property
    def last(self) -> int:
        """The last page; of many nobody knows it, and it is the next as long as there is one."""
        if not self.many:
            return max(1, -(-self.total // SIZE))
        return self.number + self.more

    @property
    def groups(self) -> list[tuple[str, list[str]]]:
        """The subjects of the page by property."""
        found = sorted(self.statements)
        return [
            (name, [thing for _, thing in pairs])
            for name, pairs in groupby(found, key=lambda pair: pair[0])
        ]

    def folded(self, name: str) -> bool:
        """Whether the statements with a property are for those who ask: there are many, or they
        are claims, each of which says what a statement says already.
        """
        return name == _VALUE or self.counts[name] > LONG

    @property
    def iris(self) -> tuple[str, ...]:
        """All that a page may want to name."""
        return (*self.counts, *(thing for _, thing in self.statements))


def pointing_to(thing: str, *, everywhere: bool = False) -> Question:
    """Asks for the first statements that point to a thing: as many as ``read_pointing`` wants."""
    return Question(_FEW, {"most": str(FEW + 1), **_parts(thing, everywhere)})


def read_pointing(
    asker: Asker,
    thing: str,
    number: int,
    *,
    everywhere: bool = False,
    first: Sequence[Row] | None = None,
) -> Pointing:
    """A page, counted from 1, of what the default graph, or every other one, has.

    ``first`` is the answer to ``pointing_to``, where it has been asked already. NotFound for a page
    that is not there.
    """
    if first is None:
        (first,) = asker.together(pointing_to(thing, everywhere=everywhere))
    if len(first) > FEW:
        return _read(asker, number, _parts(thing, everywhere))
    found = sorted(first)
    _check(number, len(found))
    start = (number - 1) * SIZE
    shown = tuple((name.text, at.text) for name, at in found[start : start + SIZE])
    return Pointing(dict(Counter(name.text for name, _ in found)), shown, number)


def _parts(thing: str, everywhere: bool) -> dict[str, str]:
    return {
        "pattern": _ANYWHERE if everywhere else _PATTERN,
        "distinct": "DISTINCT" if everywhere else "",
        "value": reference(thing),
    }


def _check(number: int, total: int) -> None:
    if number > 1 and (number - 1) * SIZE >= total:
        last = max(1, -(-total // SIZE))
        raise NotFound(f"There is no page {number}", f"the last one is {last}")


def _read(asker: Asker, number: int, parts: dict[str, str]) -> Pointing:
    """A page of more than a few."""
    counted = asker.rows(_COUNTS, **parts)
    counts = {name.text: int(count.text) for name, count in sorted(counted) if name.text}
    total = sum(counts.values())
    start = (number - 1) * SIZE
    many = total >= MOST
    _check(1 if many else number, total)
    if many:
        query = _ANY
    elif total > SORTED:
        query = f"SELECT ?property ?thing WHERE {{ {_sliced(counts, start)} }}"
    else:
        query = _SORTED
    rows = asker.rows(query, start=str(start), **parts)
    if number > 1 and not rows:
        raise NotFound(f"There is no page {number}", "go back to the first one")
    shown = tuple((name.text, at.text) for name, at in rows[:SIZE])
    return Pointing(counts, shown, number, many, more=len(rows) > SIZE)


def _sliced(counts: dict[str, int], start: int) -> str:
    """The part of each property that stands on a page, as pieces of a query."""
    found = []
    left = SIZE
    for name, count in counts.items():
        many = min(left, count - start)
        if many > 0:
            piece = _SLICE.replace("$only", reference(name)).replace("$many", str(many))
            found.append(piece.replace("$start", str(start)))
            left -= many
        start = max(0, start - count)
        if not left:
            break
    return " UNION ".join(found)
