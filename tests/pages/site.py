"""The real server, over the published graph or other data, and what it answers to a browser."""

from __future__ import annotations

import http.client
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

COMMAND: Final = (sys.executable, "-W", "error", "-m", "inovasi", "serve", "--port", "0")
HTML: Final = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
PATIENCE_S: Final = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; ``body`` as it was sent, in its coding."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


@dataclass(frozen=True, slots=True)
class Site:
    """A server that answers at ``place``."""

    place: str

    @property
    def root(self) -> str:
        return f"http://{self.place}"

    def get(self, path: str, **headers: str) -> Answer:
        """One request by itself, of a browser where nothing else is said."""
        connection = http.client.HTTPConnection(self.place, timeout=PATIENCE_S)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            return fetch(connection, path, {"Accept": HTML, **named})
        finally:
            connection.close()


def fetch(connection: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> Answer:
    """A request over a connection that stays open."""
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return Answer(answer.status, answer.headers, answer.read())


@contextmanager
def serving(*arguments: str) -> Iterator[Site]:
    """A server with one worker, from its first answer to its end."""
    command = [*COMMAND, "--workers", "1", *arguments]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=log, text=True, start_new_session=True
        )
        assert process.stdout is not None
        try:
            line = process.stdout.readline()
            log.seek(0)
            assert line, log.read()
            yield Site(urlsplit(line.split()[-1]).netloc)
        finally:
            process.terminate()
            process.communicate(timeout=PATIENCE_S)
