"""The one that may change a store: makes a version aside, and puts it in place at once or not."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from inovasi.errors import StoreError, UsageError
from inovasi.store.folder import (
    DATA,
    LAYOUT,
    MANIFEST,
    NEW,
    OLD,
    POINTER,
    VERSION_FOLDER,
    Version,
    current_version,
    lock,
    read_version,
    unwritable,
)


@dataclass(frozen=True, slots=True)
class Writer:
    """``staging`` is a folder of its own on the file system of the store, gone when it is done.

    ``base`` is the version that the next one starts from.
    """

    folder: Path
    staging: Path
    base: Version | None

    @property
    def data(self) -> Path:
        """Where the checkpoint of the next version is to be."""
        return self.staging / "version" / DATA

    def publish(self, quads: int, files: Sequence[Path]) -> Version:
        """Puts the checkpoint in place as the next version; on disk when this returns."""
        number = self.base.number + 1 if self.base else 1
        target = self.folder / f"v{number}"
        manifest = {
            "layout": LAYOUT,
            "store": self.base.store if self.base else uuid.uuid4().hex,
            "version": number,
            "quads": quads,
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "files": [file.name for file in files],
        }
        made = self.data.parent
        (made / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
        _sync_tree(made)
        made.rename(target)
        _sync(self.folder)
        self._point_to(target)
        self._remove_old()
        return read_version(target)

    def _point_to(self, target: Path) -> None:
        pointer = self.staging / POINTER
        pointer.write_text(f"{target.name}\n", encoding="utf-8")
        _sync(pointer)
        pointer.replace(self.folder / POINTER)
        _sync(self.folder)

    def _remove_old(self) -> None:
        """Every version that nobody reads, but for the new one and the one before it."""
        kept = self.base.number if self.base else 0
        for version in _versions(self.folder):
            if _number(version) >= kept:
                continue
            descriptor = lock(version / MANIFEST, fcntl.LOCK_EX)
            if descriptor is not None:
                # The new version is in place already, so what is left behind can wait.
                with suppress(OSError):
                    _remove(version)
                os.close(descriptor)


@contextmanager
def writing(folder: Path) -> Iterator[Writer]:
    """The sole right to write to a store, which need not exist; StoreError while another has it.

    Whatever happens, all that is in the folder afterwards are whole versions.
    """
    made = _make(folder)
    descriptor = None
    try:
        descriptor = lock(folder, fcntl.LOCK_EX)
        if descriptor is None:
            raise StoreError(
                f"Another process is writing to {folder}", "try again when it has finished"
            )
        base = current_version(folder)
        if base is None:
            _require_empty(folder)
        with _staging(folder, base) as staging:
            yield Writer(folder, staging, base)
    except OSError as error:
        raise unwritable(error) from None
    finally:
        if made:
            with suppress(OSError):
                folder.rmdir()
        if descriptor is not None:
            os.close(descriptor)


@contextmanager
def _staging(folder: Path, base: Version | None) -> Iterator[Path]:
    """A new folder in that of the store, which before and after holds only what it should."""
    _clear(folder, base)
    try:
        staging = Path(tempfile.mkdtemp(prefix=NEW, dir=folder))
        (staging / "version").mkdir()
        yield staging
    finally:
        _clear(folder, current_version(folder))


def _make(folder: Path) -> bool:
    """Whether the folder was made just now."""
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        if folder.is_dir():
            return False
        raise UsageError(f"{folder} is a file", "name a folder for the store") from None
    except OSError as error:
        raise UsageError(f"{folder}: {error.strerror}", "name a folder for the store") from None
    return True


def _require_empty(folder: Path) -> None:
    strangers = [path.name for path in folder.iterdir() if not _is_ours(path)]
    if strangers:
        raise UsageError(
            f"{folder} holds other files, such as {min(strangers)}", "name an empty folder"
        )


def _is_ours(path: Path) -> bool:
    """Whether a load that was killed has left it here."""
    return path.name.startswith((NEW, OLD)) or (
        VERSION_FOLDER.fullmatch(path.name) is not None and (path / MANIFEST).is_file()
    )


def _clear(folder: Path, base: Version | None) -> None:
    """Removes what nobody points to: leftovers, and versions that were never put in place."""
    for path in list(folder.iterdir()):
        if path.name.startswith((NEW, OLD)):
            shutil.rmtree(path, ignore_errors=True)
    for version in _versions(folder):
        if _number(version) > (base.number if base else 0):
            _remove(version)


def _remove(version: Path) -> None:
    """Out of sight first, so that no version is ever there in part."""
    aside = version.with_name(f"{OLD}{uuid.uuid4().hex}")
    version.rename(aside)
    shutil.rmtree(aside, ignore_errors=True)


def _versions(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if VERSION_FOLDER.fullmatch(path.name)]


def _number(version: Path) -> int:
    return int(version.name[1:])


def _sync_tree(folder: Path) -> None:
    for path in folder.rglob("*"):
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
