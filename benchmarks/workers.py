"""What the hop to a worker costs: one point look-up, in this process and in the pool.

Run it with ``python -m benchmarks.workers``; compare only the figures of one run.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from inovasi.errors import WorkerDied
from inovasi.query.formats import Form, named
from inovasi.query.guard import GuardedQuery
from inovasi.query.index import IndexEngine
from inovasi.query.pooled import PoolEngine, Settings

LOOKUP = GuardedQuery("SELECT ?p ?o { <http://example.org/7> ?p ?o }", Form.SELECT)
JSON = named("json", Form.SELECT).format


def main() -> None:
    """Prints the table, and how long a worker takes to come up and to be replaced."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=2.0, help="for each line of the table")
    seconds = parser.parse_args().seconds
    with tempfile.TemporaryDirectory() as folder:
        file = write_data(Path(folder) / "data.nt")
        engine = IndexEngine.load([file])
        pool = PoolEngine.over_files([file], Settings(workers=2, waiting=64))
        say(f"{'':16}{'threads':>8}{'p50 µs':>9}{'p99 µs':>9}{'max ms':>9}{'per s':>9}")
        for threads in (1, 8):
            report("in the process", threads, lambda: engine.answer(LOOKUP, JSON).read(), seconds)
            report("pool of 2", threads, lambda: pool.answer(LOOKUP, JSON).read(), seconds)
        pool.close()
        report_lives(file)


def write_data(file: Path) -> Path:
    """Ten statements each about 2,000 things."""
    lines = (
        f'<http://example.org/{i}> <http://example.org/property/{j}> "value {i} {j}" .\n'
        for i in range(2000)
        for j in range(10)
    )
    file.write_text("".join(lines), encoding="utf-8")
    return file


def report(name: str, threads: int, ask: Callable[[], bytes], seconds: float) -> None:
    """One line of the table."""
    times: list[float] = []
    until = time.perf_counter() + seconds

    def work() -> None:
        mine = []
        while (start := time.perf_counter()) < until:
            ask()
            mine.append(time.perf_counter() - start)
        times.extend(mine)

    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    cuts = statistics.quantiles(times, n=100)
    say(
        f"{name:16}{threads:8}{cuts[49] * 1e6:9.0f}{cuts[98] * 1e6:9.0f}"
        f"{max(times) * 1e3:9.1f}{len(times) / seconds:9.0f}"
    )


def report_lives(file: Path) -> None:
    """How long a worker takes from its start to its readiness, and from its death to the next."""
    start = time.perf_counter()
    pool = PoolEngine.over_files([file], Settings(workers=1))
    say(f"\nready after {time.perf_counter() - start:.3f} s")
    gaps = []
    for _ in range(5):
        until_killed = threading.Timer(0.2, lambda: os.kill(pool.pool.running()[0].worker, 9))
        until_killed.start()
        try:
            pool.answer(GuardedQuery("ASK { ?a ?b ?c . ?d ?e ?f FILTER(?c = ?e) }", Form.ASK), JSON)
        except WorkerDied:
            start = time.perf_counter()
        pool.answer(LOOKUP, JSON).read()
        gaps.append(time.perf_counter() - start)
    pool.close()
    say(f"next answer {statistics.median(gaps):.3f} s after a kill, at most {max(gaps):.3f} s")


def say(line: str) -> None:
    """A line of the report."""
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
