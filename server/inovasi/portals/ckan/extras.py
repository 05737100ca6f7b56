"""The fields that portals of a country have beyond CKAN's own, by a table.

One row for each: the key there, the dataset it is for (empty: for all that have no row of their
own), and the value, in which ``{name}`` stands for what the catalogue knows. A value that stands
for something unknown is left out.
"""

from __future__ import annotations

import csv
import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from inovasi.errors import DataError
from inovasi.portals.ckan.plan import MARK
from inovasi.portals.editions import DATASETS

COLUMNS: Final = ("key", "dataset", "value")
FIELDS: Final = (
    *("iri", "page", "title_en", "description_en", "publisher", "contact", "version", "issued"),
    *("frequency", "frequency_iri", "years", "start", "end", "places", "places_iri", "themes"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One extra; ``names`` are the fields that its value stands for."""

    key: str
    dataset: str
    value: str
    names: tuple[str, ...]


def read_extras(file: Path) -> tuple[Row, ...]:
    """The rows of a table in CSV, UTF-8."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as text:
            reader = csv.DictReader(text)
            if tuple(reader.fieldnames or ()) != COLUMNS:
                raise DataError(file, "has other columns", f"it takes {', '.join(COLUMNS)}")
            rows = tuple(_row(file, reader.line_num, cells) for cells in reader)
    except (OSError, UnicodeError, csv.Error) as error:
        raise DataError(file, f"cannot be read ({error})", "name a table in CSV, UTF-8") from None
    seen: set[tuple[str, str]] = set()
    for row in rows:
        if (row.key, row.dataset) in seen:
            raise DataError(file, f"has {row.key!r} twice for one dataset", "leave one of them")
        seen.add((row.key, row.dataset))
    return rows


def _row(file: Path, number: int, cells: Mapping[str | None, str | None]) -> Row:
    key, dataset, value = ((cells[column] or "").strip() for column in COLUMNS)
    if None in cells or not key or not value:
        remedy = "it takes a key, a dataset or nothing, and a value"
        raise DataError(file, "the row is not whole, or has too much", remedy, row=number)
    if key == MARK:
        remedy = "choose another key"
        raise DataError(file, f"{MARK} is how this command knows its own", remedy, row=number)
    if dataset and dataset not in DATASETS:
        remedy = f"it takes {', '.join(DATASETS)}, or nothing for all"
        problem = f"there is no dataset {dataset!r}"
        raise DataError(file, problem, remedy, row=number, column="dataset")
    try:
        names = tuple(_names(value))
    except ValueError as error:
        remedy = f"the fields are {', '.join(FIELDS)}; a brace is written twice"
        raise DataError(file, str(error), remedy, row=number, column="value") from None
    return Row(key, dataset, value, names)


def _names(value: str) -> Iterator[str]:
    for _, name, specification, conversion in string.Formatter().parse(value):
        if name is None:
            continue
        if name not in FIELDS or specification or conversion:
            raise ValueError(f"there is no field {{{name}}}")
        yield name


def fill(rows: Iterable[Row], dataset: str, known: Mapping[str, str]) -> dict[str, str]:
    """The extras of one dataset; a row for it wins over one for all."""
    chosen: dict[str, Row] = {}
    for row in rows:
        if row.dataset == dataset or (not row.dataset and row.key not in chosen):
            chosen[row.key] = row
    return {
        key: row.value.format_map(known)
        for key, row in chosen.items()
        if all(known[name] for name in row.names)
    }
