"""Whose turn it is, among the processes that run the tests of one checkout side by side.

A test marked ``alone`` looks at how long something takes on a machine that has nothing else to do.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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
