"""Every error that leaves the server: one handler, RFC 9457 for programs, a page for people."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from flask import Response, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.exceptions import MethodNotAllowed as WrongMethod
from werkzeug.exceptions import NotFound as NoRoute

from inovasi import iris
from inovasi.errors import (
    Busy,
    ContentTooLarge,
    DumpFailed,
    MalformedQuery,
    MethodNotAllowed,
    NotAcceptable,
    NotFound,
    QueryRefused,
    RangeNotSatisfiable,
    RequestError,
    TooManyRequests,
    Unauthorized,
    UnsupportedCoding,
    UnsupportedMediaType,
)
from inovasi.serving import protocol
from inovasi.serving.negotiation import prefers_html
from inovasi.serving.pages import Pages
from inovasi.serving.records import current

MEDIA_TYPE: Final = "application/problem+json"
TYPES: Final = iris.TERM + "problem/"
_log: Final = logging.getLogger("inovasi.serving")


class InternalError(RequestError):
    """Something that nobody foresaw; what it was goes to the log and nowhere else."""

    status = HTTPStatus.INTERNAL_SERVER_ERROR
    slug = "internal-error"


_WANTED: Final[dict[type[RequestError], dict[str, str]]] = {
    UnsupportedMediaType: {"Accept-Post": f"{protocol.DIRECT}, {protocol.FORM}"},
    UnsupportedCoding: {"Accept-Encoding": "identity"},
    Unauthorized: {"WWW-Authenticate": 'Bearer realm="inovasi"'},
}


@dataclass(frozen=True, slots=True)
class Problems:
    """Turns every exception into a response."""

    pages: Pages

    def answer(self, error: Exception) -> Response | HTTPException:
        """A page where the client asks for one, else problem details; redirects pass through."""
        if isinstance(error, HTTPException) and (error.code or 500) < HTTPStatus.BAD_REQUEST:
            return error
        known = _known(error)
        current().outcome = known.slug
        if prefers_html(request.headers.get("Accept")):
            query = request.args.get("query", "")
            response = self.pages.render(
                "problem.html", error=known, query=query, marked=_place(known, query), canonical=""
            )
        else:
            title = self.pages.texts["en"]["problem"][known.slug]["title"]
            response = Response(json.dumps(describe(known, title)), mimetype=MEDIA_TYPE)
            response.vary.add("Accept")
        response.status_code = known.status
        response.headers["Cache-Control"] = "no-store"
        response.headers.update(_headers(known))
        return response

    def kind(self, slug: str) -> Response:
        """What an error of this kind means: the address that problem details name as their type."""
        known = kinds().get(slug)
        if known is None:
            raise NotFound(f"There is no kind of error {slug!r}", "check how it is written")
        values = {"slug": slug, "types": TYPES, "status": known.status}
        response = self.pages.render("problem_kind.html", **values)
        response.headers["Cache-Control"] = "no-cache"
        response.add_etag()
        return response


def kinds() -> dict[str, type[RequestError]]:
    """Every kind of error that leaves the server, by what names it."""
    found, waiting = {}, [RequestError]
    while waiting:
        known = waiting.pop()
        found[known.slug] = known
        waiting.extend(known.__subclasses__())
    return found


def _headers(error: RequestError) -> dict[str, str]:
    """What the standard wants beside the status (RFC 9110)."""
    match error:
        case MethodNotAllowed():
            return {"Allow": ", ".join(error.allowed)}
        case Busy() | DumpFailed() | TooManyRequests():
            return {"Retry-After": str(error.retry_after)}
        case RangeNotSatisfiable():
            return {"Content-Range": f"bytes */{error.size}"}
    return _WANTED.get(type(error), {})


def describe(error: RequestError, title: str) -> dict[str, Any]:
    """The members of problem details: the standard's own, what to do, and what the kind adds."""
    members: dict[str, Any] = {
        "type": TYPES + error.slug,
        "title": title,
        "status": error.status.value,
        "detail": error.detail,
    }
    if error.remedy:
        members["remedy"] = error.remedy
    match error:
        case MalformedQuery() if error.line:
            members |= {"line": error.line, "column": error.column}
        case NotFound() if error.near:
            members["near"] = [{"iri": iri, "label": label} for iri, label in error.near]
        case MethodNotAllowed():
            members["allowed"] = error.allowed
        case NotAcceptable():
            members["offered"] = error.offered
        case QueryRefused():
            members["limit"] = error.limit
    return members


def _without_places(error: DumpFailed) -> DumpFailed:
    """It names folders and processes, which are no visitor's business: they go to the log."""
    _log.error("No answer to %s %s: %s", request.method, request.path, error)
    return DumpFailed("The file could not be made", f"try again in {error.retry_after} s")


def _known(error: Exception) -> RequestError:
    """The error of our own tree that says the same."""
    match error:
        case RequestError():
            return _without_places(error) if isinstance(error, DumpFailed) else error
        case NoRoute():
            return NotFound(f"There is nothing at {request.path}", "begin at /")
        case WrongMethod():
            allowed = sorted(error.valid_methods or ())
            return MethodNotAllowed(f"{request.method} means nothing at {request.path}", allowed)
        case RequestEntityTooLarge():
            return ContentTooLarge("The body is larger than is taken here", "shorten the query")
        case HTTPException() if (error.code or 500) < HTTPStatus.INTERNAL_SERVER_ERROR:
            return RequestError(error.description or error.name)
    _log.error("No answer to %s %s", request.method, request.path, exc_info=error)
    return InternalError("The server could not answer", "try again, or tell who runs it")


def _place(error: RequestError, query: str) -> str:
    """The line of the query that is wrong, with a mark below the column."""
    lines = query.split("\n")
    if not isinstance(error, MalformedQuery) or not 0 < error.line <= len(lines):
        return ""
    line = lines[error.line - 1].rstrip("\r").expandtabs(1)
    return f"{line}\n{' ' * (error.column - 1)}^"
