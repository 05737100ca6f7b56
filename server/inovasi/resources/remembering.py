"""What was read of things that stand on many pages, such as their labels."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import Final, Generic, TypeVar

MOST: Final = 10_000
"""Things of which something is remembered."""

V = TypeVar("V")


class Memory(Generic[V]):
    """What is known of things, those that were asked for last; with another state of the data it
    starts anew. Any number of threads may use it.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._version = ""
        self._known: OrderedDict[str, V] = OrderedDict()

    def recall(self, version: str, things: Iterable[str]) -> dict[str, V]:
        """What is known of these things in a state of the data; the others are left out."""
        with self._lock:
            if version != self._version:
                self._version = version
                self._known.clear()
            found = {iri: self._known[iri] for iri in things if iri in self._known}
            for iri in found:
                self._known.move_to_end(iri)
        return found

    def keep(self, version: str, found: Mapping[str, V]) -> None:
        """Remembers what was read after ``recall`` in the same state; nothing of an earlier one."""
        with self._lock:
            if version != self._version:
                return
            self._known.update(found)
            while len(self._known) > self._most:
                self._known.popitem(last=False)
