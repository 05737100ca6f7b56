"""The one thread that starts workers and buries them, so that there are always enough."""

from __future__ import annotations

import contextlib
import logging
import os
import select
import threading
import time
from collections import deque
from dataclasses import dataclass
from typing import Final

from inovasi.errors import Busy, WorkersNotReady
from inovasi.workers.handover import Handover
from inovasi.workers.recipe import Recipe
from inovasi.workers.worker import Ready, Worker

log = logging.getLogger(__name__)

PATIENCE: Final = 120.0
FAILURES: Final = 3
PAUSE: Final = 5.0


@dataclass(frozen=True, slots=True)
class Health:
    """``trouble`` says why no worker can be started, and is empty while all is well."""

    alive: int
    started: int
    buried: int
    trouble: str


class Keeper:
    """Keeps ``size`` workers alive and hands the new ones over.

    After FAILURES failed starts in a row it stops trying for PAUSE seconds at a time; if no worker
    is left then, everyone who asks is told why.
    """

    def __init__(self, recipe: Recipe, size: int, handover: Handover[Worker]) -> None:
        self._recipe = recipe
        self._size = size
        self._handover = handover
        self._workers: dict[int, Worker] = {}
        self._graves: deque[Worker] = deque()
        self._lock = threading.Lock()
        self._closing = False
        self._failures = self._started = self._buried = 0
        self._trouble = ""
        self._next_try = 0.0
        self.ready = Ready("", "", 0)
        self._wake_end, self._bell = os.pipe()
        os.set_blocking(self._bell, False)
        os.set_blocking(self._wake_end, False)
        self._poll = select.poll()
        self._poll.register(self._wake_end, select.POLLIN)
        self._thread = threading.Thread(target=self._run, name="inovasi-keeper", daemon=True)

    def start(self) -> None:
        """Starts all workers side by side; an error if one cannot get ready, and none is left."""
        try:
            for worker in [self._bear() for _ in range(self._size)]:
                self._bring_up(worker)
        except BaseException:
            self._bury_all()
            self._close_pipe()
            raise
        self._thread.start()

    def health(self) -> Health:
        workers = list(self._workers.values())
        alive = sum(bool(worker.ready.version) and worker.is_alive() for worker in workers)
        return Health(alive, self._started, self._buried, self._trouble)

    def bury(self, worker: Worker) -> None:
        """Takes a worker out of service and puts another in its place; returns at once."""
        worker.kill()
        self._graves.append(worker)
        self._ring()

    def close(self) -> None:
        """Ends all workers and the thread; nothing is left of them. Once is enough."""
        with self._lock:
            if self._closing:
                return
            self._closing = True
            workers = list(self._workers.values())
        # One of them may be starting, and the thread waiting for it.
        for worker in workers:
            worker.kill()
        self._ring()
        self._thread.join()
        self._bury_all()
        self._close_pipe()

    def _run(self) -> None:
        while not self._closing:
            self._fill()
            self._watch()
            while self._graves:
                self._bury(self._graves.popleft())

    def _watch(self) -> None:
        """Waits for a bell or a death; the dead that were free are buried here."""
        pause = max(self._next_try - time.monotonic(), 0) if self._lacking() else None
        for descriptor, _ in self._poll.poll(None if pause is None else pause * 1000 + 1):
            if descriptor == self._wake_end:
                with contextlib.suppress(BlockingIOError):
                    os.read(self._wake_end, 4096)
                continue
            self._poll.unregister(descriptor)
            worker = next(w for w in self._workers.values() if w.fileno() == descriptor)
            # One that is in use is buried by the thread that uses it, which wants to know why.
            if self._handover.withdraw(worker) and not self._closing:
                log.warning("worker %d died idle, code %d", worker.pid, worker.exit_code())
                self._graves.append(worker)

    def _lacking(self) -> bool:
        return len(self._workers) < self._size

    def _fill(self) -> None:
        while self._lacking() and not self._closing and time.monotonic() >= self._next_try:
            try:
                self._bring_up(self._bear())
            except Exception as error:
                self._fail(error)
            else:
                self._failures, self._trouble = 0, ""
                self._handover.admit()
        if self._trouble and not self._workers:
            self._handover.refuse(_no_worker)

    def _fail(self, error: Exception) -> None:
        if self._closing:
            # It was ended by closing, and nobody wants another.
            return
        self._failures += 1
        log.warning("a worker could not start, attempt %d: %s", self._failures, error)
        if self._failures >= FAILURES:
            self._trouble = str(error)
            self._next_try = time.monotonic() + PAUSE

    def _bear(self) -> Worker:
        worker = Worker(self._recipe)
        with self._lock:
            self._workers[worker.pid] = worker
            closing = self._closing
        if closing:
            worker.kill()
        return worker

    def _bring_up(self, worker: Worker) -> None:
        try:
            worker.await_ready(PATIENCE)
            self._compare(worker.ready)
        except BaseException:
            self._bury(worker)
            raise
        self.ready = self.ready if self.ready.version else worker.ready
        self._started += 1
        self._poll.register(worker.fileno(), 0)
        self._handover.add(worker)

    def _compare(self, ready: Ready) -> None:
        if self.ready.version and ready.version != self.ready.version:
            raise WorkersNotReady(
                "The data are no longer those that this server started with",
                "restart it to serve the new ones",
            )

    def _bury(self, worker: Worker) -> None:
        with contextlib.suppress(KeyError):
            self._poll.unregister(worker.fileno())
        worker.bury()
        with self._lock:
            del self._workers[worker.pid]
        self._buried += 1

    def _bury_all(self) -> None:
        for worker in list(self._workers.values()):
            self._bury(worker)

    def _ring(self) -> None:
        with contextlib.suppress(BlockingIOError):
            os.write(self._bell, b"!")

    def _close_pipe(self) -> None:
        os.close(self._wake_end)
        os.close(self._bell)


def _no_worker() -> Busy:
    return Busy("No process for queries can be started", int(PAUSE))
