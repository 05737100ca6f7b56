"""Dumps are put in place whole, with their checksums, or not at all."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from inovasi.store.folder import lock

CHECKSUM: Final = ".sha256"
NEW: Final = ".new-"


@contextmanager
def workplace(beside: Path) -> Iterator[Path]:
    """A folder on the same disk for what is being made; gone when it is left.

    It is locked meanwhile: one that nobody has locked was left behind by a kill.
    """
    folder = Path(tempfile.mkdtemp(prefix=NEW, dir=beside))
    descriptor = lock(folder, fcntl.LOCK_EX)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if descriptor is not None:
            os.close(descriptor)


def put(made: Path, target: Path) -> None:
    """Moves a finished file to its place, and its checksum after it."""
    with made.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    line = made.with_name(made.name + CHECKSUM)
    line.write_text(f"{digest}  {target.name}\n", encoding="utf-8")
    made.replace(target)
    line.replace(target.with_name(target.name + CHECKSUM))


def checksum_of(target: Path) -> str:
    """The checksum that lies beside a dump; FileNotFoundError where none does."""
    text = target.with_name(target.name + CHECKSUM).read_text(encoding="utf-8")
    return text.partition(" ")[0]
