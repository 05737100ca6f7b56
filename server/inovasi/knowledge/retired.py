"""Identifiers that were published once and stand for nothing any more."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from inovasi import iris
from inovasi.errors import DataError

COLUMNS: Final = ("iri", "replacement", "since", "reason_id", "reason_en")
_REQUIRED: Final = ("iri", "since", "reason_id", "reason_en")
_OURS: Final = (iris.ENTITY, iris.TERM, iris.CONCEPT)


@dataclass(frozen=True, slots=True)
class Retired:
    """An identifier, what stands in its place, if anything, and since which release it is so."""

    iri: str
    replacement: str
    since: str
    reason: Mapping[str, str]


def read_retired(file: Path) -> dict[str, Retired]:
    """The identifiers of a table by their IRI; DataError for a row that says too little."""
    try:
        with file.open(encoding="utf-8", newline="") as text:
            rows = csv.reader(text, strict=True)
            found = list(enumerate(rows, 1))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(file, f"cannot be read ({error})", "restore the file") from error
    if not found or tuple(found[0][1]) != COLUMNS:
        raise DataError(file, "has other columns", f"its head is {','.join(COLUMNS)}", row=1)
    retired: dict[str, Retired] = {}
    for number, row in found[1:]:
        each = _retired(file, number, row)
        if each.iri in retired:
            raise DataError(file, f"{each.iri} stands there twice", "keep one row", row=number)
        retired[each.iri] = each
    return retired


def _retired(file: Path, number: int, row: list[str]) -> Retired:
    if len(row) != len(COLUMNS):
        raise DataError(file, "has another number of cells", "fill every column", row=number)
    iri, replacement, since, indonesian, english = row
    for column, value in (("iri", iri), ("replacement", replacement)):
        if value and not value.startswith(_OURS):
            problem = f"{value!r} is no identifier of ours"
            raise DataError(file, problem, f"begin with {iris.BASE}", row=number, column=column)
    for column, value in zip(_REQUIRED, (iri, since, indonesian, english), strict=True):
        if not value:
            raise DataError(file, "is empty", "fill it", row=number, column=column)
    return Retired(iri, replacement, since, {"id": indonesian, "en": english})
