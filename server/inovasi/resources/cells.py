"""The cells of a list: for things at hand, the values in each column, in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from inovasi import iris
from inovasi.resources.asking import Asker, portions
from inovasi.resources.labels import ORDER
from inovasi.resources.lists import Listing
from inovasi.resources.ordering import natural
from inovasi.resources.terms import Kind, Term

# Of what is counted for the things at hand as many are looked at.
REFERRING: Final = 20_000
# Of bytes in a query that name things.
_LONGEST: Final = 48_000
# With the properties as VALUES the engine reads the whole graph and joins afterwards.
_SIMPLE: Final = """{ $in{ VALUES ?thing { $things } $via $owner ?step ?value
  FILTER(?step IN ($steps)) } BIND($number AS ?group) }"""
_DISPUTES: Final = """{ VALUES ?thing { $things } $via
  ?claim inov:about $owner ; inov:conflictsWith ?rival ; inov:onProperty ?step ;
    inov:value ?value BIND($number AS ?group) BIND(true AS ?claimed) }"""
_PATHS: Final = "{ $in{ VALUES ?thing { $things } ?thing $path ?value } BIND($number AS ?column) }"
_COUNTS: Final = """{ SELECT ?thing (COUNT(?other) AS ?value) ($number AS ?column) WHERE {
  { SELECT DISTINCT ?thing ?other WHERE {
    $in{ VALUES ?thing { $things } ?thing $path ?other } } LIMIT $most }
} GROUP BY ?thing }"""

Found = Mapping[tuple[str, int, bool], Sequence[Term]]


@dataclass(frozen=True, slots=True)
class Cell:
    """The values of a column; ``disputed`` are those that conflicting claims state besides.

    ``more`` says that a count is of what was looked at, and that there may be more.
    """

    values: tuple[Term, ...] = ()
    disputed: tuple[Term, ...] = ()
    more: bool = False


NONE: Final = Cell((Term(Kind.LITERAL, "0", datatype=iris.expand("xsd:integer")),))
"""A count of nothing."""


class Row(NamedTuple):
    """A thing of a list."""

    iri: str
    cells: tuple[Cell, ...]


def read_rows(
    asker: Asker, listing: Listing, things: Sequence[str], language: str
) -> tuple[Row, ...]:
    """The rows of things, in their order; texts in the language, or the next best one."""
    if not things:
        return ()
    found = _read(asker, listing, things)
    cut = _cut(listing, found)
    return tuple(
        Row(
            thing,
            tuple(
                _cell(found, (thing, number), language, more=number in cut)
                if not column.counted or (thing, number, False) in found
                else NONE
                for number, column in enumerate(listing.columns)
            ),
        )
        for thing in things
    )


def named_in(rows: Iterable[Row]) -> Iterator[str]:
    """Every IRI in rows: those of the things, and those among the values."""
    for row in rows:
        yield row.iri
        for cell in row.cells:
            yield from (term.iri for term in (*cell.values, *cell.disputed) if term.iri)


def _read(asker: Asker, listing: Listing, things: Sequence[str]) -> Found:
    groups = _groups(listing)
    parts = [*_simple(listing, groups), *_others(listing)]
    alternatives = " UNION ".join(parts)
    query = f"SELECT DISTINCT ?thing ?column ?group ?step ?claimed ?value {{ {alternatives} }}"
    numbers = [dict(members) for members in groups.values()]
    found: dict[tuple[str, int, bool], list[Term]] = defaultdict(list)
    for block in portions(things, _LONGEST // len(parts)):
        rows = asker.rows(query, most=str(REFERRING), things=block)
        for thing, column, group, step, claimed, value in rows:
            number = column.text or numbers[int(group.text)].get(step.text)
            if number is not None:
                found[thing.text, int(number), claimed.text == "true"].append(value)
    return found


def _groups(listing: Listing) -> dict[str, list[tuple[str, int]]]:
    """The columns that are one property, by whose it is; as the IRI and the column's number."""
    groups: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for number, column in enumerate(listing.columns):
        if column.disputable:
            groups[column.via].append((iris.expand(column.step), number))
    return groups


def _simple(listing: Listing, groups: Mapping[str, Sequence[tuple[str, int]]]) -> Iterator[str]:
    for number, (via, members) in enumerate(groups.items()):
        owner, way = ("?owner", f"?thing {via} ?owner .") if via else ("?thing", "")
        steps = ", ".join(f"<{iri}>" for iri, _ in members)
        parts = (_SIMPLE, _DISPUTES) if not listing.graph else (_SIMPLE,)
        for part in parts:
            text = part.replace("$via", way).replace("$owner", owner).replace("$steps", steps)
            yield text.replace("$in", listing.inside).replace("$number", str(number))


def _others(listing: Listing) -> Iterator[str]:
    for number, column in enumerate(listing.columns):
        if not column.disputable:
            part = _COUNTS if column.counted else _PATHS
            text = part.replace("$in", listing.inside).replace("$path", column.path)
            yield text.replace("$number", str(number))


def _cut(listing: Listing, found: Found) -> set[int]:
    """The columns whose counts are of some only."""
    sums: dict[int, int] = defaultdict(int)
    for (_, number, _), terms in found.items():
        if listing.columns[number].counted:
            sums[number] += int(terms[0].text)
    return {number for number, count in sums.items() if count >= REFERRING}


def _cell(found: Found, place: tuple[str, int], language: str, *, more: bool) -> Cell:
    stated = found.get((*place, False), ())
    claimed = [term for term in found.get((*place, True), ()) if term not in stated]
    return Cell(_shown(stated, language), _shown(claimed, language), more)


def _shown(terms: Sequence[Term], language: str) -> tuple[Term, ...]:
    """Sorted, and of texts in several languages only those in the best one."""
    if len(terms) < 2:  # noqa: PLR2004 -- most cells have one value, which is in every order
        return tuple(terms)
    tags = {term.language for term in terms if term.language}
    best = next((tag for tag in (language, *ORDER, *sorted(tags)) if tag in tags), "")
    kept = [term for term in terms if term.language in ("", best)]
    return tuple(sorted(kept, key=lambda term: natural(term.text)))
