"""The answers to queries, written before Flask sees the request: that takes half the time.

What Flask is for, pages and errors, goes on to it with all that is known by then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

import inovasi
from inovasi.query.answer import Answer
from inovasi.query.engine import Engine
from inovasi.query.formats import Choice
from inovasi.query.guard import GuardedQuery
from inovasi.query.pooled import digest
from inovasi.serving import codings
from inovasi.serving.asked import ASKED, Asked, Reader
from inovasi.serving.cache import ADDRESS
from inovasi.serving.conditional import FRESH, coded, held, tag_of
from inovasi.serving.dated import Dated
from inovasi.serving.records import COMPLETE, current
from inovasi.serving.refusals import REFUSAL

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# The name of the address among those of Flask.
ROUTE: Final = "sparql"
_METHODS: Final = frozenset({"GET", "HEAD", "POST"})
# Each form has several formats, and all of these are text at heart.
_VARY: Final = ("Vary", "Accept, Accept-Encoding")

Headers = list[tuple[str, str]]


class Answers:
    """Answers queries in a result format; ``app`` answers everything else."""

    def __init__(self, app: WSGIApplication, reader: Reader, engine: Engine, dated: Dated) -> None:
        self.app = app
        self._reader = reader
        self._engine = engine
        self._dated = dated

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        method: str = environ["REQUEST_METHOD"]
        if environ["PATH_INFO"] != ADDRESS or method not in _METHODS:
            return self.app(environ, start_response)
        try:
            asked = environ[ASKED] = self._reader.read(environ)
            if isinstance(asked, Asked) and not asked.is_page:
                status, headers, body = self._answer(asked)
                current().route = ROUTE
                start_response(status, headers)
                return body if method != "HEAD" else _closed(body)
        except Exception as error:
            environ[REFUSAL] = error
        return self.app(environ, start_response)

    def _answer(self, asked: Asked) -> tuple[str, Headers, Iterable[bytes]]:
        """The answer, or nothing where the client has it: then the query is not run."""
        if asked.query.volatile:
            return self._run(asked, [_VARY, ("Cache-Control", "no-store")], "")
        dated = self._dated
        tag = query_tag(self._engine.version, asked.query, asked.choice)
        fresh = [_VARY, ("Cache-Control", FRESH)]
        known = held(asked.conditions, [coded(tag, name) for name in asked.codings], dated.moment())
        if known is not None:
            record = current()
            record.query, record.outcome = digest(asked.query.text), COMPLETE
            return "304 NOT MODIFIED", [*fresh, ("ETag", f'"{known}"')], []
        return self._run(asked, [*fresh, *dated.headers()], tag)

    def _run(self, asked: Asked, more: Headers, tag: str) -> tuple[str, Headers, Iterable[bytes]]:
        answer = self._engine.answer(asked.query, asked.choice.format)
        coding = codings.chosen(asked.codings, asked.choice.media_type, answer.size)
        length, body = _coded(answer, coding)
        headers: Headers = [("Content-Type", asked.choice.content_type)]
        if length is not None:
            headers.append(("Content-Length", str(length)))
        headers += more
        if coding != codings.IDENTITY:
            headers.append(("Content-Encoding", coding))
        if tag:
            headers.append(("ETag", f'"{coded(tag, coding)}"'))
        if asked.format:
            file = f"sparql{asked.choice.format.suffix}"
            headers.append(("Content-Disposition", f'inline; filename="{file}"'))
        return "200 OK", headers, body


def query_tag(version: str, query: GuardedQuery, choice: Choice, *looks: str) -> str:
    """Names the bytes of an answer: the dataset, what was asked of it, how it is written."""
    return tag_of(
        inovasi.__version__,
        version,
        query.text,
        *("default " + iri for iri in query.default_graphs),
        *("named " + iri for iri in query.named_graphs),
        choice.media_type,
        *looks,
    )


class _Body:
    """Pieces on their way; the answer is closed with them, whether or not any was read."""

    def __init__(self, answer: Answer, pieces: Iterator[bytes]) -> None:
        self._answer = answer
        self._pieces = pieces

    def __iter__(self) -> Iterator[bytes]:
        return self._pieces

    def close(self) -> None:
        self._answer.close()


def _coded(answer: Answer, coding: str) -> tuple[int | None, Iterable[bytes]]:
    """The length, where it is known, and the body; up to WHOLE it is coded at once."""
    if coding == codings.IDENTITY:
        return answer.size, _Body(answer, answer.pieces())
    pieces = codings.encode(answer.pieces(), coding, answer.size)
    if answer.size > codings.WHOLE:
        return None, _Body(answer, pieces)
    with answer:
        content = b"".join(pieces)
    return len(content), [content]


def _closed(body: Iterable[bytes]) -> list[bytes]:
    """What HEAD gets of a body."""
    if isinstance(body, _Body):
        body.close()
    return []
