"""Answers that are kept: given again before Flask sees the request.

The key holds everything that an answer may depend on as it came in, so two requests share one only
if they say the same. An answer that depends on anything else is not kept.
"""

from __future__ import annotations

import io
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from werkzeug.http import is_entity_header, parse_date

from inovasi.serving import protocol
from inovasi.serving.conditional import Conditions, held
from inovasi.serving.records import COMPLETE, Record, current

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ADDRESS: Final = "/sparql"
# Whatever else is read again and again, without a body.
_PLAIN: Final = frozenset(
    {
        *("/catalog", "/catalog.ttl", "/catalog.jsonld", "/catalog.rdf", "/.well-known/void"),
        *("/sitemap.xml", "/robots.txt", "/feed.atom", "/llms.txt"),
    }
)
_SITEMAPS: Final = "/sitemap/"
HIT: Final = "hit"
VALIDATED: Final = "validated"
MISS: Final = "miss"
_METHODS: Final = {"GET": "GET", "HEAD": "GET", "POST": "POST"}
# What is looked at besides the headers that Vary may name: links are made from these.
_PLACE: Final = ("wsgi.url_scheme", "HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "SCRIPT_NAME")
_VARYING: Final = {
    "accept": "HTTP_ACCEPT",
    "accept-encoding": "HTTP_ACCEPT_ENCODING",
    "accept-language": "HTTP_ACCEPT_LANGUAGE",
    "cookie": "HTTP_COOKIE",
}
_LOOKED_AT: Final = ("PATH_INFO", "QUERY_STRING", *_PLACE, *_VARYING.values())
# Requests with these are rare, and whoever answers knows what they mean.
_LEFT_TO_OTHERS: Final = (
    *("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_RANGE"),
    *("HTTP_TRANSFER_ENCODING", "HTTP_CONTENT_ENCODING"),
)
# One answer may take an eighth, so that a large one does not drive out all others; and those who
# do not read an answer that was driven out keep it in memory, each its own.
_PARTS: Final = 8
_LARGEST: Final = 1024 * 1024
_OVERHEAD: Final = 1024

Headers = list[tuple[str, str]]
Key = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A whole answer; ``brief`` are the headers of a 304 in its place, ``route`` who wrote it."""

    status: str
    headers: tuple[tuple[str, str], ...]
    brief: tuple[tuple[str, str], ...]
    body: bytes
    tag: str
    modified: str
    query: str
    route: str


class Shelf:
    """The answers within a bound in bytes; the one that was not asked for longest goes first."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: OrderedDict[Key, tuple[Kept, int]] = OrderedDict()
        self._lock = threading.Lock()
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def largest(self) -> int:
        """The most bytes that one answer may have."""
        return min(self._limit // _PARTS, _LARGEST)

    def get(self, key: Key) -> Kept | None:
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept.move_to_end(key)
            return found[0]

    def put(self, key: Key, kept: Kept) -> None:
        cost = _cost(key, kept)
        if cost > self.largest:
            return
        with self._lock:
            self._drop(key)
            self._kept[key] = kept, cost
            self.bytes += cost
            while self.bytes > self._limit:
                self._drop(next(iter(self._kept)))

    def _drop(self, key: Key) -> None:
        _, cost = self._kept.pop(key, (None, 0))
        self.bytes -= cost


class Cache:
    """Answers from the shelf, or passes on and keeps what comes back.

    ``version`` names the state of the dataset; ``largest_body`` is the longest body worth reading.
    """

    def __init__(
        self, app: WSGIApplication, shelf: Shelf, version: Callable[[], str], largest_body: int
    ) -> None:
        self._app = app
        self._shelf = shelf
        self._version = version
        self._largest_body = largest_body

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        key = self._key(environ) if _may_be_kept(environ) else None
        if key is None:
            return self._app(environ, start_response)
        kept = self._shelf.get(key)
        if kept is None:
            return self._pass_on(key, environ, start_response)
        return _give(kept, environ, start_response)

    def _key(self, environ: WSGIEnvironment) -> Key | None:
        method = _METHODS.get(environ["REQUEST_METHOD"])
        if method is None or any(environ.get(name) for name in _LEFT_TO_OTHERS):
            return None
        seen = [environ.get(name) for name in _LOOKED_AT]
        length = protocol.told_length(environ.get("CONTENT_LENGTH") or "0")
        if length is None:
            return None
        if method == "POST":
            kind = environ.get("CONTENT_TYPE", "")
            if not protocol.is_read(kind) or length > self._largest_body:
                return None
            seen += (kind, _read_body(environ, length).decode("latin-1"))
        elif length:
            return None
        return (self._version(), method, *seen)

    def _pass_on(
        self, key: Key, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        started: list[tuple[str, Headers]] = []

        def start(status: str, headers: Headers, exc_info: Any = None) -> Any:
            started.append((status, headers))
            return start_response(status, headers, exc_info)

        record = current()
        record.cache = MISS
        body = self._app(environ, start)
        if not started or environ["REQUEST_METHOD"] == "HEAD":
            return body
        status, headers = started[-1]
        length = _length_to_keep(status, headers)
        if not 0 <= length <= self._shelf.largest:
            return body
        content = _read(body)
        if len(content) == length:
            self._shelf.put(key, _kept(status, headers, content, record))
        return [content]


def _may_be_kept(environ: WSGIEnvironment) -> bool:
    path: str = environ["PATH_INFO"]
    plain = path in _PLAIN or path.startswith(_SITEMAPS)
    return path == ADDRESS or (plain and environ["REQUEST_METHOD"] != "POST")


def _read_body(environ: WSGIEnvironment, length: int) -> bytes:
    """The body, which whoever comes next can read again."""
    content: bytes = environ["wsgi.input"].read(length)
    environ["wsgi.input"] = io.BytesIO(content)
    return content


def _read(body: Iterable[bytes]) -> bytes:
    try:
        return b"".join(body)
    finally:
        if hasattr(body, "close"):
            body.close()


def _length_to_keep(status: str, headers: Headers) -> int:
    """The length of an answer that may be kept, else -1."""
    named = {name.lower(): value for name, value in headers}
    control = named.get("cache-control", "no-store").lower()
    varies = {name.strip().lower() for name in named.get("vary", "").split(",")} - {""}
    may = (
        status.startswith("200")
        and named.get("etag", "").startswith('"')
        and "set-cookie" not in named
        and not ("no-store" in control or "private" in control)
        and varies <= _VARYING.keys()
    )
    length = named.get("content-length", "")
    return int(length) if may and length.isdigit() else -1


def _kept(status: str, headers: Headers, body: bytes, record: Record) -> Kept:
    named = {name.lower(): value for name, value in headers}
    brief = tuple(item for item in headers if not is_entity_header(item[0]))
    modified = named.get("last-modified", "")
    tag, query, route = named["etag"], record.query, record.route
    return Kept(status, tuple(headers), brief, body, tag, modified, query, route)


def _cost(key: Key, kept: Kept) -> int:
    headers = sum(len(name) + len(value) for name, value in kept.headers)
    return len(kept.body) + headers + sum(len(part or "") for part in key) + _OVERHEAD


def _give(kept: Kept, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
    record = current()
    record.route, record.query, record.outcome = kept.route, kept.query, COMPLETE
    if environ["REQUEST_METHOD"] != "POST" and _is_held(kept, environ):
        record.cache = VALIDATED
        start_response("304 NOT MODIFIED", list(kept.brief))
        return []
    record.cache = HIT
    start_response(kept.status, list(kept.headers))
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [kept.body]


def _is_held(kept: Kept, environ: WSGIEnvironment) -> bool:
    """Whether the client has the answer already."""
    tags, since = environ.get("HTTP_IF_NONE_MATCH"), environ.get("HTTP_IF_MODIFIED_SINCE")
    if tags == kept.tag:
        return True
    if tags is None and since is None:
        return False
    modified = parse_date(kept.modified)
    return held(Conditions(tags, since), [kept.tag.strip('"')], modified) is not None
