"""Eight clients for ten minutes: good, heavy and hostile queries, mixed.

Run it with ``python -m benchmarks.soak``, or ``make soak ARGS='--seconds 60'``. It prints how long
each kind of request took, and ends with 1 if a status came that is not promised for its kind, if
``/healthz`` took a second, or if the server's memory grew by the end.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.hostile import queries, requests, wire
from tests.hostile.victim import LOOKUP, NODES, Victim, attacked, ring
from tests.workers.support import eventually

# A small cache is full before memory is measured.
SETTINGS: Final = (
    *("--workers", "2", "--timeout", "2", "--memory", "256"),
    *("--max-rows", "20000", "--cache-bytes", "2097152"),
)
# What any request may get in a server that has more to do than it can.
BUSY: Final = frozenset({503, 504})
# A line through the memory of the processes that last, once it has settled, may rise by this share;
# in a short run by what threads and caches take until all have been used once.
GROWTH: Final = 0.10
WARMING: Final = 24 * 1024 * 1024
SETTLED: Final = 0.4
SAMPLE_S: Final = 0.5
# Workers are replaced before they have kept more than this.
KEPT: Final = 128 * 1024 * 1024
MIB: Final = 1024 * 1024
FIRST: Final = (
    "SELECT ?s ?l {{ ?s <http://h/label> ?l FILTER(STRENDS(?l, '{0}')) }} LIMIT 100 # {1}"
)
GRAPH: Final = "CONSTRUCT {{ ?s ?p ?o }} {{ VALUES ?s {{ <http://h/n/{0}> }} ?s ?p ?o }} # {1}"
SORTED: Final = "SELECT * {{ ?s <http://h/label> ?l }} ORDER BY DESC(?l) ?s LIMIT 100 # {0} {1}"

Ask = Callable[[Victim, random.Random], tuple[int, frozenset[int]]]


@dataclass(slots=True)
class Log:
    """What all clients saw: the seconds of each kind, and what should not have come.

    ``first`` and ``last`` are the bytes of all processes before and after, ``memory`` those of the
    ones that last, meanwhile.
    """

    first: int
    last: int = 0
    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    statuses: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    wrong: list[str] = field(default_factory=list)
    memory: list[tuple[float, int]] = field(default_factory=list)


def main() -> None:
    """Runs, prints, and says by the exit code whether all was as promised."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "data.nt"
        file.write_text(ring(), encoding="utf-8")
        with attacked("--data", str(file), *SETTINGS) as victim:
            log = soak(victim, options.clients, options.seconds, options.seed)
    sys.exit(report(log))


def soak(victim: Victim, clients: int, seconds: float, seed: int) -> Log:
    """Lets the clients loose and looks at the memory meanwhile."""
    victim.answers()
    log, start = Log(victim.resident()), time.monotonic()
    until = start + seconds
    threads = [
        threading.Thread(target=client, args=(victim, log, until, random.Random(seed + i)))  # noqa: S311
        for i in range(clients)
    ]
    threads.append(threading.Thread(target=watch, args=(victim, log, until)))
    for thread in threads:
        thread.start()
    pause = threading.Event()
    while time.monotonic() < until:
        log.memory.append((time.monotonic() - start, victim.lasting()))
        pause.wait(SAMPLE_S)
    for thread in threads:
        thread.join()
    if not eventually(victim.is_calm, 20):
        log.wrong.append(f"workers at the end: {victim.workers()}")
    victim.answers()
    log.last = victim.resident()
    return log


def client(victim: Victim, log: Log, until: float, chance: random.Random) -> None:
    """One that asks something else each time."""
    kinds = dict(good()) | {"heavy": heavy, "hostile query": hostile, "hostile request": rude}
    weights = [4] * (len(kinds) - 3) + [1, 2, 2]
    while time.monotonic() < until:
        name = chance.choices(list(kinds), weights)[0]
        begin = time.monotonic()
        try:
            status, promised = kinds[name](victim, chance)
        except OSError as error:
            log.wrong.append(f"{name}: {error!r}")
            continue
        log.seconds[name].append(time.monotonic() - begin)
        log.statuses[name][status] += 1
        if status not in promised:
            log.wrong.append(f"{name}: {status}")


def watch(victim: Victim, log: Log, until: float) -> None:
    """Whether the server is alive all the while."""
    pause = threading.Event()
    while time.monotonic() < until:
        begin = time.monotonic()
        reply = victim.say(wire.get("/healthz"))
        took = time.monotonic() - begin
        log.seconds["/healthz"].append(took)
        if reply is None or reply.status != requests.OK or took > 1:
            log.wrong.append(f"/healthz: {reply and reply.status} after {took:.2f} s")
        pause.wait(0.05)


def good() -> Iterator[tuple[str, Ask]]:
    """Queries that are answered, most of them for the first time."""
    yield "look-up", _asks(lambda chance: f"{LOOKUP} # {chance.random()}")
    yield "look-up, cached", _asks(lambda _: LOOKUP)
    yield "first rows", _asks(lambda chance: FIRST.format(chance.randrange(10), chance.random()))
    yield "graph", _asks(lambda chance: GRAPH.format(chance.randrange(NODES), chance.random()))
    yield "sorted", _asks(lambda chance: SORTED.format(chance.randrange(NODES), chance.random()))


def _asks(text: Callable[[random.Random], str]) -> Ask:
    def ask(victim: Victim, chance: random.Random) -> tuple[int, frozenset[int]]:
        accept = chance.choice(["*/*", "text/html", "application/json, */*;q=0.5"])
        return _status(victim.say(wire.query(text(chance), accept))), frozenset({200}) | BUSY

    return ask


_QUERIES: Final = queries.cases()
_HEAVY: Final = [case for case in _QUERIES if case.name.startswith(("bomb", "flood"))]
_REQUESTS: Final = requests.cases()


def heavy(victim: Victim, chance: random.Random) -> tuple[int, frozenset[int]]:
    """A query without end."""
    case = chance.choice(_HEAVY)
    return _status(victim.say(wire.query(case.text))), case.statuses | BUSY


def hostile(victim: Victim, chance: random.Random) -> tuple[int, frozenset[int]]:
    """Another of the hostile queries."""
    case = chance.choice([case for case in _QUERIES if case not in _HEAVY])
    return _status(victim.say(wire.query(case.text))), case.statuses | BUSY


def rude(victim: Victim, chance: random.Random) -> tuple[int, frozenset[int]]:
    """One of the hostile requests."""
    case = chance.choice(_REQUESTS)
    return _status(requests.said(victim.place, case)), case.statuses | BUSY


def _status(reply: wire.Reply | None) -> int:
    return reply.status if reply else requests.CLOSED


def report(log: Log) -> int:
    """The tables; 0 if all was as promised, else 1."""
    say(f"{'':20}{'number':>8}{'p50 ms':>9}{'p99 ms':>9}{'max ms':>9}   statuses")
    for name, times in sorted(log.seconds.items()):
        cuts = statistics.quantiles([*times, times[-1]], n=100)
        counts = " ".join(f"{status or 'closed'}:{n}" for status, n in log.statuses[name].items())
        middle, late, most = (1000 * value for value in (cuts[49], cuts[98], max(times)))
        say(f"{name:20}{len(times):8}{middle:9.1f}{late:9.1f}{most:9.1f}   {counts}")
    grown, text = growth(log.memory)
    say(text)
    say(f"memory of all when idle: {log.first / MIB:.0f} MiB before, {log.last / MIB:.0f} after")
    grown |= log.last > log.first + KEPT
    for what, number in Counter(log.wrong).most_common(20):
        say(f"NOT PROMISED, {number} times: {what}")
    return int(bool(log.wrong) or grown)


def growth(samples: Sequence[tuple[float, int]]) -> tuple[bool, str]:
    """Whether a line through the memory, once it has settled, rises; and what to say of it."""
    settled = samples[int(len(samples) * SETTLED) :]
    times, sizes = zip(*settled, strict=True)
    slope, height = statistics.linear_regression(times, sizes)
    first, last = (height + slope * at for at in (times[0], times[-1]))
    share = last / first - 1
    text = (
        f"memory but for workers: {samples[0][1] / MIB:.0f} MiB at first,"
        f" {min(sizes) / MIB:.0f}"
        f" to {max(sizes) / MIB:.0f} once settled; the line through it goes from {first / MIB:.0f}"
        f" to {last / MIB:.0f} ({share:+.1%}, {slope * 60 / MIB:+.2f} MiB a minute)"
    )
    return share > GROWTH and last - first > WARMING, text


def say(line: str) -> None:
    """A line of the report."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
