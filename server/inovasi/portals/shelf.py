"""The dumps that lie on a disk, each made once, when it is first asked for.

::

    DIR/KEY/                        the dumps of one edition, locked by whoever serves it
    DIR/KEY/.inovasi-dumps          says that the folder is ours: no other is ever removed
    DIR/KEY/inovasi.ttl             whole or absent
    DIR/KEY/inovasi.ttl.sha256      its checksum; put there last, so a dump without one is none
    DIR/KEY/.new-…                  what is being made; left behind only by a kill, removed later
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import threading
import time
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from inovasi.errors import BeingMade, DumpFailed, Inexpressible, UsageError
from inovasi.portals.editions import Edition
from inovasi.portals.files import NEW, checksum_of
from inovasi.portals.formats import BY_NAME, FORMATS
from inovasi.portals.making import Making
from inovasi.store.folder import lock
from inovasi.store.opening import DUMPS_PREFIX, scratch

RETRY_S: Final = DumpFailed.retry_after
"""After which to ask again for what is being made, or could not be made."""
MARK: Final = ".inovasi-dumps"
_KEY: Final = re.compile(r"[\w.+-]+-[0-9a-f]{16}")

Job = tuple[str, str]
"""A dataset and the name of a format."""
_Place = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Dump:
    """A whole file; ``sha256`` in hexadecimal digits."""

    path: Path
    size: int
    sha256: str


_Wrong = Inexpressible | DumpFailed
_Outcome = Dump | _Wrong


class Makes(Protocol):
    """What makes dumps: gives a message for each, and can be ended in the middle."""

    def __iter__(self) -> Iterator[dict[str, Any]]: ...

    def end(self) -> None: ...

    def close(self) -> None: ...


class Shelf:
    """Dumps by edition, dataset and format.

    However many ask for the same one, it is made once; one process makes dumps at a time. Without
    a folder they lie in one of the shelf's own, as long as there is the shelf.
    """

    def __init__(
        self,
        folder: Path | None,
        start: Callable[[Edition, Path, Sequence[Job]], Makes] = Making,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        if folder is None:
            life = ExitStack()
            folder = life.enter_context(scratch(DUMPS_PREFIX))
            weakref.finalize(self, life.close)
        self._folder = folder
        self._start = start
        self._clock = clock
        self._lock = threading.Lock()
        self._asked: dict[_Place, Future[_Outcome]] = {}
        self._queue: list[tuple[Edition, Job]] = []
        self._wrong: dict[_Place, tuple[float, _Wrong]] = {}
        self._held: dict[str, int] = {}
        self._making: Makes | None = None
        self._at_work = False
        self._closed = False

    def file(self, edition: Edition, dataset: str, form: str, patience: float) -> Dump:
        """The dump, once it is there; BeingMade where that takes longer than ``patience`` seconds.

        Inexpressible where the format cannot hold the data, DumpFailed where making it failed.
        """
        return self._await(self._ask(edition, [(dataset, form)])[0], patience)

    def all(self, edition: Edition, patience: float) -> dict[Job, Dump]:
        """Every dump of an edition, but for those that a format cannot hold; errors as above."""
        jobs = [(dataset, form.name) for dataset in edition.datasets for form in FORMATS]
        futures = self._ask(edition, jobs)
        until = self._clock() + patience
        found = {}
        for job, future in zip(jobs, futures, strict=True):
            with suppress(Inexpressible):
                found[job] = self._await(future, until - self._clock())
        return found

    def tidy(self, keep: Iterable[Edition]) -> None:
        """Removes the folders of other editions, unless another process serves them."""
        kept = {edition.key for edition in keep}
        for folder in self._folder.iterdir() if self._folder.is_dir() else ():
            ours = _KEY.fullmatch(folder.name) and (folder / MARK).is_file()
            if ours and folder.name not in kept:
                _remove_if_free(folder)

    def close(self) -> None:
        """Ends what is being made."""
        with self._lock:
            self._closed = True
            making, self._queue = self._making, []
            for descriptor in self._held.values():
                os.close(descriptor)
            self._held = {}
        if making is not None:
            making.end()

    def _await(self, future: Future[_Outcome], patience: float) -> Dump:
        try:
            outcome = future.result(max(0.0, patience))
        except NotYet:
            raise BeingMade("The dump is being made", RETRY_S) from None
        if isinstance(outcome, Dump):
            return outcome
        # One that is kept would take along the frames of all through whom it was ever raised.
        raise type(outcome)(outcome.detail, outcome.remedy)

    def _ask(self, edition: Edition, jobs: Sequence[Job]) -> list[Future[_Outcome]]:
        with self._lock:
            folder = self._hold(edition)
            futures = [self._future(edition, folder, job) for job in jobs]
            if self._queue and not self._at_work:
                self._at_work = True
                threading.Thread(target=self._work, daemon=True).start()
        return futures

    def _hold(self, edition: Edition) -> Path:
        """The folder of the edition, which nobody removes while this process lives."""
        folder = self._folder / edition.key
        held = self._held.get(edition.key)
        if held is not None and not _is_at(held, folder):
            # Something else has removed it, such as what cleans up temporary folders.
            os.close(self._held.pop(edition.key))
            held = None
        if held is None:
            try:
                folder.mkdir(parents=True, exist_ok=True)
                descriptor = lock(folder, fcntl.LOCK_SH)
            except OSError as error:
                problem = f"Dumps cannot be kept in {folder}: {error.strerror}"
                raise DumpFailed(problem, "make room, or let the server write there") from None
            if descriptor is None:
                raise BeingMade("The folder of this dump is being removed", RETRY_S)
            self._held[edition.key] = descriptor
            # On a full disk what lies there can still be read; it is only not tidied later.
            with suppress(OSError):
                (folder / MARK).touch()
            _clear(folder)
        return folder

    def _future(self, edition: Edition, folder: Path, job: Job) -> Future[_Outcome]:
        place = (edition.key, *job)
        if place in self._asked:
            return self._asked[place]
        future: Future[_Outcome] = Future()
        dump = read(folder / BY_NAME[job[1]].file(job[0]))
        until, error = self._wrong.get(place, (0.0, None))
        if dump is not None:
            future.set_result(dump)
        elif error is not None and self._clock() < until:
            future.set_result(error)
        else:
            self._asked[place] = future
            self._queue.append((edition, job))
        return future

    def _work(self) -> None:
        """Has made what is asked for, until nothing is."""
        while True:
            with self._lock:
                if not self._queue or self._closed:
                    self._at_work = False
                    return
                edition = self._queue[0][0]
                jobs = [job for other, job in self._queue if other.key == edition.key]
                self._queue = [item for item in self._queue if item[0].key != edition.key]
            self._make(edition, jobs)

    def _make(self, edition: Edition, jobs: Sequence[Job]) -> None:
        failure = DumpFailed("The dump was not made", "ask again")
        # What was told may have been asked for anew since.
        left = set(jobs)
        try:
            making = self._start(edition, self._folder / edition.key, jobs)
            self._making = making
            try:
                for message in making:
                    left.discard(self._hear(edition, message))
            finally:
                self._making = None
                making.close()
        except DumpFailed as error:
            failure = DumpFailed(error.detail, error.remedy)
        finally:
            for job in left:
                self._settle((edition.key, *job), failure, RETRY_S)

    def _hear(self, edition: Edition, message: dict[str, Any]) -> Job:
        if "failed" in message:
            raise DumpFailed(message["failed"], "make room, or mend what it names")
        dataset, form = message.get("made") or message["refused"]
        place = (edition.key, dataset, form)
        if "refused" in message:
            error = Inexpressible(message["detail"], message["remedy"])
            self._settle(place, error, float("inf"))
            return dataset, form
        dump = read(self._folder / edition.key / BY_NAME[form].file(dataset))
        self._settle(place, dump or DumpFailed("The dump is gone", "ask again"), RETRY_S)
        return dataset, form

    def _settle(self, place: _Place, outcome: _Outcome, seconds: float) -> None:
        """Tells all who wait; an error holds for some seconds: it is not sought at each request."""
        with self._lock:
            future = self._asked.pop(place, None)
            if future is None:
                return
            if not isinstance(outcome, Dump):
                self._wrong[place] = (self._clock() + seconds, outcome)
        future.set_result(outcome)


@contextmanager
def shelf_folder(named: str) -> Iterator[Path]:
    """The folder that the operator names, or one for the life of this process."""
    if not named:
        with scratch(DUMPS_PREFIX) as folder:
            yield folder
        return
    folder = Path(named).absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        trial = folder / f"{NEW}{os.getpid()}"
        trial.mkdir()
        trial.rmdir()
    except OSError as error:
        problem = f"Dumps cannot be kept in {folder}: {error.strerror}"
        raise UsageError(problem, "name a folder that can be written with --dumps") from None
    yield folder


def read(path: Path) -> Dump | None:
    """The dump at the path, if it is there with its checksum, and both can be read."""
    try:
        sha256 = checksum_of(path)
        return Dump(path, path.stat().st_size, sha256)
    except (OSError, UnicodeDecodeError):
        return None


def _is_at(descriptor: int, folder: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), folder.stat())
    except OSError:
        return False


def _remove_if_free(folder: Path) -> None:
    try:
        descriptor = lock(folder, fcntl.LOCK_EX)
    except OSError:
        # Another user's.
        return
    if descriptor is not None:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(descriptor)


def _clear(folder: Path) -> None:
    """Removes what a killed process has left; what lives is locked."""
    for left in folder.glob(f"{NEW}*"):
        _remove_if_free(left)
