"""Who gets the next free worker: whoever has waited longest."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class QueueFull(Exception):
    """As many wait as may wait."""


class _Waiter(Generic[T]):
    """One thread that waits, on a lock of its own: waking it wakes nobody else."""

    __slots__ = ("bell", "cheap", "error", "item")

    def __init__(self, cheap: bool) -> None:
        self.cheap = cheap
        self.item: T | None = None
        self.error: Exception | None = None
        self.bell = threading.Lock()
        self.bell.acquire()


class Handover(Generic[T]):
    """Free items and the threads that wait for one.

    An item given back goes straight to the oldest waiter, so nobody is overtaken. Of ``size``
    items ``reserve`` are kept from all but the cheap: at most the rest are held by others at once.
    """

    def __init__(self, size: int, reserve: int, waiting: int) -> None:
        self._open_to_all = size - reserve
        self._most_waiting = waiting
        self._lock = threading.Lock()
        self._free: list[T] = []
        self._waiters: deque[_Waiter[T]] = deque()
        self._held_dear = 0
        self._refusal: Callable[[], Exception] | None = None
        self._closed = False

    @property
    def free(self) -> int:
        return len(self._free)

    @property
    def waiting(self) -> int:
        return len(self._waiters)

    def take_free(self) -> T | None:
        """An item if there is one for all, taken as one that is not cheap; or a refusal's error."""
        with self._lock:
            if self._refusal:
                raise self._refusal()
            return self._hand_out(False) if self._free and self._may_have(False) else None

    def take(self, cheap: bool, seconds: float) -> T:
        """An item, at once or in turn; TimeoutError, QueueFull or the error of a refusal."""
        with self._lock:
            if self._refusal:
                raise self._refusal()
            if self._free and self._may_have(cheap):
                return self._hand_out(cheap)
            if len(self._waiters) >= self._most_waiting:
                raise QueueFull
            waiter = _Waiter[T](cheap)
            self._waiters.append(waiter)
        rung = waiter.bell.acquire(timeout=max(seconds, 0))
        return self._taken(waiter, rung)

    def _taken(self, waiter: _Waiter[T], rung: bool) -> T:
        if not rung:
            with self._lock:
                if waiter in self._waiters:
                    self._waiters.remove(waiter)
                    raise TimeoutError
        if waiter.error:
            raise waiter.error
        if waiter.item is None:
            raise AssertionError("a waiter was woken with nothing")
        return waiter.item

    def add(self, item: T) -> None:
        """A new item, for the oldest waiter or for later."""
        with self._lock:
            self._free.append(item)
            self._dispatch()

    def give_back(self, item: T, cheap: bool) -> None:
        """An item that was taken, with the word it was taken under."""
        with self._lock:
            self._held_dear -= not cheap
            self._free.append(item)
            self._dispatch()

    def lose(self, cheap: bool) -> None:
        """An item that was taken does not come back."""
        with self._lock:
            self._held_dear -= not cheap
            self._dispatch()

    def withdraw(self, item: T) -> bool:
        """Takes a free item out; False if it is not free."""
        with self._lock:
            if item not in self._free:
                return False
            self._free.remove(item)
            return True

    def refuse(self, refusal: Callable[[], Exception]) -> None:
        """From now on nobody gets anything but this error, those who wait too."""
        with self._lock:
            if not self._closed:
                self._turn_away(refusal)

    def admit(self) -> None:
        """Ends a refusal, but not a closing."""
        with self._lock:
            if not self._closed:
                self._refusal = None

    def close(self, refusal: Callable[[], Exception]) -> None:
        """Refuses for good."""
        with self._lock:
            self._closed = True
            self._turn_away(refusal)

    def _turn_away(self, refusal: Callable[[], Exception]) -> None:
        self._refusal = refusal
        while self._waiters:
            waiter = self._waiters.popleft()
            waiter.error = refusal()
            waiter.bell.release()

    def _may_have(self, cheap: bool) -> bool:
        return cheap or self._held_dear < self._open_to_all

    def _hand_out(self, cheap: bool) -> T:
        self._held_dear += not cheap
        return self._free.pop()

    def _dispatch(self) -> None:
        for waiter in list(self._waiters):
            if not self._free:
                return
            if self._may_have(waiter.cheap):
                self._waiters.remove(waiter)
                waiter.item = self._hand_out(waiter.cheap)
                waiter.bell.release()
