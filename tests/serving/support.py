"""What several tests of the server need: a pool, requests as a web server gives them, a query."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from inovasi.config import read_config
from inovasi.query.formats import Form, Format, named
from inovasi.query.guard import GuardedQuery, guard
from inovasi.query.pooled import PoolEngine
from inovasi.query.request import QueryRequest
from inovasi.serving.app import create_app, open_pool

ENDLESS = """SELECT (COUNT(*) AS ?n) {
  VALUES ?a { 0 1 2 3 4 5 6 7 8 9 } VALUES ?b { 0 1 2 3 4 5 6 7 8 9 }
  VALUES ?c { 0 1 2 3 4 5 6 7 8 9 } VALUES ?d { 0 1 2 3 4 5 6 7 8 9 }
  VALUES ?e { 0 1 2 3 4 5 6 7 8 9 } VALUES ?f { 0 1 2 3 4 5 6 7 8 9 }
  VALUES ?g { 0 1 2 3 4 5 6 7 8 9 } VALUES ?h { 0 1 2 3 4 5 6 7 8 9 }
  VALUES ?i { 0 1 2 3 4 5 6 7 8 9 } VALUES ?j { 0 1 2 3 4 5 6 7 8 9 }
}"""
# A row is a text of a million characters; sorting wants all of them at once.
HOG = (
    'SELECT ?long { BIND(REPLACE("xxxxxxxxxx", "x", "yyyyyyyyyy") AS ?a)'
    ' BIND(REPLACE(?a, "y", "zzzzzzzzzz") AS ?b) BIND(REPLACE(?b, "z", "aaaaaaaaaa") AS ?c)'
    ' BIND(REPLACE(?c, "a", "bbbbbbbbbb") AS ?d) BIND(REPLACE(?d, "b", "cccccccccc") AS ?e)'
    " VALUES ?n { 0 1 2 3 4 5 6 7 8 9 } VALUES ?m { 0 1 2 3 4 5 6 7 8 9 }"
    " VALUES ?k { 0 1 2 3 4 5 6 7 8 9 }"
    " BIND(CONCAT(?e, STR(?n), STR(?m), STR(?k)) AS ?long) } ORDER BY DESC(?long)"
)
JSON: Format = named("json", Form.SELECT).format


def guarded(text: str) -> GuardedQuery:
    return guard(QueryRequest(text))


@contextmanager
def pooled(folder: Path, **settings: str) -> Iterator[tuple[FlaskClient, PoolEngine]]:
    """The application over workers, and their engine."""
    file = folder / "data.ttl"
    file.write_text("<http://a/s> <http://a/p> 1 .", encoding="utf-8")
    config = read_config({"workers": "1", **settings}, (file,), {})
    engine = open_pool(config)
    try:
        yield create_app(config, engine).test_client(), engine
    finally:
        engine.close()


@dataclass
class Said:
    """What an application answered."""

    status: str
    headers: dict[str, str]
    body: bytes


def environ(path: str = "/sparql", query: str = "", **values: Any) -> dict[str, Any]:
    """The environment of a request, as a web server makes it; ``body`` is the content of a POST."""
    body = values.pop("body", b"")
    return {
        "REQUEST_METHOD": "POST" if body else "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SCRIPT_NAME": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        **({"CONTENT_LENGTH": str(len(body))} if body else {}),
        **values,
    }


def call(app: Any, request: dict[str, Any]) -> Said:
    """One request to a WSGI application, its body read to the end and closed."""
    said = Said("", {}, b"")

    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        said.status, said.headers = status, dict(headers)

    body: Iterable[bytes] = app(request, start)
    said.body = b"".join(body)
    if hasattr(body, "close"):
        body.close()
    return said
