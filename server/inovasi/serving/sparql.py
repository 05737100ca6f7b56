"""The SPARQL endpoint: from Flask's request to plain values, and from bytes to a response."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, request

from inovasi.config import Config
from inovasi.errors import MalformedRequest
from inovasi.query.engine import Engine
from inovasi.query.formats import HTML, Choice
from inovasi.query.guard import GuardedQuery, Limits, guard
from inovasi.query.request import QueryRequest
from inovasi.serving import protocol
from inovasi.serving.home import Home
from inovasi.serving.negotiation import negotiate, prefers_html
from inovasi.serving.results import ResultPages


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Answers ``/sparql``."""

    config: Config
    engine: Engine
    home: Home
    pages: ResultPages

    def view(self) -> Response:
        """One request."""
        operation = self._operation()
        if operation.query is None:
            return self._without_query()
        return self._answer(operation.query, operation.format)

    def _operation(self) -> protocol.Operation:
        self._check(request.content_length)
        if request.method != "POST":
            return protocol.read(request.query_string, None)
        content = request.get_data(cache=False)
        # A body in chunks shows its length only now.
        self._check(len(content))
        body = protocol.Body(request.headers.get("Content-Type", ""), content)
        return protocol.read(request.query_string, body)

    def _check(self, length: int | None) -> None:
        content_type = request.headers.get("Content-Type", "")
        protocol.check_head(request.method, content_type, length, self.config.max_query_bytes)

    def _without_query(self) -> Response:
        if prefers_html(request.headers.get("Accept")):
            return self.home.view()
        raise MalformedRequest(
            "There is no query",
            "send one as the parameter query of a GET, or as the body of a POST"
            f" with the type {protocol.DIRECT}",
        )

    def _answer(self, asked: QueryRequest, name: str) -> Response:
        query = guard(asked, Limits(bytes=self.config.max_query_bytes))
        choice = negotiate(request.headers.get("Accept"), query.form, name, (HTML,))
        if choice.format is HTML:
            return self.pages.render(query)
        tag = "" if query.volatile else _tag(self.engine.version, query, choice)
        if tag and tag in request.if_none_match.as_set():
            return _finish(Response(status=304), tag)
        response = Response(
            self.engine.answer(query, choice.format), content_type=choice.content_type
        )
        if name:
            file = f"sparql{choice.format.suffix}"
            response.headers["Content-Disposition"] = f'inline; filename="{file}"'
        return _finish(response, tag)


def _tag(version: str, query: GuardedQuery, choice: Choice) -> str:
    """Names the bytes of an answer: the dataset, what was asked of it, and how it is written."""
    parts: Sequence[str] = (
        version,
        query.text,
        *("default " + iri for iri in query.default_graphs),
        *("named " + iri for iri in query.named_graphs),
        choice.media_type,
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def _finish(response: Response, tag: str) -> Response:
    """Adds the validators; an answer that differs from run to run has none and is not kept."""
    response.vary.add("Accept")
    response.headers["Cache-Control"] = "no-cache" if tag else "no-store"
    if tag:
        response.set_etag(tag)
        response.make_conditional(request)
    return response
