"""One page of a list, or all of it, read from the graph by queries that are bounded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from inovasi.errors import ResultTooLarge
from inovasi.resources.asking import Asker
from inovasi.resources.cells import Row, named_in, read_rows
from inovasi.resources.labels import Labels, Name, choose, local_name, read_labels
from inovasi.resources.lists import Column, Listing
from inovasi.resources.narrowing import Narrowing, pattern_of
from inovasi.resources.ordering import ordered

PAGE: Final = 50
SORTED: Final = 5_000
"""A longer list is in no order, and not to be had as a file: it can be narrowed."""
COUNTED: Final = 100_000
"""Things beyond are not counted, and have no page."""
_CHUNK: Final = 200
_TAIL: Final = 12

# Counting what is distinct takes a third of the time of counting what was made distinct before.
_COUNT: Final = """SELECT (COUNT(DISTINCT ?thing) AS ?count) WHERE {
  { SELECT ?thing WHERE { $pattern } LIMIT $most }
}"""
_SOME: Final = "SELECT DISTINCT ?thing WHERE { $pattern } LIMIT $most OFFSET $offset"
_KEYS: Final = """SELECT DISTINCT ?thing ?end ?key WHERE {
  { SELECT DISTINCT ?thing WHERE { $pattern } LIMIT $most }
  $values
} LIMIT $rows"""
# The rule for names, as far as it is needed to sort; the rest is its local name.
_LABEL: Final = """OPTIONAL { $in{ $named skos:prefLabel ?asked$at }
    FILTER(LANG(?asked$at) = "$language") }
  OPTIONAL { $in{ $named skos:prefLabel ?other$at }
    FILTER(!BOUND(?asked$at) && LANG(?other$at) IN ("id", "en", "")) }"""
_NAMES: Final = "BIND(COALESCE($found) AS ?key)"


class Wish(NamedTuple):
    """What is asked for of a list; ``language`` is that of names."""

    language: str
    sort: str
    descending: bool = False
    narrowing: Narrowing = Narrowing()


@dataclass(frozen=True, slots=True)
class Page:
    """A page; ``total`` things are on the list, or more than that where it is ``beyond``.

    ``labels`` are those of every IRI in the rows. A list that is too long is not ``sorted``.
    """

    rows: tuple[Row, ...]
    total: int
    beyond: bool
    sorted: bool
    labels: Mapping[str, Labels]

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // PAGE))


def read_page(
    asker: Asker, listing: Listing, wish: Wish, number: int = 1, also: Iterable[str] = ()
) -> Page:
    """The page with a number, counted from 1; without rows behind the last one.

    ``also`` are IRIs whose labels are wanted besides.
    """
    pattern = pattern_of(asker, listing, wish.narrowing)
    total = _count(asker, listing, pattern, COUNTED + 1)
    start = (number - 1) * PAGE
    if total <= SORTED:
        shown = _order(asker, listing, wish, pattern)[start : start + PAGE]
    elif start < COUNTED:
        shown = _unsorted(asker, pattern, start)
    else:
        shown = []
    rows = read_rows(asker, listing, shown, wish.language)
    labels = read_labels(asker, [*named_in(rows), *also])
    return Page(rows, min(total, COUNTED), total > COUNTED, total <= SORTED, labels)


def read_all(asker: Asker, listing: Listing, wish: Wish) -> Iterator[Page]:
    """All rows in the order of the pages, in parts; ResultTooLarge where there are too many."""
    pattern = pattern_of(asker, listing, wish.narrowing)
    total = _count(asker, listing, pattern, SORTED + 1)
    if total > SORTED:
        raise ResultTooLarge(
            f"The list has more than {SORTED} rows",
            "narrow it where it can be narrowed, or take the dataset from /catalog",
        )
    order = _order(asker, listing, wish, pattern)
    for start in range(0, len(order), _CHUNK):
        rows = read_rows(asker, listing, order[start : start + _CHUNK], wish.language)
        yield Page(rows, total, False, True, read_labels(asker, named_in(rows)))


def read_counts(asker: Asker, listings: Sequence[Listing], most: int = COUNTED) -> list[int]:
    """How many things are on each list; one more than ``most`` where it is more."""
    return [
        _count(asker, each, pattern_of(asker, each, Narrowing()), most + 1) for each in listings
    ]


def name_of(listing: Listing, iri: str, labels: Mapping[str, Labels], language: str) -> Name:
    """What a thing of the list is called in it."""
    if listing.unnamed and not labels.get(iri):
        end = iri.rstrip("/").rpartition("/")[2]
        return Name(f"{listing.unnamed.of(language)} {end[:_TAIL]}", language)
    return choose(labels.get(iri, {}), language, iri)


def _count(asker: Asker, listing: Listing, pattern: str, most: int) -> int:
    # Each of its classes may give a thing.
    rows = str(most * len(listing.classes))
    version, key = asker.version, f"{rows} {pattern}"
    known = asker.sizes.recall(version, (key,))
    if key not in known:
        known[key] = int(asker.rows(_COUNT, most=rows, pattern=pattern)[0][0].text)
        asker.sizes.keep(version, known)
    return min(most, known[key])


def _unsorted(asker: Asker, pattern: str, start: int) -> list[str]:
    rows = asker.rows(_SOME, most=str(PAGE), offset=str(start), pattern=pattern)
    return [row[0].text for row in rows]


def _order(asker: Asker, listing: Listing, wish: Wish, pattern: str) -> list[str]:
    column = listing.column(wish.sort)
    found: dict[str, list[str]] = defaultdict(list)
    query = _KEYS.replace("$values", _wanted(listing, column))
    limits = {"most": str(SORTED), "rows": str(4 * SORTED)}
    for thing, end, key in asker.rows(query, language=wish.language, **limits, pattern=pattern):
        known = key.text or (local_name(end.text) if end.iri else end.text)
        if column is None and not known:
            known = local_name(thing.text)
        found[thing.text].extend([known] if known else [])
    numeric = column is not None and column.numeric
    return ordered(found, numeric=numeric, descending=wish.descending)


def _wanted(listing: Listing, column: Column | None) -> str:
    """The pattern that gives ``?key``, what things are sorted by, and ``?end`` where it has one."""
    if column is None:
        return "" if listing.unnamed else _label(listing, "?thing")
    if not column.named:
        return f"OPTIONAL {{ {listing.inside}{{ ?thing {column.path} ?key }} }}"
    end = f"{listing.inside}{{ ?thing {column.path} ?end }}"
    return f"OPTIONAL {{ {end} {_label(listing, '?end')} }}"


def _label(listing: Listing, named: str) -> str:
    """The pattern for the name of something, in the graph of the list or the default graph."""
    places = dict.fromkeys((listing.inside, ""))
    parts = [
        _LABEL.replace("$in", place).replace("$named", named).replace("$at", str(number))
        for number, place in enumerate(places)
    ]
    found = ", ".join(f"?asked{number}, ?other{number}" for number in range(len(parts)))
    return " ".join([*parts, _NAMES.replace("$found", found)])
