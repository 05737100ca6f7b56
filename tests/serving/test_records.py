from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest

from inovasi.serving.records import REQUEST_ID, Record, Recorder, current
from tests.serving.support import call, environ


def answering(body: Any, status: str = "200 OK", route: str = "home") -> Any:
    def app(environ: dict[str, Any], start_response: Any) -> Any:
        current().route = route
        start_response(status, [("X-Own", "1")])
        return body

    return app


def recorded(app: Any) -> tuple[Recorder, list[Record]]:
    records: list[Record] = []
    return Recorder(app, records.append), records


def test_a_response_carries_a_new_identifier() -> None:
    recorder, records = recorded(answering([b"a"]))
    first, second = (call(recorder, environ("/")).headers for _ in range(2))
    assert first["X-Own"] == "1"
    assert first[REQUEST_ID] == records[0].id != second[REQUEST_ID]


@pytest.mark.parametrize("given", ["a", "0f-A_b.c~", "x" * 64])
def test_an_identifier_that_was_given_is_taken_on(given: str) -> None:
    recorder, _ = recorded(answering([b""]))
    said = call(recorder, environ("/", HTTP_X_REQUEST_ID=given))
    assert said.headers[REQUEST_ID] == given


@pytest.mark.parametrize("given", ["", "x" * 65, "a b", "a\nb", "é", "a;b"])
def test_an_identifier_that_could_harm_the_log_is_replaced(given: str) -> None:
    recorder, _ = recorded(answering([b""]))
    assert call(recorder, environ("/", HTTP_X_REQUEST_ID=given)).headers[REQUEST_ID] != given


def test_a_list_and_a_stream_are_counted_alike() -> None:
    for body in ([b"ab", b"c"], iter([b"ab", b"c"])):
        recorder, records = recorded(answering(body))
        assert call(recorder, environ("/")).body == b"abc"
        assert [(record.size, record.whole) for record in records] == [(3, True)]


def test_a_body_that_is_abandoned_is_closed_and_not_whole() -> None:
    closed = []

    def pieces() -> Iterator[bytes]:
        try:
            yield b"ab"
            yield b"c"
        finally:
            closed.append(True)

    recorder, records = recorded(answering(pieces()))
    body: Any = recorder(environ("/"), lambda *_: None)  # type: ignore[arg-type]
    assert next(iter(body)) == b"ab"
    assert records == []
    body.close()
    assert closed == [True]
    assert records[0].fields()["whole"] is False


def test_a_request_is_one_line_without_the_query(caplog: pytest.LogCaptureFixture) -> None:
    recorder, _ = recorded(answering([b"abc"], route="sparql"))
    with caplog.at_level(logging.INFO, "inovasi.requests"):
        call(recorder, environ("/sparql", "query=SECRET"))
    (line,) = caplog.records
    fields = line.__dict__["fields"]
    assert {name: fields[name] for name in ("method", "route", "status", "bytes")} == {
        "method": "GET",
        "route": "sparql",
        "status": 200,
        "bytes": 3,
    }
    assert "SECRET" not in str(line.__dict__)


def test_a_watching_machine_is_logged_only_when_it_is_told_no(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.INFO, "inovasi.requests"):
        call(recorded(answering([b""], route="healthz"))[0], environ("/healthz"))
        assert caplog.records == []
        down = answering([b""], "503 SERVICE UNAVAILABLE", "readyz")
        call(recorded(down)[0], environ("/readyz"))
    assert [line.levelname for line in caplog.records] == ["WARNING"]


def test_outside_of_a_request_a_note_goes_nowhere() -> None:
    current().outcome = "lost"
    assert current().fields()["method"] != "lost"
