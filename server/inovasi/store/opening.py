"""What a command answers from: files that fit in memory, or a checkpoint on disk."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

import pyoxigraph as ox

from inovasi.query import child
from inovasi.query.files import LINE_SUFFIXES
from inovasi.query.index import IndexEngine
from inovasi.query.pooled import PoolEngine, Settings
from inovasi.store.folder import Lease, lock
from inovasi.store.loading import Dump, ensure_store, load_or_dump
from inovasi.store.progress import progress

IN_MEMORY: Final = 200_000
"""From so many statements on, workers read them from disk: in memory an answer takes a third of
the time, but each worker holds all of it."""
PLAIN_BYTES: Final = 16 * 1024 * 1024
PREFIX: Final = "inovasi-data-"
DUMPS_PREFIX: Final = "inovasi-scratch-dumps-"


@dataclass(frozen=True, slots=True)
class Source:
    """Files for each worker to hold in memory, or the folder of a store."""

    files: tuple[Path, ...] = ()
    store: Path | None = None


@contextmanager
def prepared(files: Sequence[Path], store: Path | None, terminal: TextIO) -> Iterator[Source]:
    """A source that any number of workers can open; what was made for it goes when it is left.

    A store that does not exist is made, from the files. Without one the files are checked, and
    converted if they are large, compressed or could read differently in two workers.
    """
    if store is not None:
        with progress(files, terminal) as watch:
            ensure_store(files, store, watch)
        yield Source(store=store)
    elif _is_plain(files):
        yield Source(tuple(files))
    else:
        with scratch(PREFIX) as folder:
            dump = Dump(folder / "data.nq", IN_MEMORY)
            with progress(files, terminal) as watch:
                version = load_or_dump(files, folder / "store", dump, watch)
            yield Source(files=(dump.file,)) if version is None else Source(store=folder / "store")


def open_pool(files: Sequence[Path], store: Path | None, settings: Settings) -> PoolEngine:
    """The processes that answer over a source, every one of them ready."""
    if store is None:
        return PoolEngine.over_files(files, settings)
    return StoreEngine(Lease.take(store), settings)


def open_store(store: Path) -> IndexEngine:
    """An engine in this process over the current version, for a single question."""
    lease = Lease.take(store)
    data = ox.Store.read_only(str(lease.version.data))
    # A store that is open reads on in files that are gone, so nothing has to stay locked.
    lease.close()
    return IndexEngine(data, lease.version.name)


def dump(data: Path, file: Path) -> None:
    """Writes the statements of a version, whose folder of data is given, as N-Quads."""
    ox.Store.read_only(str(data)).dump(str(file), ox.RdfFormat.N_QUADS)


class StoreEngine(PoolEngine):
    """Answers from one version of a store, which stays on disk until this is closed."""

    def __init__(self, lease: Lease, settings: Settings) -> None:
        self._lease = lease
        version = lease.version
        options = {"folder": str(version.data.absolute()), "version": version.name}
        try:
            super().__init__(settings.recipe(child.CHECKPOINT, options), settings)
        except BaseException:
            lease.close()
            raise

    def close(self) -> None:
        """Ends the workers and lets the version go."""
        super().close()
        self._lease.close()


def _is_plain(files: Sequence[Path]) -> bool:
    """Whether workers can just read the files: small, a statement a line, no blank nodes.

    Every worker would give those other labels, and one answer would be two.
    """
    return (
        all(file.suffix.lower() in LINE_SUFFIXES and file.is_file() for file in files)
        and sum(file.stat().st_size for file in files) <= PLAIN_BYTES
        and not any(b"_:" in file.read_bytes() for file in files)
    )


@contextmanager
def scratch(prefix: str) -> Iterator[Path]:
    """A folder of this process alone; those of processes that were killed are removed."""
    for left in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        _remove_if_left(left)
    folder, descriptor = _locked(prefix)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(descriptor)


def _locked(prefix: str) -> tuple[Path, int]:
    """A new folder and what holds its lock."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=prefix))
        descriptor = lock(folder, fcntl.LOCK_EX)
        if descriptor is not None:
            return folder, descriptor
        # Before it was locked, another process has taken it for one that was left, and removes it.


def discard(files: Sequence[Path], store: Path | None, dumps: str = "") -> None:
    """Removes what was made for a source, once the process that made it is gone."""
    for folder in {path.parent for path in (*files, *filter(None, [store]))} | {Path(dumps)}:
        if folder.name.startswith((PREFIX, DUMPS_PREFIX)):
            with contextlib.suppress(OSError):
                descriptor = os.open(folder, os.O_RDONLY)
                # A process that is ending lets its files go one by one, this lock perhaps last.
                fcntl.flock(descriptor, fcntl.LOCK_EX)
                shutil.rmtree(folder, ignore_errors=True)
                os.close(descriptor)


def _remove_if_left(folder: Path) -> None:
    try:
        descriptor = lock(folder, fcntl.LOCK_EX)
    except OSError:
        # Another user's.
        return
    if descriptor is not None:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(descriptor)
