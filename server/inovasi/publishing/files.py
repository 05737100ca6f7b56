"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import Final

from inovasi.errors import UsageError

_TOKEN_BYTES: Final = 8


def write_whole(path: Path, data: bytes) -> None:
    """Put the data at the path by a rename, so that nobody ever sees half of it.

    A link stays a link: what it leads to is replaced. A device or a pipe is written into.
    """
    write_together({path: data})


def write_together(content: Mapping[Path, bytes]) -> None:
    """Put each file at its path, in this order, once all of them lie complete beside theirs."""
    places = {path: _place(path) for path in content}
    staged = {
        path: place.with_name(f".{place.name}-{token_hex(_TOKEN_BYTES)}")
        for path, place in places.items()
        if place is not None
    }
    try:
        for path, copy in staged.items():
            with _explained(path):
                _stage(copy, content[path])
        for path, place in places.items():
            with _explained(path):
                if place is None:
                    path.write_bytes(content[path])
                else:
                    staged[path].replace(place)
    finally:
        for copy in staged.values():
            with suppress(OSError):
                copy.unlink(missing_ok=True)


def _place(path: Path) -> Path | None:
    """Where the path leads; None for a device or a pipe, which a rename would replace."""
    place = Path(os.path.realpath(path))
    with _explained(path):
        try:
            found = path.stat()
        except FileNotFoundError:
            return place
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        # An open file, which /dev/stdout leads to, may have lost its name.
        named = place.exists() and os.path.samestat(place.stat(), found)
        return place if named and stat.S_ISREG(found.st_mode) else None


def _stage(copy: Path, data: bytes) -> None:
    # The mode is open()'s own, so the umask holds.
    with copy.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
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
