"""Whose turn it is, among the processes that run the tests of one checkout side by side.

A test marked ``alone`` looks at how long something takes on a machine that has nothing else to do.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Turns:
    """Who is alone holds ``room`` for itself, all others hold it together.

    Each passes ``door`` first, which whoever waits to be alone keeps shut: else the others, of whom
    one is always in the room, would keep it out for good. Both are any files that exist.
    """

    door: Path
    room: Path

    @contextmanager
    def taken(self, alone: bool) -> Iterator[None]:
        """Waits for the turn, and gives it back."""
        with self.room.open("rb") as room:
            with self.door.open("rb") as door:
                fcntl.flock(door, fcntl.LOCK_EX)
                fcntl.flock(room, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
                fcntl.flock(door, fcntl.LOCK_UN)
            try:
                yield
            finally:
                # Not by closing it: a process that the test forked may have it open still.
                fcntl.flock(room, fcntl.LOCK_UN)


@dataclass(slots=True)
class Row:
    """The turns of one process: tests that are alone one after the other share one."""

    turns: Turns
    _turn: ExitStack = field(default_factory=ExitStack)
    _goes_on: bool = False

    @contextmanager
    def taken(self, alone: bool, next_alone: bool) -> Iterator[None]:
        """Waits for a turn unless one goes on, and gives it back unless it goes on."""
        if not self._goes_on:
            self._turn.enter_context(self.turns.taken(alone))
        self._goes_on = alone and next_alone
        try:
            yield
        finally:
            if not self._goes_on:
                self._turn.close()
