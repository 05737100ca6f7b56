"""A request to the SPARQL endpoint, understood: from the environment of WSGI to plain values."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from inovasi.config import Config
from inovasi.errors import AddressTooLong, Busy, ContentTooLarge
from inovasi.query.formats import HTML, Choice
from inovasi.query.guard import GuardedQuery, Limits, guard
from inovasi.query.request import QueryRequest
from inovasi.serving import codings, protocol
from inovasi.serving.conditional import Conditions, conditions
from inovasi.serving.negotiation import negotiate
from inovasi.serving.shares import READ_AT_ONCE, WAITING

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

# Where the environment holds what was understood, for whoever comes next.
ASKED: Final = "inovasi.asked"
# Characters from which on a query waits for its turn to be read.
LONG: Final = 4096
PATIENCE_S: Final = 2.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and how its answer is to be written: ``codings`` are the possible ones, best first.

    ``format`` is the name that the client gave instead of an Accept header, if it did.
    """

    query: GuardedQuery
    choice: Choice
    codings: tuple[str, ...]
    conditions: Conditions
    format: str = ""

    @property
    def is_page(self) -> bool:
        return self.choice.format is HTML


@dataclass(frozen=True, slots=True)
class Described:
    """The address without a query: the service itself is asked about."""

    accept: str | None
    format: str = ""


@dataclass(slots=True)
class Reader:
    """Understands requests; raises the error that answers those that it cannot."""

    config: Config
    _turns: threading.Semaphore = field(init=False)
    _line: threading.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self._turns = threading.Semaphore(READ_AT_ONCE)
        self._line = threading.Semaphore(READ_AT_ONCE + WAITING)

    def read(self, environ: WSGIEnvironment) -> Asked | Described:
        """One request; of its body no more is read than is taken here."""
        operation = self._operation(environ)
        # Nothing is run for a client that could not read the answer.
        possible = codings.acceptable(environ.get("HTTP_ACCEPT_ENCODING"))
        accept = environ.get("HTTP_ACCEPT")
        if operation.query is None:
            return Described(accept, operation.format)
        query = self._guarded(operation.query, environ["REQUEST_METHOD"])
        choice = negotiate(accept, query.form, operation.format, (HTML,))
        return Asked(query, choice, possible, conditions(environ), operation.format)

    def _operation(self, environ: WSGIEnvironment) -> protocol.Operation:
        head = protocol.Head(
            environ["REQUEST_METHOD"],
            environ.get("QUERY_STRING", "").encode("latin-1"),
            environ.get("CONTENT_TYPE", ""),
            protocol.told_length(environ.get("CONTENT_LENGTH")),
            environ.get("HTTP_CONTENT_ENCODING", ""),
            environ.get("HTTP_TRANSFER_ENCODING", ""),
        )
        protocol.check_head(head, self.config.max_query_bytes)
        if head.method != "POST":
            return protocol.read(head.query_string, None)
        content = environ["wsgi.input"].read(head.length) if head.length else b""
        return protocol.read(head.query_string, protocol.Body(head.content_type, content))

    def _guarded(self, asked: QueryRequest, method: str) -> GuardedQuery:
        try:
            with self._turn(asked.text):
                return guard(asked, Limits(bytes=self.config.max_query_bytes))
        except ContentTooLarge as error:
            if method == "POST":
                raise
            raise AddressTooLong(error.detail, error.remedy) from None

    @contextmanager
    def _turn(self, text: str) -> Iterator[None]:
        """The time to read a text: a long one takes much of a core, and many megabytes."""
        if len(text) <= LONG:
            yield
            return
        if not self._line.acquire(blocking=False):
            raise _too_many()
        try:
            if not self._turns.acquire(timeout=min(self.config.timeout, PATIENCE_S)):
                raise _too_many()
            try:
                yield
            finally:
                self._turns.release()
        finally:
            self._line.release()


def _too_many() -> Busy:
    return Busy("Too many long queries came at once", 2)
