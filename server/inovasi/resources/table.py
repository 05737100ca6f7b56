"""A list as a table in CSV (RFC 4180), for programs and spreadsheets.

Cells hold what is stated, as it is stated: one that begins with a sign of formulas is not changed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from inovasi.resources.cells import Cell
from inovasi.resources.labels import Labels, choose
from inovasi.resources.listing import Page, name_of
from inovasi.resources.lists import NAME, Listing
from inovasi.resources.terms import Term

IDENTIFIER: Final = "iri"
DISPUTED: Final = "disputed"
# No IRI holds a space, and hardly a name this.
_BETWEEN: Final = "; "


def written(listing: Listing, parts: Iterable[Page], language: str) -> str:
    """The table; its head does not depend on the language, nor on what there is."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(head(listing))
    for page in parts:
        for row in page.rows:
            name = name_of(listing, row.iri, page.labels, language).text
            cells = _cells(listing, row.cells, page.labels, language)
            writer.writerow([row.iri, name, *cells, *_disputes(listing, row.cells)])
    return text.getvalue()


def head(listing: Listing) -> list[str]:
    """The names of the columns: ``X_iri`` has the identifiers of what ``X`` names."""
    keys = [
        key
        for column in listing.columns
        for key in ((column.key, f"{column.key}_iri") if column.named else (column.key,))
    ]
    return [IDENTIFIER, NAME, *keys, *([DISPUTED] if _disputable(listing) else [])]


def _cells(
    listing: Listing, cells: Sequence[Cell], labels: Mapping[str, Labels], language: str
) -> Iterator[str]:
    for column, cell in zip(listing.columns, cells, strict=True):
        yield _BETWEEN.join(_named(term, labels, language) for term in cell.values)
        if column.named:
            yield " ".join(term.iri for term in cell.values if term.iri)


def _named(term: Term, labels: Mapping[str, Labels], language: str) -> str:
    return choose(labels.get(term.iri, {}), language, term.iri).text if term.iri else term.text


def _disputes(listing: Listing, cells: Sequence[Cell]) -> list[str]:
    """One cell: which columns are disputed, and what else is claimed to stand there."""
    if not _disputable(listing):
        return []
    return [
        _BETWEEN.join(
            f"{column.key}={term.text}"
            for column, cell in zip(listing.columns, cells, strict=True)
            for term in cell.disputed
        )
    ]


def _disputable(listing: Listing) -> bool:
    return not listing.graph and any(column.disputable for column in listing.columns)
