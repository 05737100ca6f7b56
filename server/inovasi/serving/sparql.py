"""The SPARQL endpoint: from Flask's request to plain values, and from bytes to a response."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from flask import Response, request

import inovasi
from inovasi.config import Config
from inovasi.errors import AddressTooLong, Busy, ContentTooLarge
from inovasi.query.engine import Engine
from inovasi.query.formats import HTML, Choice, Form
from inovasi.query.guard import GuardedQuery, Limits, guard
from inovasi.query.request import QueryRequest
from inovasi.query.sizes import Counter
from inovasi.serving import codings, protocol
from inovasi.serving.conditional import FRESH, coded, held, newest, tag_of
from inovasi.serving.delivery import conditions, not_modified
from inovasi.serving.description import describe
from inovasi.serving.home import Home
from inovasi.serving.negotiation import negotiate
from inovasi.serving.results import ResultPages
from inovasi.store.folder import POINTER

PAGE_VARIES: Final = ("Accept-Language", "Cookie")
# Characters from which on a query waits for its turn to be read; how many are read at once.
LONG: Final = 4096
READ_AT_ONCE: Final = 2
PATIENCE_S: Final = 2.0


@dataclass(slots=True)
class Endpoint:
    """Answers ``/sparql``."""

    config: Config
    engine: Engine
    home: Home
    pages: ResultPages
    _counter: Counter = field(init=False)
    _dated: tuple[str, datetime | None] = field(init=False)
    _turns: threading.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self._counter = Counter(self.engine)
        self._turns = threading.Semaphore(READ_AT_ONCE)
        # An answer changes with the data, and with the program that writes it.
        pointer = (self.config.store / POINTER,) if self.config.store else ()
        files = (*self.config.data, *pointer, Path(inovasi.__file__))
        self._dated = self.engine.version, newest(files)

    def view(self) -> Response:
        """One request."""
        operation = self._operation()
        # Nothing is run for a client that could not read the answer.
        possible = codings.acceptable(request.headers.get("Accept-Encoding"))
        accept = request.headers.get("Accept")
        if operation.query is None:
            choice = negotiate(accept, Form.CONSTRUCT, operation.format, (HTML,))
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
            request.content_length,
            request.headers.get("Content-Encoding", ""),
            request.headers.get("Transfer-Encoding", ""),
        )
        protocol.check_head(head, self.config.max_query_bytes)
        if request.method != "POST":
            return protocol.read(request.query_string, None)
        content = request.get_data(cache=False)
        # A body in chunks shows its length only now.
        protocol.check_length(head.content_type, len(content), self.config.max_query_bytes)
        return protocol.read(request.query_string, protocol.Body(head.content_type, content))

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
        if not self._turns.acquire(timeout=min(self.config.timeout, PATIENCE_S)):
            raise Busy("Too many long queries came at once", 2)
        try:
            yield
        finally:
            self._turns.release()

    def _describe(self, choice: Choice) -> Response:
        endpoint = f"{self.home.pages.root}/sparql"
        text = describe(endpoint, self.config, self._counter.read(), choice.format)
        response = Response(text, content_type=choice.content_type)
        response.vary.add("Accept")
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
