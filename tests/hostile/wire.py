"""Requests as no well-behaved client sends them: bytes onto a socket, and what comes back."""

from __future__ import annotations

import contextlib
import io
import socket
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException, HTTPResponse
from typing import Any, Final, cast
from urllib.parse import urlencode

PATIENCE_S: Final = 10.0


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole response."""

    status: int
    headers: Message
    body: bytes


class _Pipe(io.BufferedReader):
    """What one response leaves over is there for the next: closing does nothing."""

    def close(self) -> None:
        pass


class _Reading:
    """The part of a socket that ``HTTPResponse`` uses."""

    def __init__(self, pipe: _Pipe) -> None:
        self._pipe = pipe

    def makefile(self, *_: Any) -> _Pipe:
        return self._pipe


class Wire:
    """A connection to the server; everything that happens on it ends within PATIENCE_S.

    ``room`` is how many bytes that nobody has read the system holds at this end, where it matters.
    """

    def __init__(self, place: str, room: int = 0) -> None:
        host, _, port = place.rpartition(":")
        self.socket = socket.socket()
        self.socket.settimeout(PATIENCE_S)
        if room:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        try:
            self.socket.connect((host, int(port)))
        except OSError:
            self.socket.close()
            raise
        self._raw = self.socket.makefile("rb", buffering=0)
        self._pipe = _Pipe(cast("io.RawIOBase", self._raw))

    def send(self, content: bytes) -> bool:
        """Whether the server took it all; it may have answered and stopped reading before."""
        try:
            self.socket.sendall(content)
        except (ConnectionError, TimeoutError):
            return False
        return True

    def end(self) -> None:
        """Says that nothing more will be sent."""
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_WR)

    def reply(self, method: str = "GET") -> Reply | None:
        """The next response, None where the server closed the connection without one."""
        response = HTTPResponse(cast("socket.socket", _Reading(self._pipe)), method=method)
        try:
            response.begin()
            return Reply(response.status, response.headers, response.read())
        except (ConnectionError, HTTPException):
            return None

    def close(self) -> None:
        self._raw.close()
        self.socket.close()

    def __enter__(self) -> Wire:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def exchange(place: str, content: bytes, method: str = "GET") -> Reply | None:
    """What a connection answers to some bytes."""
    with Wire(place) as wire:
        wire.send(content)
        return wire.reply(method)


def head(line: str, *fields: str) -> bytes:
    """The head of a request; characters stand for the bytes that they have in Latin-1."""
    return "\r\n".join([line, "Host: localhost", *fields, "", ""]).encode("latin-1")


def get(target: str, *fields: str) -> bytes:
    return head(f"GET {target} HTTP/1.1", *fields)


def posted(content: bytes, kind: str, *fields: str) -> bytes:
    """A POST to the endpoint that tells its length."""
    length = f"Content-Length: {len(content)}"
    return head("POST /sparql HTTP/1.1", f"Content-Type: {kind}", length, *fields) + content


def query(text: str, accept: str = "*/*") -> bytes:
    """A query in a POST form, asked as clients do."""
    form = urlencode({"query": text}).encode()
    return posted(form, "application/x-www-form-urlencoded", f"Accept: {accept}")
