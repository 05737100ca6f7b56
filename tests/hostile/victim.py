"""The server under attack: a real process, what it and its children hold, and whether it lives."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from tests.hostile import wire
from tests.hostile.wire import Reply

TIMEOUT_S: Final = 1.5
PAGE: Final = os.sysconf("SC_PAGE_SIZE")
# One of two workers is kept for look-ups, as in production; limits are small so that all is quick.
SMALL: Final = (
    *("--workers", "2", "--timeout", str(TIMEOUT_S), "--memory", "256"),
    *("--max-rows", "20000", "--max-result-bytes", "4194304", "--cache-bytes", "4194304"),
)
COMMAND: Final = (sys.executable, "-W", "error", "-m", "inovasi", "serve", "--port", "0")
LOOKUP: Final = "SELECT ?o { <http://h/n/7> <http://h/next> ?o }"
COUNT: Final = "SELECT (COUNT(*) AS ?n) { ?s <http://h/next> ?o }"
NODES: Final = 2_000


def ring() -> str:
    """NODES things of which each has a next one and a label."""
    return "".join(
        f"<http://h/n/{i}> <http://h/next> <http://h/n/{(i + 1) % NODES}> .\n"
        f'<http://h/n/{i}> <http://h/label> "label {i}" .\n'
        for i in range(NODES)
    )


@dataclass
class Victim:
    """``process`` is the main process, ``place`` where it answers."""

    process: subprocess.Popen[str]
    place: str
    serial: Iterator[int] = field(default_factory=itertools.count)

    def say(self, content: bytes, method: str = "GET") -> Reply | None:
        return wire.exchange(self.place, content, method)

    def ask(self, text: str, accept: str = "*/*") -> Reply:
        reply = self.say(wire.query(text, accept))
        assert reply is not None, "the connection ended without an answer"
        return reply

    def get(self, target: str, *fields: str) -> Reply:
        reply = self.say(wire.get(target, *fields))
        assert reply is not None, "the connection ended without an answer"
        return reply

    def answers(self) -> None:
        """A look-up and a query that is none are answered, and rightly, at once."""
        for text, value in ((LOOKUP, "http://h/n/8"), (COUNT, str(NODES))):
            # A comment makes it another query, so that no answer that was kept is given.
            asked = f"{text} # {next(self.serial)}"
            reply = self.ask(asked, "application/sparql-results+json")
            assert reply.status == 200, reply.body
            (row,) = json.loads(reply.body)["results"]["bindings"]
            assert [cell["value"] for cell in row.values()] == [value]

    def workers(self) -> dict[str, Any]:
        """What ``/readyz`` says of them."""
        found: dict[str, Any] = json.loads(self.get("/readyz").body)["workers"]
        return found

    def is_calm(self) -> bool:
        """Whether all workers are there and idle."""
        said = self.workers()
        return bool(said["alive"] == said["free"] == 2)

    def processes(self) -> list[int]:
        return [self.process.pid, *children(self.process.pid)]

    def resident(self) -> int:
        """Bytes of memory that all its processes hold."""
        return resident(self.processes())

    def lasting(self) -> int:
        """Bytes of memory of those that are not replaced: all but the workers."""
        return resident([pid for pid in self.processes() if pid not in self.below()])

    def below(self) -> list[int]:
        """The workers."""
        return [worker for pid in children(self.process.pid) for worker in children(pid)]

    def descriptors(self) -> int:
        return sum(len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in self.processes())


def children(pid: int) -> list[int]:
    """The processes that this one started, and those that they started, and so on."""
    found = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in map(int, (task / "children").read_text(encoding="ascii").split()):
                found += [child, *children(child)]
    return found


def resident(pids: list[int]) -> int:
    """Bytes of memory that these processes hold, as far as they are still there."""
    pages = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            pages += int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return PAGE * pages


@contextmanager
def attacked(*arguments: str) -> Iterator[Victim]:
    """A server that answers, ended in order afterwards."""
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        assert line, "the server did not start"
        yield Victim(process, urlsplit(line.split()[-1]).netloc)
    finally:
        process.terminate()
        process.communicate(timeout=30)


@dataclass
class Pulse(threading.Thread):
    """Asks ``/healthz`` again and again, and keeps the longest time that it took."""

    place: str
    slowest: float = 0.0
    wrong: list[str] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    __hash__ = threading.Thread.__hash__

    def run(self) -> None:
        while not self.wrong:
            start = time.monotonic()
            try:
                reply = wire.exchange(self.place, wire.get("/healthz"))
                if reply is None or reply.status != 200:
                    self.wrong.append(f"{reply}")
            except OSError as error:
                self.wrong.append(repr(error))
            self.slowest = max(self.slowest, time.monotonic() - start)
            if self.ended.wait(0.02):
                return

    def stop(self) -> None:
        self.ended.set()
        self.join()


@contextmanager
def pulse(place: str) -> Iterator[Pulse]:
    """Asserts that the server is alive all the while: an answer within one second, every time."""
    watch = Pulse(place)
    watch.start()
    try:
        yield watch
    finally:
        watch.stop()
    assert watch.wrong == []
    assert watch.slowest < 1, f"/healthz took {watch.slowest:.2f} s"
