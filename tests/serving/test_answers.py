from __future__ import annotations

import gzip
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

import pytest

from inovasi.config import read_config
from inovasi.errors import MalformedQuery, OutOfTime
from inovasi.query.answer import Answer
from inovasi.query.formats import Format
from inovasi.query.guard import GuardedQuery
from inovasi.query.pooled import digest
from inovasi.serving import codings
from inovasi.serving.answers import ROUTE, Answers
from inovasi.serving.asked import ASKED, Asked, Described, Reader
from inovasi.serving.codings import WHOLE
from inovasi.serving.dated import Dated
from inovasi.serving.records import COMPLETE, Record, Recorder
from inovasi.serving.refusals import REFUSAL
from tests.serving.support import call, environ

ROWS = "SELECT * { ?s ?p ?o }"
JSON = "application/sparql-results+json"
SHORT = b"x" * 3000
LONG = b"0123456789" * (WHOLE // 10 + 1)


class Closing(Answer):
    """An answer that tells whether it was closed."""

    closed = False

    def close(self) -> None:
        super().close()
        self.closed = True


class Told:
    """An engine that gives one answer again and again, or fails."""

    def __init__(self, content: bytes = SHORT, error: Exception | None = None) -> None:
        self.version = "1"
        self.content, self.error = content, error
        self.answers: list[Closing] = []

    def answer(self, _query: GuardedQuery, _result: Format) -> Answer:
        if self.error:
            raise self.error
        self.answers.append(Closing(self.content))
        return self.answers[-1]

    def close(self) -> None:
        raise AssertionError("the engine belongs to somebody else")


def rest(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """Tells what it was given: the error, and what was understood."""
    start_response("299 Rest", [])
    error, asked = environ.get(REFUSAL), environ.get(ASKED)
    return [f"{type(error).__name__} {type(asked).__name__}".encode()]


def layer(engine: Told) -> Answers:
    return Answers(rest, Reader(read_config({}, (), {})), engine, Dated(engine))


def get(text: str = ROWS, **values: str) -> dict[str, Any]:
    return environ(query="query=" + quote(text), **{"HTTP_ACCEPT": JSON, **values})


def test_a_query_is_answered_with_all_that_describes_the_answer() -> None:
    said = call(layer(Told()), get())
    assert (said.status, said.body) == ("200 OK", SHORT)
    assert said.headers.pop("ETag").strip('"').isalnum()
    assert "Last-Modified" in said.headers
    del said.headers["Last-Modified"]
    assert said.headers == {
        "Vary": "Accept, Accept-Encoding",
        "Cache-Control": "public, max-age=60, must-revalidate",
        "Content-Type": JSON,
        "Content-Length": "3000",
    }


def test_a_later_state_of_the_data_has_another_tag_and_no_date() -> None:
    engine = Told()
    answers = layer(engine)
    first = call(answers, get())
    engine.version = "2"
    later = call(answers, get())
    assert later.headers["ETag"] != first.headers["ETag"]
    assert "Last-Modified" not in later.headers


@pytest.mark.parametrize(
    ("request_", "told"),
    [
        (environ("/"), "NoneType NoneType"),
        (environ("/sparql/"), "NoneType NoneType"),
        (environ(REQUEST_METHOD="OPTIONS"), "NoneType NoneType"),
        (environ(REQUEST_METHOD="DELETE"), "NoneType NoneType"),
        (environ(), "NoneType Described"),
        (get(HTTP_ACCEPT="text/html"), "NoneType Asked"),
        (get("SELECT }"), "MalformedQuery NoneType"),
        (get(HTTP_ACCEPT="image/png"), "NotAcceptable NoneType"),
    ],
)
def test_everything_else_goes_on_with_what_is_known(request_: dict[str, Any], told: str) -> None:
    engine = Told()
    said = call(layer(engine), request_)
    assert (said.status, said.body) == ("299 Rest", told.encode())
    assert engine.answers == []


@pytest.mark.parametrize(
    "error", [OutOfTime("too long"), MalformedQuery("line 1", 1, 1), ZeroDivisionError()]
)
def test_what_goes_wrong_in_the_engine_is_answered_by_the_rest(error: Exception) -> None:
    said = call(layer(Told(error=error)), get())
    assert said.body == f"{type(error).__name__} Asked".encode()


def test_an_answer_that_changes_has_no_tag_and_is_not_kept() -> None:
    said = call(layer(Told()), get("SELECT (RAND() AS ?r) {}"))
    assert said.headers["Cache-Control"] == "no-store"
    assert not {"ETag", "Last-Modified"} & said.headers.keys()


def test_what_the_client_has_is_not_asked_of_the_engine() -> None:
    engine = Told()
    answers = layer(engine)
    first = call(answers, get(HTTP_ACCEPT_ENCODING="gzip"))
    tag = first.headers["ETag"]
    held = call(answers, get(HTTP_ACCEPT_ENCODING="gzip", HTTP_IF_NONE_MATCH=tag))
    assert (held.status, held.body, len(engine.answers)) == ("304 NOT MODIFIED", b"", 1)
    assert held.headers["ETag"] == tag
    assert held.headers.keys() == {"Vary", "Cache-Control", "ETag"}
    since = first.headers["Last-Modified"]
    assert call(answers, get(HTTP_IF_MODIFIED_SINCE=since)).status == "304 NOT MODIFIED"


def test_an_answer_is_coded_under_a_tag_of_its_own() -> None:
    answers = layer(Told())
    plain, coded = call(answers, get()), call(answers, get(HTTP_ACCEPT_ENCODING="gzip"))
    assert gzip.decompress(coded.body) == SHORT
    assert coded.headers["Content-Length"] == str(len(coded.body))
    assert coded.headers["Content-Encoding"] == "gzip"
    assert coded.headers["ETag"] == plain.headers["ETag"][:-1] + '-gzip"'


def test_a_long_answer_is_coded_on_its_way_and_has_no_length() -> None:
    engine = Told(LONG)
    said = call(layer(engine), get(HTTP_ACCEPT_ENCODING="gzip"))
    assert gzip.decompress(said.body) == LONG
    assert "Content-Length" not in said.headers
    assert engine.answers[0].closed


@pytest.mark.parametrize("coding", ["identity", "gzip"])
@pytest.mark.parametrize("content", [SHORT, LONG], ids=["short", "long"])
def test_a_head_has_the_headers_of_a_get_and_closes_the_answer(content: bytes, coding: str) -> None:
    engine = Told(content)
    answers = layer(engine)
    whole = call(answers, get(HTTP_ACCEPT_ENCODING=coding))
    head = call(answers, get(HTTP_ACCEPT_ENCODING=coding, REQUEST_METHOD="HEAD"))
    assert (head.status, head.headers, head.body) == (whole.status, whole.headers, b"")
    assert [answer.closed for answer in engine.answers] == [True, True]


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_an_answer_that_nobody_reads_is_closed(coding: str) -> None:
    engine = Told(LONG)
    body: Iterable[bytes] = layer(engine)(get(HTTP_ACCEPT_ENCODING=coding), lambda *_: print)
    assert not engine.answers[0].closed
    body.close()  # type: ignore[attr-defined]
    assert engine.answers[0].closed


def test_an_answer_that_cannot_be_coded_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: bytes) -> bytes:
        raise MemoryError

    monkeypatch.setattr(codings, "encode", lambda pieces, *_: map(fails, pieces))
    engine = Told()
    said = call(layer(engine), get(HTTP_ACCEPT_ENCODING="gzip"))
    assert said.body == b"MemoryError Asked"
    assert engine.answers[0].closed


def test_a_format_that_was_named_gives_the_file_a_name() -> None:
    said = call(layer(Told()), environ(query=f"query={quote(ROWS)}&format=csv"))
    assert said.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert said.headers["Content-Disposition"] == 'inline; filename="sparql.csv"'


def test_the_record_says_who_answered() -> None:
    seen: list[Record] = []
    call(Recorder(layer(Told()), seen.append), get())
    assert [(record.route, record.status, record.size) for record in seen] == [(ROUTE, 200, 3000)]
    call(Recorder(layer(Told()), seen.append), get(HTTP_IF_NONE_MATCH="*"))
    held = seen[1]
    assert (held.route, held.status, held.outcome) == (ROUTE, 304, COMPLETE)
    assert held.query == digest(ROWS)


def test_what_was_understood_is_there_for_whoever_comes_next() -> None:
    page, bare = get(HTTP_ACCEPT="text/html"), environ()
    for request in (page, bare):
        call(layer(Told()), request)
    assert isinstance(page[ASKED], Asked)
    assert isinstance(bare[ASKED], Described)
