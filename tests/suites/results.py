"""What a query gives, in a form that does not depend on how it was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

XSD: Final = "http://www.w3.org/2001/XMLSchema#"
STRING: Final = XSD + "string"


class Sort(StrEnum):
    """The sorts of RDF terms, and TEXT for what a format without sorts says."""

    IRI = "iri"
    BLANK = "blank"
    LITERAL = "literal"
    TEXT = "text"


class Term(NamedTuple):
    """A term with its lexical form as written; ``datatype`` is empty beside a language."""

    sort: Sort
    value: str
    datatype: str = ""
    language: str = ""


Row = tuple[tuple[str, Term], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """Rows of a SELECT or triples of a graph, or the truth value of an ASK."""

    rows: tuple[Row, ...] = ()
    variables: frozenset[str] = frozenset()
    truth: bool | None = None
    ordered: bool = False


def literal(value: str, datatype: str = "", language: str = "") -> Term:
    """A literal; one without datatype and language is a string."""
    return Term(Sort.LITERAL, value, "" if language else datatype or STRING, language)


def row(cells: Mapping[str, Term] | Iterable[tuple[str, Term]]) -> Row:
    """The cells in an order of their own."""
    return tuple(sorted(dict(cells).items()))


def same(expected: Result, actual: Result, *, lax: bool = False) -> bool:
    """Whether both say the same; with ``lax`` the actual one may have left out duplicates."""
    if (expected.variables, expected.truth) != (actual.variables, actual.truth):
        return False
    if expected.ordered:
        return isomorphic(_numbered(expected.rows), _numbered(actual.rows))
    if lax:
        most, given = Counter(expected.rows), Counter(actual.rows)
        return most.keys() == given.keys() and given <= most
    return isomorphic(expected.rows, actual.rows)


def _numbered(rows: Iterable[Row]) -> list[Row]:
    return [(("#", Term(Sort.TEXT, str(number))), *cells) for number, cells in enumerate(rows)]


def isomorphic(left: Iterable[Row], right: Iterable[Row]) -> bool:
    """Whether some renaming of blank nodes makes one multiset of rows the other."""
    ours, theirs = list(left), list(right)
    colours, others = _colours(ours), _colours(theirs)
    shapes = [_shape(cells, colours) for cells in ours]
    candidates: dict[Row, list[Row]] = {}
    for cells in theirs:
        candidates.setdefault(_shape(cells, others), []).append(cells)
    if Counter(shapes) != Counter({shape: len(rows) for shape, rows in candidates.items()}):
        return False
    return _match(
        [pair for pair in zip(ours, shapes, strict=True) if _blanks(pair[0])], candidates, {}
    )


def _blanks(cells: Row) -> list[str]:
    return [term.value for _, term in cells if term.sort is Sort.BLANK]


def _shape(cells: Row, colours: Mapping[str, int]) -> Row:
    """The row with each blank node by its colour."""
    return tuple(
        (name, Term(Sort.BLANK, str(colours[term.value])) if term.sort is Sort.BLANK else term)
        for name, term in cells
    )


def _colours(rows: Iterable[Row]) -> dict[str, int]:
    """What tells blank nodes apart without their labels: the rows that each is in, and where."""
    rows_of: dict[str, list[Row]] = {}
    for cells in rows:
        for label in _blanks(cells):
            rows_of.setdefault(label, []).append(cells)
    colours = dict.fromkeys(rows_of, 0)
    found = 0
    while found < len(set(colours.values())):
        found = len(set(colours.values()))
        colours = {label: _colour(label, mine, colours) for label, mine in rows_of.items()}
    return colours


def _colour(label: str, rows: Iterable[Row], colours: Mapping[str, int]) -> int:
    places = Counter(
        (name, _shape(cells, colours))
        for cells in rows
        for name, term in cells
        if (term.sort, term.value) == (Sort.BLANK, label)
    )
    return hash((colours[label], frozenset(places.items())))


def _match(
    rows: Sequence[tuple[Row, Row]], candidates: Mapping[Row, list[Row]], names: Mapping[str, str]
) -> bool:
    """Finds each row a partner of its shape, under one renaming for all."""
    if not rows:
        return True
    cells, shape = rows[0]
    for place, other in enumerate(candidates[shape]):
        renaming = _renaming(cells, other, names)
        if renaming is not None:
            left = [*candidates[shape][:place], *candidates[shape][place + 1 :]]
            if _match(rows[1:], {**candidates, shape: left}, renaming):
                return True
    return False


def _renaming(cells: Row, other: Row, names: Mapping[str, str]) -> dict[str, str] | None:
    """The renaming with what this pair of rows adds to it, unless that contradicts it."""
    renaming = dict(names)
    for label, name in zip(_blanks(cells), _blanks(other), strict=True):
        if label not in renaming and name in renaming.values():
            return None
        if renaming.setdefault(label, name) != name:
            return None
    return renaming
