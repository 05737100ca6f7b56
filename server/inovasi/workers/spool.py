"""Where an answer is written until it is whole: in memory, or when large a file without a name."""

from __future__ import annotations

import contextlib
import mmap
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from inovasi.errors import ResultTooLarge

INLINE: Final = 64 * 1024
_O_TMPFILE: Final = getattr(os, "O_TMPFILE", 0)


@dataclass(slots=True)
class Spool:
    """A file to write to; ``limit`` is in bytes, 0 for none.

    Serialisers write to it in pieces of some 8 KiB, which is as fast as giving them a path and
    spares a small answer the file: half a millisecond.
    """

    folder: str
    limit: int = 0
    size: int = 0
    descriptor: int | None = None
    _start: list[bytes] = field(default_factory=list)

    def write(self, data: bytes) -> int:
        self.size += len(data)
        if self.limit and self.size > self.limit:
            raise ResultTooLarge(
                f"The answer has more than {self.limit} bytes",
                "ask for less, with LIMIT and OFFSET",
            )
        if self.descriptor is None and self.size > INLINE:
            self.descriptor = nameless_file(self.folder)
            _write_all(self.descriptor, self._start)
            self._start.clear()
        if self.descriptor is None:
            self._start.append(bytes(data))
        else:
            _write_all(self.descriptor, [data])
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def content(self) -> bytes | mmap.mmap:
        """All that was written, to look through."""
        if self.descriptor is None:
            return b"".join(self._start)
        return mmap.mmap(self.descriptor, 0, prot=mmap.PROT_READ)

    def inline(self) -> bytes:
        """The bytes, unless they are in the file."""
        return b"".join(self._start)

    def close(self) -> None:
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None


def nameless_file(folder: str) -> int:
    """A new file that vanishes with its last descriptor, even if the process is killed."""
    if _O_TMPFILE:
        # Not every file system has such files; if the folder is at fault, the next lines say so.
        with contextlib.suppress(OSError):
            return os.open(folder, _O_TMPFILE | os.O_RDWR | os.O_CLOEXEC, 0o600)
    path = f"{folder}/inovasi-{os.getpid()}-{os.urandom(8).hex()}"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    os.unlink(path)  # noqa: PTH108 -- pathlib is slow to import and not needed by a worker
    return descriptor


def _write_all(descriptor: int, parts: Iterable[bytes]) -> None:
    for part in parts:
        left = memoryview(part)
        while left:
            left = left[os.write(descriptor, left) :]
