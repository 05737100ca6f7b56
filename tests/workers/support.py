"""What several tests of the workers need: recipes, patience, and a look at the processes."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from inovasi.workers.recipe import Recipe
from tests.shared import CHECKOUT
from tests.workers import handlers

# What happens at once, on a machine that has much else to do; a fault takes several times as long.
AT_ONCE_S = 5.0

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc, as on Linux")


def obedient_recipe(**changes: Any) -> Recipe:
    """Workers that do what they are told; a small limit on memory."""
    recipe = Recipe(handlers.NAME, memory=128)
    return replace(recipe, folders=(*recipe.folders, str(CHECKOUT)), **changes)


def eventually(condition: Callable[[], bool], seconds: float = 5.0) -> bool:
    """Whether the condition comes true in this time; for what another process does in its own."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.005)
    return True


def is_gone(pid: int) -> bool:
    """Whether the process has ended; one that its new parent has not waited for yet has, too."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except OSError:
        return True
    return status.rpartition(")")[2].split()[0] in {"Z", "X"}


def zombies() -> list[int]:
    """The children of this process that ended and were not waited for."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if state == "Z" and int(parent) == os.getpid():
            found.append(int(folder.name))
    return found


def open_descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


class Call(threading.Thread):
    """Runs a function beside the test and keeps what it gave or raised."""

    def __init__(self, function: Callable[[], Any]) -> None:
        super().__init__(daemon=True)
        self._function = function
        self.result: Any = None
        self.error: Exception | None = None
        self.start()

    def run(self) -> None:
        try:
            self.result = self._function()
        except Exception as error:
            self.error = error

    def finish(self) -> Any:
        """What the function gave, or what it raised, in ten seconds at most."""
        self.join(10)
        assert not self.is_alive(), "the call does not come back"
        if self.error:
            raise self.error
        return self.result
