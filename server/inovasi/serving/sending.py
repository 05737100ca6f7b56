"""The way out: a body that is short is handed over whole, a longer one has a thread while it goes.

The web server keeps a whole body in memory until the client has read it, and frees the thread at
once. A longer one is asked for piece by piece, as fast as the client reads, and nothing ends that
wait: past ``most`` of those the next is told to come back.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from inovasi.errors import Busy
from inovasi.query.answer import PIECE
from inovasi.serving.refusals import REFUSAL

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# The most bytes of a body that one connection may hold in memory.
WHOLE: Final = PIECE
_RETRY_S: Final = 5


class Sending:
    """Passes requests on and gives their bodies out; those that would wait go to ``refuse``."""

    def __init__(self, app: WSGIApplication, refuse: WSGIApplication, most: int) -> None:
        self._app = app
        self._refuse = refuse
        self._senders = threading.Semaphore(most)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        started: list[tuple[Any, ...]] = []

        def start(*said: Any) -> Callable[[bytes], object]:
            started.append(said)
            return _write

        body = self._app(environ, start)
        pieces = iter(body)
        try:
            # Nobody reads the body of an answer to HEAD, and whoever made it need not know that.
            beginning, ends = _beginning(pieces, environ["REQUEST_METHOD"] == "HEAD")
        except BaseException:
            _close(body)
            raise
        if ends:
            _close(body)
            start_response(*started[-1])
            return [beginning] if beginning else []
        if not self._senders.acquire(blocking=False):
            _close(body)
            return self._turn_away(environ, start_response)
        start_response(*started[-1])
        return _Sent(chain(_cut(beginning), pieces), body, self._senders.release)

    def _turn_away(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        environ[REFUSAL] = Busy("As many long answers are being read as can be sent", _RETRY_S)
        body = self._refuse(environ, start_response)
        try:
            return [b"".join(body)]
        finally:
            _close(body)


class _Sent:
    """A body on its way; gives its place back once, however it ends."""

    def __init__(
        self, pieces: Iterator[bytes], body: Iterable[bytes], done: Callable[[], None]
    ) -> None:
        self._pieces, self._body, self._done = pieces, body, done
        self._closed = False

    def __iter__(self) -> Iterator[bytes]:
        return self._pieces

    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        try:
            _close(self._body)
        finally:
            self._done()


def _beginning(pieces: Iterator[bytes], is_head: bool) -> tuple[bytes, bool]:
    """The body as far as it is short, and whether that is all of it."""
    taken: list[bytes] = []
    size = 0
    for piece in () if is_head else pieces:
        taken.append(piece)
        size += len(piece)
        if size > WHOLE:
            return b"".join(taken), False
    return b"".join(taken), True


def _cut(body: bytes) -> Iterator[bytes]:
    """The same in pieces: the web server copies what it is given."""
    return (body[at : at + PIECE] for at in range(0, len(body), PIECE))


def _close(body: Iterable[bytes]) -> None:
    if hasattr(body, "close"):
        body.close()


def _write(_: bytes) -> object:
    raise NotImplementedError("bodies are returned here, not written")
