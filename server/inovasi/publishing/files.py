"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import Final

from inovasi.errors import UsageError

_TOKEN_BYTES: Final = 8


def write_whole(path: Path, data: bytes) -> None:
    """Put the data at the path by a rename, so that nobody ever sees half of it."""
    write_together({path: data})


def write_together(content: Mapping[Path, bytes]) -> None:
    """Put each file at its path, in this order, once all of them lie complete beside theirs."""
    staged: dict[Path, Path] = {}
    try:
        for path, data in content.items():
            staged[path] = path.with_name(f".{path.name}-{token_hex(_TOKEN_BYTES)}")
            with _explained(path):
                _write(staged[path], data)
        for path, place in staged.items():
            with _explained(path):
                place.replace(path)
    finally:
        for place in staged.values():
            with suppress(OSError):
                place.unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    # The mode is open()'s own, so the umask holds.
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        yield
    except OSError as error:
        problem = f"{path} cannot be written ({error.strerror})"
        raise UsageError(problem, "name a file in a folder that can be written") from error


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keeps the folder for one process or thread; another one waits here until it is done."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
