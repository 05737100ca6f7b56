"""Sorting what does not fit into memory: pieces that do, on the disk, and then merged."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import IO, Final

PIECE_BYTES: Final = 32 * 1024 * 1024
_STEP: Final = 2000
_AT_ONCE: Final = 64
"""Files that are merged in one go."""


def sort_lines(lines: Iterable[bytes], folder: Path, piece: int = PIECE_BYTES) -> Iterator[bytes]:
    """The lines by their bytes, each once; ``folder`` holds what does not fit into ``piece``."""
    files = []
    for number, some in enumerate(_pieces(iter(lines), piece)):
        some.sort()
        file = folder / f"piece-{number}"
        file.write_bytes(b"".join(some))
        files.append(file)
        if len(files) == _AT_ONCE:
            files = [_merge_into(folder / f"merged-{number}", files)]
    yield from _merged(files)


def _pieces(lines: Iterator[bytes], limit: int) -> Iterator[list[bytes]]:
    piece: list[bytes] = []
    size = 0
    while step := list(islice(lines, _STEP)):
        piece += step
        size += sum(map(len, step))
        if size >= limit:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece


def _merge_into(target: Path, files: list[Path]) -> Path:
    with target.open("wb") as written:
        written.writelines(_merged(files))
    return target


def _merged(files: list[Path]) -> Iterator[bytes]:
    """The lines of sorted files in order, each once; the files are gone afterwards."""
    with ExitStack() as stack:
        opened: list[IO[bytes]] = [stack.enter_context(file.open("rb")) for file in files]
        last = None
        for line in heapq.merge(*opened):
            if line != last:
                yield line
                last = line
    for file in files:
        file.unlink()
