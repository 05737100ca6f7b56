"""Takes a request, gives it to a worker, brings back a whole answer or the reason why not."""

from __future__ import annotations

import itertools
import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from inovasi.errors import Busy, Draining, QueryEnded, RequestError
from inovasi.workers.failures import autopsy, out_of_time, revive
from inovasi.workers.frames import Frame
from inovasi.workers.handover import Handover, QueueFull
from inovasi.workers.keeper import Keeper
from inovasi.workers.recipe import Recipe
from inovasi.workers.worker import DEATHS, Ready, Worker

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """``waiting`` queries may wait, each for ``patience`` seconds at most; ``reserve`` workers are
    kept for cheap queries; one that has grown by ``growth`` MiB is replaced.
    """

    workers: int = 2
    reserve: int = 0
    waiting: int = 8
    patience: float = 2.0
    growth: int = 256


@dataclass(frozen=True, slots=True)
class Running:
    """A query that a worker is evaluating; ``started`` is in seconds since 1970."""

    id: str
    digest: str
    started: float
    thread: str
    worker: int


@dataclass(frozen=True, slots=True)
class State:
    """What ``/readyz`` and ``/metrics`` tell; ``trouble`` is empty while all is well."""

    workers: int
    alive: int
    free: int
    running: int
    waiting: int
    started: int
    buried: int
    isolation: str
    draining: bool
    trouble: str


class _Turn:
    """The time a query has a worker to itself."""

    __slots__ = ("cheap", "ended", "running", "worker")

    def __init__(self, running: Running, worker: Worker, cheap: bool) -> None:
        self.running, self.worker, self.cheap = running, worker, cheap
        self.ended: RequestError | None = None


class Pool:
    """Workers, and everyone who asks them. Every method may be called from any thread."""

    def __init__(self, recipe: Recipe, limits: Limits = Limits()) -> None:
        reserve = limits.reserve if limits.workers > limits.reserve else 0
        self._limits = limits
        self._handover: Handover[Worker] = Handover(limits.workers, reserve, limits.waiting)
        self._keeper = Keeper(recipe, limits.workers, self._handover)
        self._lock = threading.Condition()
        self._turns: dict[str, _Turn] = {}
        self._numbers = itertools.count(1)
        self._draining = False

    def start(self) -> Ready:
        """Returns when every worker is ready; an error, and no process left, if one cannot be."""
        self._keeper.start()
        return self._keeper.ready

    def ask(
        self,
        request: Mapping[str, Any],
        seconds: float,
        *,
        digest: str = "",
        cheap: Callable[[], bool] = lambda: False,
    ) -> Frame:
        """The worker's whole answer; the caller owns its descriptor, if it has one.

        The deadline counts from now, waiting included. A request is never given to a second
        worker: what ended the first would end that one too. ``cheap`` is asked only when no
        worker is free for all.
        """
        until = time.monotonic() + seconds
        turn = self._begin(*self._take(cheap, seconds), digest)
        frame = None
        try:
            frame = turn.worker.ask(request, until)
        except TimeoutError:
            raise turn.ended or out_of_time(seconds) from None
        except DEATHS:
            raise self._cause(turn, seconds) from None
        finally:
            self._finish(turn, frame)
        if "failed" in frame.head:
            raise revive(frame.head["failed"])
        return frame

    def running(self) -> list[Running]:
        """The queries that have a worker, the oldest first."""
        with self._lock:
            return [turn.running for turn in self._turns.values()]

    def end(self, number: str) -> bool:
        """Ends a running query; False if it no longer runs."""
        return self._end(number, QueryEnded("The operator of this server ended the query"))

    def state(self) -> State:
        health = self._keeper.health()
        return State(
            workers=self._limits.workers,
            alive=health.alive,
            free=self._handover.free,
            running=len(self._turns),
            waiting=self._handover.waiting,
            started=health.started,
            buried=health.buried,
            isolation=self._keeper.ready.isolation,
            draining=self._draining,
            trouble=health.trouble,
        )

    def drain(self, seconds: float) -> None:
        """Takes no more, waits so long for what runs, then ends it."""
        self._draining = True
        self._handover.close(_draining)
        with self._lock:
            self._lock.wait_for(lambda: not self._turns, seconds)
            left = list(self._turns)
        for number in left:
            self._end(number, _draining())

    def close(self) -> None:
        """Ends every worker. Whoever still waits for one of them gets an error."""
        self.drain(0)
        with self._lock:
            self._lock.wait_for(lambda: not self._turns)
        self._keeper.close()

    def _take(self, cheap: Callable[[], bool], seconds: float) -> tuple[Worker, bool]:
        """A worker, and whether it was taken under the word that the query is cheap."""
        wait = min(seconds, self._limits.patience)
        word = False
        try:
            worker = self._handover.take_free()
            if worker is None:
                word = cheap()
                worker = self._handover.take(word, wait)
            while not worker.is_alive():
                # It ended while it was free, so the query has nothing to do with it.
                self._keeper.bury(worker)
                self._handover.lose(word)
                worker = self._handover.take(word, wait)
        except QueueFull:
            raise Busy("As many queries wait as may wait here", 2) from None
        except TimeoutError:
            if seconds <= self._limits.patience:
                raise out_of_time(seconds) from None
            raise Busy(f"No process for queries became free within {wait:g} s", 2) from None
        return worker, word

    def _begin(self, worker: Worker, cheap: bool, digest: str) -> _Turn:
        number = str(next(self._numbers))
        thread = threading.current_thread().name
        turn = _Turn(Running(number, digest, time.time(), thread, worker.pid), worker, cheap)
        with self._lock:
            self._turns[number] = turn
        return turn

    def _finish(self, turn: _Turn, frame: Frame | None) -> None:
        with self._lock:
            if frame and turn.ended is None and not self._has_grown(turn.worker, frame):
                self._handover.give_back(turn.worker, turn.cheap)
            else:
                self._keeper.bury(turn.worker)
                self._handover.lose(turn.cheap)
            del self._turns[turn.running.id]
            self._lock.notify_all()

    def _end(self, number: str, reason: RequestError) -> bool:
        # Under the lock: once its turn is over the worker belongs to another query.
        with self._lock:
            turn = self._turns.get(number)
            if turn is not None:
                turn.ended = turn.ended or reason
                turn.worker.kill()
            return turn is not None

    def _cause(self, turn: _Turn, seconds: float) -> RequestError:
        code = turn.worker.exit_code()
        cause = turn.ended or autopsy(code, seconds)
        log.warning(
            "worker %d ended with code %d in query %s: %s",
            turn.worker.pid,
            code,
            turn.running.digest,
            type(cause).__name__,
        )
        return cause

    def _has_grown(self, worker: Worker, frame: Frame) -> bool:
        most = worker.ready.resident + self._limits.growth
        return self._limits.growth > 0 and most < int(frame.head.get("resident", 0))


def _draining() -> Draining:
    return Draining("This server is stopping", 10)
