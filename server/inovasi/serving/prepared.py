"""Values that take a query to make: made aside, so that no visitor waits for a worker."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress
from typing import Final, Generic, TypeVar

from inovasi.errors import RequestError

# Longer than it takes while a worker is free, shorter than anyone notices.
PATIENCE_S: Final = 0.5
_MOST: Final = 8
_log: Final = logging.getLogger("inovasi.serving")

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Prepared(Generic[K, V]):
    """Gives the value of a key, made once, by one thread; the last few are remembered.

    Whoever asks waits ``patience`` seconds at most. A value that the engine could not give is tried
    again when somebody asks for it.
    """

    def __init__(self, make: Callable[[K], V], patience: float = PATIENCE_S) -> None:
        self._make = make
        self._patience = patience
        self._lock = threading.Lock()
        self._made: OrderedDict[K, V] = OrderedDict()
        self._making: dict[K, threading.Event] = {}

    def get(self, key: K) -> V | None:
        """The value; None while it is not to be had."""
        self.begin(key).wait(self._patience)
        with self._lock:
            return self._made.get(key)

    def begin(self, key: K) -> threading.Event:
        """Starts to make the value, unless it is there or on its way; the event is its end."""
        with self._lock:
            done = self._making.get(key) or threading.Event()
            if key in self._made:
                done.set()
            elif key not in self._making:
                self._making[key] = done
                threading.Thread(target=self._run, args=(key, done), daemon=True).start()
        return done

    def _run(self, key: K, done: threading.Event) -> None:
        try:
            # What the engine refuses, or is too busy for, is asked for again.
            with suppress(RequestError):
                self._keep(key, self._make(key))
        except Exception:
            _log.exception("a value could not be prepared")
        finally:
            with self._lock:
                del self._making[key]
            done.set()

    def _keep(self, key: K, value: V) -> None:
        with self._lock:
            self._made[key] = value
            while len(self._made) > _MOST:
                self._made.popitem(last=False)
