"""How long dumps of two million statements take in all formats, and with how much memory.

Run it with ``python -m benchmarks.dumps``; it asks for under 3 minutes, and for memory that a
quarter of the statements would take, too: less than 1.5 times as much, and less than 700 MiB.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from benchmarks.generate import write
from inovasi.portals.editions import SERVED, given
from inovasi.portals.formats import FORMATS
from inovasi.portals.making import Making

MOST_SECONDS = 180
MOST_MIB = 700
GROWTH = 1.5


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
        # The first is N-Quads: it holds the time for sorting.
        names = sorted((known.name for known in FORMATS), key=lambda name: name != "nq")
        jobs = [(SERVED, name) for name in names]
        start = last = time.perf_counter()
        making = Making(given((file,), None, "benchmark"), folder, jobs)
        try:
            for message in making:
                if "made" not in message:
                    raise SystemExit(str(message))
                now = time.perf_counter()
                made = folder / f"{SERVED}.{message['made'][1]}"
                size = made.stat().st_size / 1e6
                say(f"  {message['made'][1]:<12}{now - last:6.1f} s{size:8.1f} MB")
                last = now
        finally:
            making.close()
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        most = used.ru_maxrss
        say(f"  {used.ru_utime + used.ru_stime:.1f} s of processor time")
    # In KiB on Linux, in bytes on macOS.
    return last - start, most // (1024 * 1024 if sys.platform == "darwin" else 1024)


def say(line: str) -> None:
    """A line of the report."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
