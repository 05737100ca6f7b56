"""What lies in a store's folder, and how a reader holds on to a version.

::

    DIR/current           the name of the version to read, swapped by a rename
    DIR/v3/version.json   which version of which store, when it was made, of how many statements
    DIR/v3/data/          a checkpoint that nobody changes any more, to be opened read-only
    DIR/.new-…, .old-…    what is being made and removed; left behind only by a kill, removed later

A reader locks ``version.json`` of its version, shared, and the version stays while it does. Who
makes a version locks the folder itself.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from inovasi.errors import StoreError, UsageError

POINTER: Final = "current"
MANIFEST: Final = "version.json"
DATA: Final = "data"
NEW: Final = ".new-"
OLD: Final = ".old-"
LAYOUT: Final = 1
VERSION_FOLDER: Final = re.compile(r"v([1-9][0-9]{0,17})")
_TRIES: Final = 20
_LOAD: Final = "load files into it with inovasi load FILE --store"


@dataclass(frozen=True, slots=True)
class Version:
    """A state of the dataset; ``store`` tells it from those of other stores."""

    folder: Path
    store: str
    number: int
    quads: int

    @property
    def name(self) -> str:
        """The same name is the same data, wherever it is read."""
        return f"{self.store}-{self.number}"

    @property
    def data(self) -> Path:
        return self.folder / DATA


def current_version(folder: Path) -> Version | None:
    """The version to read; None where there is no store yet."""
    for _ in range(_TRIES):
        name = _pointed_to(folder)
        if name is None:
            return None
        # Between the two steps another process can have put the next version in place.
        with suppress(FileNotFoundError):
            return read_version(folder / name)
    raise damaged(folder)


def _pointed_to(folder: Path) -> str | None:
    try:
        name = (folder / POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UsageError(f"{folder}: {error.strerror}", "name the folder of a store") from None
    except UnicodeDecodeError:
        raise damaged(folder) from None
    if not VERSION_FOLDER.fullmatch(name):
        raise damaged(folder)
    return name


def read_version(folder: Path) -> Version:
    """The version in this folder; FileNotFoundError if there is none."""
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if manifest["layout"] != LAYOUT:
            raise StoreError(
                f"{folder} was written by another release of this program",
                "use that release, or load the files into a new folder",
            )
        return Version(
            folder, str(manifest["store"]), int(manifest["version"]), int(manifest["quads"])
        )
    except (ValueError, KeyError, TypeError):
        raise damaged(folder.parent) from None


def damaged(folder: Path) -> StoreError:
    """The error for a folder in which something else has written."""
    return StoreError(
        f"{folder} is damaged", "load the files into a new folder, or bring this one back from copy"
    )


def unwritable(error: OSError) -> StoreError:
    """What the system or the engine says; the engine's has the words, and not always the number."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT) or "No space left" in str(error):
        return StoreError(
            "There is no room left on the disk", "make room there, or choose a folder elsewhere"
        )
    return StoreError(f"The store cannot be written: {error}", "mend the cause and load again")


class Lease:
    """A version that stays on the disk until the lease is closed, or its process has ended."""

    def __init__(self, version: Version, descriptor: int) -> None:
        self.version = version
        self._descriptor = descriptor

    @classmethod
    def take(cls, folder: Path) -> Lease:
        """On the current version; UsageError where there is none."""
        for _ in range(_TRIES):
            version = current_version(folder)
            if version is None:
                raise UsageError(f"{folder} holds no store", f"{_LOAD} {folder}")
            descriptor = lock(version.folder / MANIFEST, fcntl.LOCK_SH)
            if descriptor is not None:
                return cls(version, descriptor)
        raise damaged(folder)

    def close(self) -> None:
        """May be called more than once."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def lock(path: Path, kind: int) -> int | None:
    """A descriptor that holds the lock; None if another has it or the path leads elsewhere now."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(descriptor), path.stat()):
            return descriptor
    except (BlockingIOError, FileNotFoundError):
        pass
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None
