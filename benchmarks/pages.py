"""How long each kind of page takes on the server, and how much is sent.

Run it with ``python -m benchmarks.pages``. Nothing is answered from the cache, and requests come
one after another from a client that keeps its connection: the time is that of the whole answer. A
city with 5,000 innovations is made and served beside the published graph; nothing else should run.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from inovasi import paths
from inovasi.iris import CONCEPT, ENTITY, PREFIXES, TERM
from tests.pages.kinds import KINDS, Kind

INNOVATIONS: Final = 5_000
AGENCIES: Final = 40
# Milliseconds at the median, and bytes as they are sent.
BOUND_MS: Final = 20.0
CITY_MS: Final = 100.0
BOUND_BYTES: Final = 60 * 1024
CITY: Final = (
    Kind("city", "/doc/wilayah/33.71"),
    Kind("city's government", "/doc/org/33.71/pemkot"),
    Kind("city's innovations", "/browse/inovasi?area=33.71"),
    Kind("city's last page", "/browse/inovasi?area=33.71&page=100"),
    Kind("a city's agency", "/doc/org/33.71/contoh-7"),
    Kind("one of them", "/doc/inovasi/33.71/contoh-17"),
)
_HEADERS: Final = {"Accept": "text/html", "Accept-Encoding": "gzip, deflate, br, zstd"}


@dataclass(frozen=True, slots=True)
class Line:
    """Of the table: what one kind of page took, and its bounds."""

    kind: Kind
    times: Sequence[float]
    size: int
    bound: float

    @property
    def median(self) -> float:
        return statistics.median(self.times)

    @property
    def slow(self) -> float:
        return statistics.quantiles(self.times, n=20)[-1]

    @property
    def within(self) -> bool:
        return self.median < self.bound and self.size < BOUND_BYTES


def main() -> None:
    """Prints the table; ends with 1 where a bound is passed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("--turns", type=int, default=20, help="requests for each kind of page")
    turns = parser.parse_args().turns
    with tempfile.TemporaryDirectory() as folder:
        city = Path(folder) / "city.nq"
        write_city(city)
        with serving() as place:
            lines = [measure(place, kind, turns, BOUND_MS) for kind in KINDS]
        with serving("--data", str(city)) as place:
            lines += [measure(place, kind, turns, CITY_MS) for kind in CITY]
    say(f"{'page':20}{'p50 ms':>9}{'p95 ms':>9}{'bytes':>9}")
    for line in lines:
        marked = "" if line.within else "  <- over"
        times = f"{line.median:9.1f}{line.slow:9.1f}"
        say(f"{line.kind.name:20}{times}{line.size:9d}{marked}")
    over = sum(not line.within for line in lines)
    say(f"{over} of {len(lines)} over {BOUND_MS:.0f} ms ({CITY_MS:.0f} ms) or {BOUND_BYTES} bytes")
    sys.exit(over > 0)


@contextmanager
def serving(*arguments: str) -> Iterator[str]:
    """A server without a cache; gives the place where it answers."""
    command = [sys.executable, "-m", "inovasi", "serve", "--port", "0", "--cache-bytes", "0"]
    process = subprocess.Popen(  # noqa: S603
        [*command, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        line = process.stdout.readline() if process.stdout else ""
        yield urlsplit(line.split()[-1]).netloc
    finally:
        process.terminate()
        process.communicate()


def measure(place: str, kind: Kind, turns: int, bound: float) -> Line:
    """Asks for one page again and again, after a first time that is not counted."""
    connection = HTTPConnection(place, timeout=60)
    try:
        times, size = [], 0
        for _ in range(turns + 1):
            start = time.perf_counter()
            connection.request("GET", kind.address, headers=_HEADERS)
            answer = connection.getresponse()
            size = len(answer.read())
            times.append((time.perf_counter() - start) * 1000)
            if answer.status != kind.status:
                sys.exit(f"{kind.address}: {answer.status}")
    finally:
        connection.close()
    return Line(kind, times[1:], size, bound)


def write_city(file: Path) -> None:
    """The published graph, and innovations of agencies of one of its cities."""
    with file.open("w", encoding="utf-8") as text:
        for published in sorted(paths.PUBLISHED.glob("*.nq")):
            text.write(published.read_text(encoding="utf-8"))
        text.writelines(_agencies())
        text.writelines(_innovations())


def _agencies() -> Iterator[str]:
    for number in range(AGENCIES):
        subject = f"<{ENTITY}org/33.71/contoh-{number}>"
        yield _line(subject, "rdf:type", f"<{PREFIXES['org']}FormalOrganization>")
        yield _line(subject, "skos:prefLabel", f'"Dinas Contoh {number}"@id')
        yield _line(subject, "inov:governs", f"<{ENTITY}wilayah/33.71>")


def _innovations() -> Iterator[str]:
    for number in range(INNOVATIONS):
        subject = f"<{ENTITY}inovasi/33.71/contoh-{number}>"
        year = f'"{2010 + number % 15}"^^<{PREFIXES["xsd"]}gYear>'
        yield _line(subject, "rdf:type", f"<{TERM}Innovation>")
        yield _line(subject, "skos:prefLabel", f'"Inovasi Contoh {number}"@id')
        yield _line(subject, "skos:prefLabel", f'"Example Innovation {number}"@en')
        agency = f"<{ENTITY}org/33.71/contoh-{number % AGENCIES}>"
        yield _line(subject, "inov:responsibleAgency", agency)
        yield _line(subject, "inov:category", f"<{CONCEPT}kategori/pelayanan-publik>")
        yield _line(subject, "inov:startYear", year)


def _line(subject: str, name: str, value: str) -> str:
    space, _, local = name.partition(":")
    return f"{subject} <{PREFIXES[space]}{local}> {value} .\n"


def say(line: str) -> None:
    """A line of the report."""
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
