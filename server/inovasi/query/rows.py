"""Counts the rows of an answer while it is written, for none of the engines counts them for us."""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

from inovasi.errors import ResultTooLarge

T = TypeVar("T")

# Between two rows, or once in each: never more seldom than there are rows, but for one.
_MARKS: Final = {
    "application/sparql-results+json": b",{",
    "application/sparql-results+xml": b"<result>",
    "text/tab-separated-values": b"\n",
}
# Where the mark can stand in a value too: group 1 is a mark that does not. Each match begins where
# the one before ended, for what follows the last mark matches too.
_EXACT: Final = {
    "application/sparql-results+json": re.compile(
        rb'(?:[^",]++|"(?:[^"\\]++|\\.)*+"|,(?!\{))*+(?:(,\{)|\Z)', re.DOTALL
    ),
}


class Sink(Protocol):
    """What an answer is written to, and read back from."""

    def write(self, data: bytes) -> int:
        """Takes all of the data."""

    def flush(self) -> None:
        """Holds nothing back."""

    def content(self) -> bytes | mmap.mmap:
        """All that was written, to look through."""


@dataclass(slots=True)
class CountingSink:
    """Passes on what is written; ``limit`` is in rows."""

    sink: Sink
    media_type: str
    limit: int
    _most: int = 1

    def write(self, data: bytes) -> int:
        # A mark that lies across two pieces is not seen in either.
        self._most += data.count(_MARKS[self.media_type]) + 1
        return self.sink.write(data)

    def flush(self) -> None:
        self.sink.flush()

    def check(self) -> None:
        """Raises ResultTooLarge if there are more rows than the limit."""
        if self._most > self.limit and self._rows() > self.limit:
            raise too_many_rows(self.limit)

    def _rows(self) -> int:
        mark = re.compile(b"(" + _MARKS[self.media_type] + b")")
        pattern = _EXACT.get(self.media_type, mark)
        marks = sum(1 for match in pattern.finditer(self.sink.content()) if match.lastindex)
        # JSON has one comma less than rows; TSV has a line of names.
        return {b",{": marks + 1, b"\n": marks - 1}.get(_MARKS[self.media_type], marks)


def counted(items: Iterable[T], limit: int) -> Iterator[T]:
    """The items, or ResultTooLarge in place of the first that is too many."""
    for number, item in enumerate(items):
        if number >= limit:
            raise too_many_rows(limit)
        yield item


def too_many_rows(limit: int) -> ResultTooLarge:
    """The answer would have more rows than this."""
    return ResultTooLarge(
        f"The answer has more than {limit} rows", "ask for fewer, with LIMIT and OFFSET"
    )
