"""How long the shelf takes for two million statements in all formats, and with how much memory.

Run it with ``python -m benchmarks.dumps``; it asks for under 3 minutes, and for memory that a
quarter of the statements would take, too: less than 1.5 times as much, and less than 700 MiB.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, ClassVar

from benchmarks.generate import write
from inovasi.portals.editions import given
from inovasi.portals.formats import FORMATS
from inovasi.portals.making import Making
from inovasi.portals.shelf import Shelf

MOST_SECONDS = 180
MOST_MIB = 700
GROWTH = 1.5
FOR_EVER = 3600.0


class Told(Making):
    """Tells of each dump how long it took; the first holds the time for sorting, too."""

    closed: ClassVar[threading.Event] = threading.Event()

    def __iter__(self) -> Iterator[dict[str, Any]]:
        last = time.perf_counter()
        for message in super().__iter__():
            now = time.perf_counter()
            say(f"  {message.get('made', message)!s:<28}{now - last:6.1f} s")
            last = now
            yield message

    def close(self) -> None:
        super().close()
        self.closed.set()


def main() -> None:
    """Generates, makes, prints; exit code 1 if it took too long or too much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--innovations", type=int, default=200_000)
    options = parser.parse_args()
    _, few = apart(options.innovations // 4)
    seconds, most = apart(options.innovations)
    say(f"all formats: {seconds:.1f} s; memory: at most {most} MiB, for a quarter {few} MiB")
    sys.exit(seconds > MOST_SECONDS or most > MOST_MIB or most > GROWTH * few)


def apart(innovations: int) -> tuple[float, int]:
    """As measured in a process of its own: what its children have held is told at its end."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measure, innovations).result()


def measure(innovations: int) -> tuple[float, int]:
    """Seconds by the clock, and the most MiB that the process which makes dumps has held."""
    with tempfile.TemporaryDirectory() as place:
        file, folder = Path(place) / "national.nt", Path(place) / "dumps"
        folder.mkdir()
        count = write(file, innovations)
        say(f"{count:,} statements, {file.stat().st_size / 1e6:.1f} MB")
        shelf = Shelf(folder, Told)
        start = time.perf_counter()
        made = shelf.all(given((file,), None, "benchmark"), FOR_EVER)
        seconds = time.perf_counter() - start
        if len(made) != len(FORMATS):
            raise SystemExit(f"made is only {sorted(made)}")
        # Only then is what its processes used all told.
        Told.closed.wait()
        shelf.close()
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        most = used.ru_maxrss
        say(f"  {used.ru_utime + used.ru_stime:.1f} s of processor time")
    # In KiB on Linux, in bytes on macOS.
    return seconds, most // (1024 * 1024 if sys.platform == "darwin" else 1024)


def say(line: str) -> None:
    """A line of the report."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
