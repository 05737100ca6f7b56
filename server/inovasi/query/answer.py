"""An answer that is whole: its bytes, or the open file that holds them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from types import TracebackType
from typing import Final

PIECE: Final = 256 * 1024


class Answer:
    """Whoever gets one closes it: reading to the end does, and so does leaving ``with``."""

    __slots__ = ("_body", "_file", "size")

    def __init__(self, body: bytes, descriptor: int | None = None, size: int | None = None) -> None:
        self._body = body
        # A file object, so that one that nobody closed is closed and reported.
        self._file = None if descriptor is None else os.fdopen(descriptor, "rb", buffering=0)
        self.size = len(body) if size is None else size

    def pieces(self) -> Iterator[bytes]:
        """The bytes from the first to the last; closes the answer, also when abandoned."""
        with self:
            if self._file is None:
                yield self._body
                return
            at = 0
            while at < self.size:
                piece = os.pread(self._file.fileno(), min(PIECE, self.size - at), at)
                if not piece:
                    raise OSError(f"an answer of {self.size} bytes ended after {at}")
                at += len(piece)
                yield piece

    def read(self) -> bytes:
        """All the bytes at once; closes the answer."""
        return self._body if self._file is None else b"".join(self.pieces())

    def twin(self) -> Answer:
        """The same answer once more, for someone else, who closes it; before this one is closed."""
        descriptor = None if self._file is None else os.dup(self._file.fileno())
        return Answer(self._body, descriptor, self.size)

    def beginning(self, most: int) -> bytes:
        """No more than so many of the first bytes; closes the answer."""
        with self:
            if self._file is None:
                return self._body[:most]
            return os.pread(self._file.fileno(), min(most, self.size), 0)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()

    def __enter__(self) -> Answer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
