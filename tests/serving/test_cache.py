from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from inovasi.query.index import IndexEngine
from inovasi.serving.cache import Cache, Kept, Shelf
from inovasi.serving.protocol import DIRECT, FORM
from inovasi.serving.records import REQUEST_ID
from tests.serving.conftest import BROWSER, DATA, client_of
from tests.serving.support import Said, call, environ

MIB = 1024 * 1024


class Echo:
    """Answers with all that it was asked; counts how often, and can add headers of its own."""

    def __init__(self, status: str = "200 OK", **headers: str) -> None:
        self.status, self.headers, self.calls, self.version = status, headers, 0, "1"

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        self.calls += 1
        content = environ["wsgi.input"].read()
        silent = {"HTTP_IF_NONE_MATCH", "CONTENT_LENGTH"}
        if environ["REQUEST_METHOD"] != "POST":
            silent.add("CONTENT_TYPE")
        names = sorted(name for name in environ if name.isupper() and name not in silent)
        told = [(name, environ[name]) for name in names]
        body = repr((self.version, told, content)).encode()
        headers = {
            "ETag": f'"{hashlib.sha256(body).hexdigest()[:8]}"',
            "Vary": "Accept, Accept-Encoding, Accept-Language, Cookie",
            "Cache-Control": "no-cache",
            "Content-Length": str(len(body)),
            "Content-Type": "text/plain",
            **{name.replace("_", "-"): value for name, value in self.headers.items()},
        }
        start_response(self.status, [item for item in headers.items() if item[1]])
        return [body]

    def cached(self, size: int = MIB) -> Cache:
        return Cache(self, Shelf(size), lambda: self.version, 1000)


def twice(echo: Echo, **values: Any) -> tuple[int, Said]:
    """How often the application was asked for two equal requests, and the second answer."""
    cache = echo.cached()
    first, second = (call(cache, environ(**values)) for _ in range(2))
    assert first.body == second.body
    return echo.calls, second


def test_an_equal_request_is_answered_without_asking() -> None:
    calls, said = twice(Echo(), query="query=a")
    assert (calls, said.status) == (1, "200 OK")
    assert said.headers["Content-Type"] == "text/plain"


@pytest.mark.parametrize("kind", [FORM, DIRECT, f"{FORM}; charset=utf-8"])
def test_a_post_is_kept_by_its_body(kind: str) -> None:
    echo = Echo()
    assert twice(echo, body=b"query=a", CONTENT_TYPE=kind)[0] == 1
    assert b"query=a" in call(echo.cached(), environ(body=b"query=a", CONTENT_TYPE=kind)).body


@pytest.mark.parametrize(
    "values",
    [
        {"path": "/"},
        {"REQUEST_METHOD": "DELETE"},
        {"REQUEST_METHOD": "OPTIONS"},
        {"HTTP_RANGE": "bytes=0-1"},
        {"HTTP_IF_MATCH": "*"},
        {"HTTP_TRANSFER_ENCODING": "chunked"},
        {"body": b"x" * 1001, "CONTENT_TYPE": FORM},
        {"body": b"x", "CONTENT_TYPE": "text/plain"},
        {"body": b"x", "CONTENT_TYPE": FORM, "HTTP_CONTENT_ENCODING": "gzip"},
        {"body": b"x", "CONTENT_TYPE": FORM, "CONTENT_LENGTH": "-1"},
        {"body": b"x", "REQUEST_METHOD": "GET"},
    ],
    ids=str,
)
def test_a_request_that_the_cache_does_not_know_passes_by_untouched(values: dict[str, Any]) -> None:
    echo = Echo()
    calls, said = twice(echo, **values)
    assert calls == 2
    assert repr(values.get("body", b"")).encode() in said.body


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("200 OK", {"Cache_Control": "no-store"}),
        ("200 OK", {"Cache_Control": "private"}),
        ("200 OK", {"Cache_Control": ""}),
        ("200 OK", {"Vary": "Accept, Origin"}),
        ("200 OK", {"Vary": "*"}),
        ("200 OK", {"Set_Cookie": "lang=en"}),
        ("200 OK", {"ETag": ""}),
        ("200 OK", {"ETag": 'W/"weak"'}),
        ("200 OK", {"Content_Length": ""}),
        ("200 OK", {"Content_Length": "1"}),
        ("203 NON-AUTHORITATIVE", {}),
        ("504 GATEWAY TIMEOUT", {}),
    ],
)
def test_an_answer_that_may_not_be_kept_is_not(status: str, headers: dict[str, str]) -> None:
    assert twice(Echo(status, **headers))[0] == 2


def test_the_answer_of_another_state_of_the_data_is_not_given() -> None:
    echo = Echo()
    cache = echo.cached()
    call(cache, environ())
    echo.version = "2"
    assert b"'2'" in call(cache, environ()).body


def test_a_head_has_the_headers_of_a_kept_get_and_is_not_kept_itself() -> None:
    echo = Echo()
    cache = echo.cached()
    call(cache, environ(REQUEST_METHOD="HEAD"))
    whole = call(cache, environ())
    head = call(cache, environ(REQUEST_METHOD="HEAD"))
    assert (echo.calls, head.body) == (2, b"")
    assert head.headers == whole.headers


@pytest.mark.parametrize(
    ("form", "status"),
    [("{}", "304"), ("W/{}", "304"), ('"other", {}', "304"), ("*", "304"), ('"other"', "200")],
)
def test_a_known_answer_is_not_sent_again(form: str, status: str) -> None:
    echo = Echo(Last_Modified="Sat, 21 Nov 2026 10:00:00 GMT", X_Own="1")
    cache = echo.cached()
    tag = call(cache, environ()).headers["ETag"]
    said = call(cache, environ(HTTP_IF_NONE_MATCH=form.format(tag)))
    assert (said.status[:3], echo.calls) == (status, 1)
    if status == "304":
        assert said.body == b""
        assert set(said.headers) == {"ETag", "Vary", "Cache-Control", "X-Own"}


def test_the_time_of_the_last_change_counts_where_no_tag_is_sent() -> None:
    cache = Echo(Last_Modified="Sat, 21 Nov 2026 10:00:00 GMT").cached()
    call(cache, environ())
    same, earlier = "Sat, 21 Nov 2026 10:00:00 GMT", "Fri, 20 Nov 2026 10:00:00 GMT"
    assert call(cache, environ(HTTP_IF_MODIFIED_SINCE=same)).status[:3] == "304"
    assert call(cache, environ(HTTP_IF_MODIFIED_SINCE=earlier)).status[:3] == "200"
    both = environ(HTTP_IF_MODIFIED_SINCE=same, HTTP_IF_NONE_MATCH='"other"')
    assert call(cache, both).status[:3] == "200"


TEXTS = st.sampled_from(["", "a", "b", "a\x00b", "a', 'b"])
NAMES = (
    *("HTTP_ACCEPT", "HTTP_ACCEPT_ENCODING", "HTTP_ACCEPT_LANGUAGE", "HTTP_COOKIE"),
    *("HTTP_HOST", "SCRIPT_NAME", "SERVER_PORT"),
)
REQUESTS = st.fixed_dictionaries(
    {},
    optional={
        "query": TEXTS,
        "body": TEXTS.map(str.encode),
        "CONTENT_TYPE": st.sampled_from([FORM, DIRECT, "text/plain"]),
        "REQUEST_METHOD": st.sampled_from(["GET", "POST", "HEAD"]),
        **dict.fromkeys(NAMES, TEXTS),
    },
)


@given(st.lists(st.tuples(REQUESTS, st.booleans()), max_size=12))
def test_no_request_ever_gets_the_answer_to_another(requests: list[Any]) -> None:
    echo = Echo()
    cache = echo.cached()
    for values, changes in requests:
        echo.version = "2" if changes else "1"
        given_, plain = call(cache, environ(**values)), call(echo, environ(**values))
        if values.get("REQUEST_METHOD") == "HEAD":
            # A HEAD may have been kept as the GET: the method is all that Echo tells apart.
            continue
        assert (given_.status, given_.body) == (plain.status, plain.body)


def kept(size: int) -> Kept:
    return Kept("200 OK", (), (), b"x" * size, "", "", "", "")


def test_the_shelf_keeps_to_its_bound_and_forgets_what_nobody_asked_for() -> None:
    shelf = Shelf(64 * 1024)
    for number in range(20):
        shelf.put((str(number),), kept(4000))
        shelf.get(("0",))
    assert shelf.bytes <= 64 * 1024
    assert len(shelf) == shelf.bytes // (4000 + 1024)
    assert shelf.get(("0",)) is not None
    assert shelf.get(("1",)) is None
    assert shelf.get(("19",)) is not None


def test_an_answer_put_twice_counts_once_and_a_large_one_stays_out() -> None:
    shelf = Shelf(64 * 1024)
    for _ in range(2):
        shelf.put(("a",), kept(100))
    assert shelf.bytes == 100 + 1 + 1024
    shelf.put(("b",), kept(shelf.largest))
    assert shelf.get(("b",)) is None


def test_a_large_answer_passes_piece_by_piece() -> None:
    pieces = [b"x" * 100_000] * 2

    def app(environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
        headers = {"ETag": '"a"', "Cache-Control": "no-cache", "Content-Length": "200000"}
        start_response("200 OK", list(headers.items()))
        return iter(pieces)

    body = Cache(app, Shelf(MIB), lambda: "1", 0)(environ(), lambda *_: None)  # type: ignore[arg-type]
    assert not isinstance(body, list)
    assert list(body) == pieces


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The queries that the engine was asked."""
    asked: list[str] = []
    answer = IndexEngine.answer

    def counted(self: IndexEngine, query: Any, result: Any) -> Any:
        asked.append(query.text)
        return answer(self, query, result)

    monkeypatch.setattr(IndexEngine, "answer", counted)
    return asked


@pytest.fixture
def fresh(tmp_path: Path) -> FlaskClient:
    return client_of(DATA, tmp_path)


def test_an_answer_of_the_server_is_kept(fresh: FlaskClient, runs: list[str]) -> None:
    first = fresh.get("/sparql?query=ASK{}")
    second = fresh.get("/sparql?query=ASK{}")
    assert len(runs) == 1
    assert first.data == second.data
    headers = [{k: v for k, v in said.headers if k != REQUEST_ID} for said in (first, second)]
    assert headers[0] == headers[1]
    assert first.headers[REQUEST_ID] != second.headers[REQUEST_ID]


def test_what_the_client_accepts_chooses_the_answer(fresh: FlaskClient, runs: list[str]) -> None:
    address = "/sparql?query=ASK{}"
    xml = {"Accept": "application/sparql-results+xml"}
    kinds = [fresh.get(address, headers=headers).mimetype for headers in (None, xml, BROWSER)] * 2
    assert kinds[:3] == kinds[3:]
    assert len(set(kinds[:3])) == 3
    assert len(runs) == 3


def test_a_query_whose_answer_changes_is_run_each_time(fresh: FlaskClient, runs: list[str]) -> None:
    address = "/sparql?query=SELECT+(RAND()+AS+?r){}"
    assert fresh.get(address).data != fresh.get(address).data
    assert len(runs) == 2


def test_an_error_is_not_kept(fresh: FlaskClient) -> None:
    ids = [fresh.get("/sparql?query=ASK{").headers[REQUEST_ID] for _ in range(2)]
    assert ids[0] != ids[1]
    assert fresh.get("/sparql?query=ASK{").status_code == 400


def test_a_known_answer_of_the_server_runs_nothing(fresh: FlaskClient, runs: list[str]) -> None:
    tag = fresh.get("/sparql?query=ASK{}").headers["ETag"]
    said = fresh.get("/sparql?query=ASK{}", headers={"If-None-Match": tag})
    assert (said.status_code, said.data, said.headers["ETag"]) == (304, b"", tag)
    assert said.headers["Access-Control-Allow-Origin"] == "*"
    assert len(runs) == 1


def test_nothing_is_kept_without_room(tmp_path: Path, runs: list[str]) -> None:
    client = client_of(DATA, tmp_path, cache_bytes="0")
    for _ in range(2):
        client.get("/sparql?query=ASK{}")
    assert len(runs) == 2
