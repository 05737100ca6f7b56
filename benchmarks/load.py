"""How long ``inovasi load`` takes for two million statements, and with how much memory.

Run it with ``python -m benchmarks.load``; it asks for under 30 s and under 2 GB. ``--keep`` names
a folder in which the file and the store stay, for other benchmarks.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.generate import write

MOST_SECONDS = 30
MOST_MIB = 2000


def main() -> None:
    """Generates, loads, prints; exit code 1 if it took too long or too much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--innovations", type=int, default=200_000)
    parser.add_argument("--format", choices=("nt", "nt.gz", "nq", "nq.gz"), default="nt")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = options.keep or Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        file = place / f"national.{options.format}"
        count = write(file, options.innovations)
        say(f"{file.name}: {count:,} statements, {file.stat().st_size / 1e6:.1f} MB")
        seconds, mib = measure(file, place / "store")
    say(f"{seconds:.1f} s, {count / seconds:,.0f} statements a second, at most {mib} MiB")
    sys.exit(seconds > MOST_SECONDS or mib > MOST_MIB)


def measure(file: Path, store: Path) -> tuple[float, int]:
    """Seconds by the clock, and the most MiB that the largest of its processes has held."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "inovasi", "load", str(file), "--store", str(store)]
    subprocess.run(command, check=True)  # noqa: S603 -- our own command
    seconds = time.perf_counter() - start
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    # In KiB on Linux, in bytes on macOS.
    return seconds, most // (1024 * 1024 if sys.platform == "darwin" else 1024)


def say(line: str) -> None:
    """A line of the report."""
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
