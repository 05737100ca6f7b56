"""What is made once and kept: whoever else wants it waits for the first, or finds it there."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Keeper(Generic[Value]):
    """Keeps the last so many; makes one at a time, so that it never takes more than one core."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[Hashable, Future[Value]] = {}
        self._lock = threading.Lock()
        self._making = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value of the key; an error is raised to all who wait, and not kept."""
        with self._lock:
            future = self._kept.pop(key, None)
            leads = future is None
            future = future or Future()
            # The latest stands last.
            self._kept[key] = future
            while len(self._kept) > self._most:
                del self._kept[next(iter(self._kept))]
        if leads:
            self._make(key, future, make)
        return future.result()

    def _make(self, key: Hashable, future: Future[Value], make: Callable[[], Value]) -> None:
        try:
            with self._making:
                future.set_result(make())
        except BaseException as error:
            with self._lock:
                if self._kept.get(key) is future:
                    del self._kept[key]
            future.set_exception(error)
            raise
