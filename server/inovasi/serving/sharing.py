"""Equal queries that are asked at the same time run once, and every query leaves its trace."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from inovasi.errors import RequestError
from inovasi.query.answer import Answer
from inovasi.query.engine import Engine
from inovasi.query.formats import Format
from inovasi.query.guard import GuardedQuery
from inovasi.query.pooled import digest
from inovasi.serving.records import COMPLETE, current

SHARED: Final = "shared"
UNFORESEEN: Final = "internal-error"

_Key = tuple[str, GuardedQuery, str]


@dataclass(slots=True)
class _Flight:
    """A query that runs, and those who wait for the same: one twin of the answer for each."""

    landed: threading.Event = field(default_factory=threading.Event)
    waiting: int = 0
    twins: list[Answer] = field(default_factory=list)
    error: Exception | None = None


class SharingEngine:
    """An engine that is asked once for what several want at the same time.

    Whoever asks first runs the query; up to ``most`` others wait for that answer, or that error:
    what ended one process would end a second one, too. Past so many each asks for itself.
    """

    def __init__(self, engine: Engine, most: int) -> None:
        self._engine = engine
        self._most = most
        self._waiting = 0
        self._flights: dict[_Key, _Flight] = {}
        self._lock = threading.Lock()

    @property
    def version(self) -> str:
        return self._engine.version

    def answer(self, query: GuardedQuery, result: Format) -> Answer:
        if query.volatile:
            return self._engine.answer(query, result)
        key = (self.version, query, result.media_type)
        flight, leads = self._board(key)
        if flight is None:
            return self._engine.answer(query, result)
        if leads:
            return self._lead(key, flight, result)
        flight.landed.wait()
        current().cache = SHARED
        if flight.error:
            raise flight.error
        # The twins run short only where making them failed.
        return flight.twins.pop() if flight.twins else self._engine.answer(query, result)

    def close(self) -> None:
        self._engine.close()

    def _board(self, key: _Key) -> tuple[_Flight | None, bool]:
        """The flight to take, if there is room, and whether it is to be led."""
        with self._lock:
            flight = self._flights.get(key)
            if flight is None:
                self._flights[key] = flight = _Flight()
                return flight, True
            if self._waiting >= self._most:
                return None, False
            self._waiting += 1
            flight.waiting += 1
            return flight, False

    def _lead(self, key: _Key, flight: _Flight, result: Format) -> Answer:
        answer = None
        try:
            answer = self._engine.answer(key[1], result)
        except Exception as error:
            flight.error = error
            raise
        finally:
            self._land(key, flight, answer)
        return answer

    def _land(self, key: _Key, flight: _Flight, answer: Answer | None) -> None:
        """Wakes those who wait, whatever happened."""
        with self._lock:
            del self._flights[key]
            self._waiting -= flight.waiting
        try:
            # Without a free descriptor there is no twin, and those who wait ask for themselves.
            with contextlib.suppress(OSError):
                while answer and len(flight.twins) < flight.waiting:
                    flight.twins.append(answer.twin())
        finally:
            flight.landed.set()


class WatchedEngine:
    """An engine whose every query is written to the record of its request, and to the metrics."""

    def __init__(self, engine: Engine, name: str, observe: Callable[[str, float], None]) -> None:
        self._engine = engine
        self._name = name
        self._observe = observe

    @property
    def version(self) -> str:
        return self._engine.version

    def answer(self, query: GuardedQuery, result: Format) -> Answer:
        record = current()
        record.query, record.engine = digest(query.text), self._name
        outcome, started = UNFORESEEN, time.perf_counter()
        try:
            answer = self._engine.answer(query, result)
            outcome = COMPLETE
        except RequestError as error:
            outcome = error.slug
            raise
        finally:
            record.outcome = outcome
            self._observe(outcome, time.perf_counter() - started)
        return answer

    def close(self) -> None:
        self._engine.close()
