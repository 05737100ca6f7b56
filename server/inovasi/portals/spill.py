"""Many files that grow at once: lines wait in memory up to a bound, and no file stays open."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Final

BOUND: Final = 8 * 1024 * 1024


class Spill:
    """Files in a folder, by name; ``longest`` is the longest line of each, in bytes."""

    def __init__(self, folder: Path, bound: int = BOUND) -> None:
        self._folder = folder
        self._bound = bound
        self._waiting: dict[str, list[bytes]] = defaultdict(list)
        self._size = 0
        self.longest: dict[str, int] = defaultdict(int)

    def add(self, name: str, line: str) -> None:
        """A line, with its end, for the file of this name."""
        data = line.encode()
        self._waiting[name].append(data)
        self.longest[name] = max(self.longest[name], len(data))
        self._size += len(data)
        if self._size > self._bound:
            self.flush()

    def flush(self) -> None:
        """Puts on the disk what waits."""
        for name, lines in self._waiting.items():
            with (self._folder / name).open("ab") as file:
                file.writelines(lines)
        self._waiting.clear()
        self._size = 0
