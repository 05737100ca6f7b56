"""The SPARQL endpoint: from Flask's request to plain values, and from bytes to a response."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from flask import Response, request

import inovasi
from inovasi.config import Config
from inovasi.errors import AddressTooLong, Busy, ContentTooLarge, NotAcceptable
from inovasi.query.engine import Engine
from inovasi.query.formats import HTML, Choice, Form
from inovasi.query.guard import GuardedQuery, Limits, guard
from inovasi.query.request import QueryRequest
from inovasi.query.sizes import Sizes
from inovasi.serving import codings, protocol
from inovasi.serving.conditional import FRESH, coded, held, tag_of
from inovasi.serving.delivery import conditions, not_modified
from inovasi.serving.description import describe
from inovasi.serving.home import Home
from inovasi.serving.negotiation import negotiate
from inovasi.serving.results import ResultPages
from inovasi.serving.shares import READ_AT_ONCE, WAITING

PAGE_VARIES: Final = ("Accept-Language", "Cookie")
# Characters from which on a query waits for its turn to be read.
LONG: Final = 4096
PATIENCE_S: Final = 2.0


@dataclass(slots=True)
class Endpoint:
    """Answers ``/sparql``."""

    config: Config
    engine: Engine
    home: Home
    pages: ResultPages
    sizes: Callable[[], Sizes | None]
    _dated: tuple[str, datetime] = field(init=False)
    _turns: threading.Semaphore = field(init=False)
    _line: threading.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self._turns = threading.Semaphore(READ_AT_ONCE)
        self._line = threading.Semaphore(READ_AT_ONCE + WAITING)
        # Not the dates of the files: the server may have had newer ones before it was restarted.
        self._dated = self.engine.version, datetime.now(UTC).replace(microsecond=0)

    def view(self) -> Response:
        """One request."""
        operation = self._operation()
        # Nothing is run for a client that could not read the answer.
        possible = codings.acceptable(request.headers.get("Accept-Encoding"))
        accept = request.headers.get("Accept")
        if operation.query is None:
            choice = self._description_format(accept, operation.format)
            return self.home.view() if choice.format is HTML else self._describe(choice)
        query = self._guarded(operation.query)
        choice = negotiate(accept, query.form, operation.format, (HTML,))
        response = self._unless_held(query, choice, possible)
        if operation.format and choice.format is not HTML:
            file = f"sparql{choice.format.suffix}"
            response.headers["Content-Disposition"] = f'inline; filename="{file}"'
        return response

    def _operation(self) -> protocol.Operation:
        head = protocol.Head(
            request.method,
            request.query_string,
            request.headers.get("Content-Type", ""),
            self._length(),
            request.headers.get("Content-Encoding", ""),
            request.headers.get("Transfer-Encoding", ""),
        )
        protocol.check_head(head, self.config.max_query_bytes)
        if request.method != "POST":
            return protocol.read(request.query_string, None)
        content = request.get_data(cache=False)
        return protocol.read(request.query_string, protocol.Body(head.content_type, content))

    def _length(self) -> int | None:
        """As told: Flask has none beside chunks, where it would contradict them."""
        told = request.headers.get("Content-Length", "")
        return int(told) if told.isascii() and told.isdigit() else None

    def _guarded(self, asked: QueryRequest) -> GuardedQuery:
        try:
            with self._turn(asked.text):
                return guard(asked, Limits(bytes=self.config.max_query_bytes))
        except ContentTooLarge as error:
            if request.method == "POST":
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

    def _description_format(self, accept: str | None, name: str) -> Choice:
        try:
            return negotiate(accept, Form.CONSTRUCT, name, (HTML,))
        except NotAcceptable as error:
            # Nobody sent a CONSTRUCT.
            detail = "Without a query there is the service description, which is a graph"
            raise NotAcceptable(detail, error.offered) from None

    def _describe(self, choice: Choice) -> Response:
        endpoint = f"{self.home.pages.root}/sparql"
        sizes = self.sizes()
        text = describe(endpoint, self.config, sizes or Sizes(), choice.format)
        response = Response(text, content_type=choice.content_type)
        response.vary.add("Accept")
        if sizes is None:
            response.headers["Cache-Control"] = "no-store"
            return response
        response.headers["Cache-Control"] = FRESH
        response.add_etag()
        response.last_modified = self._modified
        return response

    def _unless_held(
        self, query: GuardedQuery, choice: Choice, possible: tuple[str, ...]
    ) -> Response:
        """The answer, or nothing where the client has it: then the query is not run."""
        is_page = choice.format is HTML
        if query.volatile:
            response = self._run(query, choice)
            response.headers["Cache-Control"] = "no-store"
            return response
        tag = self._tag(query, choice)
        modified = None if is_page else self._modified
        known = held(conditions(request), [coded(tag, name) for name in possible], modified)
        response = self._run(query, choice) if known is None else not_modified(Response())
        response.set_etag(tag if known is None else known)
        response.vary.update(("Accept", "Accept-Encoding", *(PAGE_VARIES if is_page else ())))
        response.headers["Cache-Control"] = "no-cache" if is_page else FRESH
        response.last_modified = modified
        return response

    def _run(self, query: GuardedQuery, choice: Choice) -> Response:
        if choice.format is HTML:
            return self.pages.render(query)
        answer = self.engine.answer(query, choice.format)
        response = Response(answer.pieces(), content_type=choice.content_type)
        response.content_length = answer.size
        # Whether or not anything is read: HEAD reads nothing.
        response.call_on_close(answer.close)
        response.vary.add("Accept")
        return response

    def _tag(self, query: GuardedQuery, choice: Choice) -> str:
        """Names the bytes of an answer: the dataset, what was asked of it, how it is written."""
        pages = self.home.pages
        looks = (pages.state, pages.language, pages.root) if choice.format is HTML else ()
        return tag_of(
            inovasi.__version__,
            self.engine.version,
            query.text,
            *("default " + iri for iri in query.default_graphs),
            *("named " + iri for iri in query.named_graphs),
            choice.media_type,
            *looks,
        )

    @property
    def _modified(self) -> datetime | None:
        """Only for the state that the files have: a later one has no date."""
        version, modified = self._dated
        return modified if version == self.engine.version else None


def _too_many() -> Busy:
    return Busy("Too many long queries came at once", 2)
