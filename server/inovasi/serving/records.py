"""One request as it happened: filled in by whoever answers it, read by the log and the metrics."""

from __future__ import annotations

import logging
import random
import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from inovasi.serving.headers import ALWAYS

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

REQUEST_ID: Final = "X-Request-ID"
COMPLETE: Final = "complete"
OTHER: Final = "other"
# Asked every few seconds by machines; worth a line only when they fail.
_QUIET: Final = frozenset({"healthz", "readyz", "metrics", "static"})
_GIVEN: Final = re.compile(r"[A-Za-z0-9._~-]{1,64}")
_FAILED: Final = 500
_WRONG: Final = 400
_log: Final = logging.getLogger("inovasi.requests")


@dataclass(slots=True)
class Record:
    """``query`` is the digest of the query, whose text is never kept here.

    ``outcome`` is COMPLETE or the slug of an error, ``cache`` what the cache did, ``size`` the
    bytes sent; ``whole`` is False if the client left before the last of them.
    """

    id: str = ""
    method: str = ""
    route: str = OTHER
    status: int = 0
    size: int = 0
    cache: str = ""
    query: str = ""
    engine: str = ""
    outcome: str = ""
    whole: bool = True
    started: float = field(default_factory=time.perf_counter)

    def fields(self) -> dict[str, Any]:
        """What the log says of it."""
        told: dict[str, Any] = {
            "request": self.id,
            "method": self.method,
            "route": self.route,
            "status": self.status,
            "ms": round(1000 * (time.perf_counter() - self.started), 3),
            "bytes": self.size,
        }
        for name in ("cache", "query", "engine", "outcome"):
            if value := getattr(self, name):
                told[name] = value
        if not self.whole:
            told["whole"] = False
        return told


_current: ContextVar[Record | None] = ContextVar("record", default=None)


def current() -> Record:
    """The record of the request that this thread answers; outside of one, a sheet to throw away."""
    return _current.get() or Record()


class Recorder:
    """The outermost layer: gives each request its identifier, and tells of it when it is over."""

    def __init__(self, app: WSGIApplication, observe: Callable[[Record], None]) -> None:
        self._app = app
        self._observe = observe

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        record = Record(_identifier(environ), environ["REQUEST_METHOD"])
        _current.set(record)

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            record.status = int(status[:3])
            sent = [*headers, *ALWAYS, (REQUEST_ID, record.id)]
            return start_response(status, sent, exc_info)

        body = self._app(environ, start)
        if isinstance(body, list):
            record.size = sum(map(len, body))
            self.close(record)
            return body
        return _Sending(body, record, self.close)

    def close(self, record: Record) -> None:
        """Counts and logs it."""
        _current.set(None)
        self._observe(record)
        if record.route not in _QUIET or record.status >= _WRONG:
            level = logging.WARNING if record.status >= _FAILED else logging.INFO
            if _log.isEnabledFor(level):
                _log.log(level, "request", extra={"fields": record.fields()})


class _Sending:
    """A body on its way: counts its bytes, and closes the record when it is closed."""

    def __init__(
        self, body: Iterable[bytes], record: Record, done: Callable[[Record], None]
    ) -> None:
        self._body, self._pieces = body, iter(body)
        self._record, self._done = record, done
        record.whole = record.method == "HEAD"

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            piece = next(self._pieces)
        except StopIteration:
            self._record.whole = True
            raise
        self._record.size += len(piece)
        return piece

    def close(self) -> None:
        try:
            if hasattr(self._body, "close"):
                self._body.close()
        finally:
            self._done(self._record)


def _identifier(environ: WSGIEnvironment) -> str:
    """The one that came with the request, if it can stand in a log, else a new one."""
    given = environ.get("HTTP_X_REQUEST_ID", "")
    if _GIVEN.fullmatch(given):
        return str(given)
    # It only tells requests apart; the system's own randomness takes a call that lets others in.
    return f"{random.getrandbits(64):016x}"
