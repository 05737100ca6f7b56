"""CSV tables read strictly: what cannot be read exactly is refused with file, row and column."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from inovasi.errors import DataError

# Control and format characters, line and paragraph separators.
_UNSEEN: Final = frozenset({"Cc", "Cf", "Zl", "Zp"})
# What spreadsheets write in place of commas, by country and by choice.
_OTHER_SEPARATORS: Final = MappingProxyType({";": "a semicolon", "\t": "a tab"})


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a table; ``number`` counts as a spreadsheet does, the head being row 1."""

    file: Path
    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def error(self, column: str, problem: str, remedy: str) -> DataError:
        """A fault of this row, ready to raise."""
        return DataError(self.file, problem, remedy, row=self.number, column=column)

    def required(self, column: str) -> str:
        """The cell, which must not be empty."""
        if not self.cells[column]:
            raise self.error(column, "is empty", "fill it in")
        return self.cells[column]


def decode(path: Path) -> str:
    """The text of a UTF-8 file; a byte order mark, as spreadsheets write it, is dropped."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataError(path, f"cannot be read ({error.strerror})", "restore the file") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DataError(
            path,
            f"is not UTF-8: byte 0x{content[error.start]:02x} on line {line}",
            "save the file with the encoding UTF-8",
        ) from error


def read_table(path: Path, columns: Sequence[str]) -> Iterator[Row]:
    """The records of a table whose head is exactly ``columns``, in any order."""
    reader = csv.reader(io.StringIO(decode(path), newline=""), strict=True)
    records = _records(path, reader)
    head = next(records, [])
    if sorted(head) != sorted(columns):
        raise _head_fault(path, head, columns)
    for number, record in enumerate(records, start=2):
        if len(record) != len(head):
            raise DataError(
                path,
                f"has {len(record)} cells where the head has {len(head)}",
                "quote cells that hold a comma, and give every cell",
                row=number,
            )
        row = Row(path, number, dict(zip(head, record, strict=True)))
        _refuse_what_nobody_sees(row)
        yield row


def _records(path: Path, reader: Iterator[list[str]]) -> Iterator[list[str]]:
    row = 1
    try:
        for record in reader:
            yield record
            row += 1
    except csv.Error as error:
        raise DataError(
            path, f"is not well-formed CSV ({error})", "mend the quotes", row=row
        ) from error


def _head_fault(path: Path, head: Sequence[str], columns: Sequence[str]) -> DataError:
    if len(head) == 1:
        for separator, name in _OTHER_SEPARATORS.items():
            if separator in head[0] and set(columns) & set(head[0].split(separator)):
                problem = f"the separator seems to be {name}"
                return DataError(path, problem, "save the file with commas between cells", row=1)
    return DataError(path, _head_problem(head, columns), "correct the first row", row=1)


def _head_problem(head: Sequence[str], columns: Sequence[str]) -> str:
    missing = [column for column in columns if column not in head]
    unknown = [column for column in head if column not in columns]
    twice = [column for column, count in Counter(head).items() if count > 1]
    parts = [f"names the column {column or '(empty)'} more than once" for column in twice]
    parts += [f"lacks the column {column}" for column in missing]
    parts += [f"has the unknown column {column or '(empty)'}" for column in unknown]
    return ", ".join(parts)


def _refuse_what_nobody_sees(row: Row) -> None:
    for column, cell in row.cells.items():
        if cell != cell.strip():
            raise row.error(column, "begins or ends with white space", "remove it")
        for character in cell:
            if unicodedata.category(character) in _UNSEEN:
                name = f"U+{ord(character):04X}"
                raise row.error(column, f"holds the unseen character {name}", "remove it")
