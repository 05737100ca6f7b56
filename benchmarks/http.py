"""Requests a second over HTTP: this server beside a bare application and other SPARQL servers.

Run it with ``python -m benchmarks.http`` (as a script it would hide the standard library's
``http``). It needs ``wrk``; ``oxigraph`` joins in where it is on the path, and any other server,
such as Virtuoso, with ``--also NAME=http://…/sparql``. All are asked the same small query in turns;
compare only the figures of one run.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from benchmarks import rivals
from benchmarks.rivals import JSON, NODES

UNCACHED: Final = "ours, uncached"
CACHED: Final = "ours, cached"
HELD: Final = "ours, 304"
BARE: Final = "bare Flask with pyoxigraph"
GOALS: Final = ((UNCACHED, 0.5), (CACHED, 1.5))
# No two requests are the same: neither of one turn, nor of two.
_FRESH: Final = """
local threads = 0
function setup(thread) thread:set("id", threads) threads = threads + 1 end
function init() n, start = 0, os.time() % 100000 end
function request()
  n = n + 1
  local serial = string.format("%d%d", start * 10 + id, n)
  return wrk.format("GET", string.format("ADDRESS", n % NODES, serial))
end
"""


@dataclass(slots=True)
class Line:
    """Of the table: ``options`` go to wrk, ``rates`` are the requests a second of each turn."""

    name: str
    url: str
    options: Sequence[str]
    rates: list[float] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return statistics.median(self.rates)


def main() -> None:
    """Prints the table, and which goals are met; ends with 0 all the same, for machines differ."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.http", description=__doc__)
    parser.add_argument("--seconds", type=int, default=4, help="of each turn")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--threads", type=int, default=128, help="of ours and the bare one")
    parser.add_argument("--also", action="append", default=[], metavar="NAME=URL")
    options = parser.parse_args()
    wrk = shutil.which("wrk")
    if wrk is None:
        sys.exit("This needs wrk (on Debian: apt-get install wrk).")
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        lines = list(start(Path(folder), options.threads, options.also, stack))
        for _ in range(options.turns):
            for line in lines:
                measure(wrk, line, options.clients, options.seconds)
    report(lines)


def start(folder: Path, threads: int, also: Sequence[str], stack: ExitStack) -> Iterator[Line]:
    """The servers, each up and asked for the first time."""
    file = rivals.write_data(folder / "data.nt")
    script = folder / "fresh.lua"
    # The percent signs of the address are no places for string.format.
    address = rivals.address("NODE", "SERIAL").replace("%", "%%")
    address = address.replace("NODE", "%d").replace("SERIAL", "%s")
    script.write_text(
        _FRESH.replace("ADDRESS", address).replace("NODES", str(NODES)), encoding="ascii"
    )
    fresh = ("-s", str(script))
    ours = rivals.ours(file, threads, stack)
    yield Line(UNCACHED, _url(ours), fresh)
    yield Line(CACHED, _url(ours), ())
    yield Line(HELD, _url(ours), ("-H", f"If-None-Match: {rivals.tag(ours)}"))
    yield Line(BARE, _url(rivals.bare(file, threads, stack)), fresh)
    oxigraph = rivals.oxigraph(file, stack)
    if oxigraph is not None:
        yield Line("oxigraph serve", _url(oxigraph), fresh)
    for other in also:
        name, _, url = other.partition("=")
        query = urlsplit(rivals.address(1, 0)).query
        yield Line(name, f"{url}?{query}", fresh)


def _url(port: int) -> str:
    return f"http://127.0.0.1:{port}{rivals.address(1, 0)}"


def measure(wrk: str, line: Line, clients: int, seconds: int) -> None:
    """One turn; ends the program where an answer is neither 2xx nor 304."""
    load = ("-t2", f"-c{clients}", f"-d{seconds}", "--latency", "-H", f"Accept: {JSON}")
    command = (wrk, *load, *line.options, line.url)
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    rate = re.search(r"Requests/sec:\s+([0-9.]+)", said)
    slow = re.search(r"99%\s+(\S+)", said)
    if rate is None or slow is None or "Non-2xx" in said:
        sys.exit(f"{line.name}: {said}")
    line.rates.append(float(rate[1]))
    line.slow.append(slow[1])


def report(lines: Sequence[Line]) -> None:
    """The table: the median of the turns, compared with the bare application's."""
    rates = {line.name: line.rate for line in lines}
    say(f"{'':28}{'per s':>8}{'of bare':>9}{'p99':>10}   each turn")
    for line in lines:
        turns = " ".join(f"{rate:.0f}" for rate in line.rates)
        share = line.rate / rates[BARE]
        say(f"{line.name:28}{line.rate:8.0f}{share:9.2f}{line.slow[-1]:>10}   {turns}")
    for name, goal in GOALS:
        met = rates[name] >= goal * rates[BARE]
        say(f"{'reached' if met else 'NOT reached'}: {name} at least {goal} of the bare one")
    met = rates[HELD] > rates[CACHED]
    say(f"{'reached' if met else 'NOT reached'}: 304 faster than a cached answer")


def say(line: str) -> None:
    """A line of the report."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
