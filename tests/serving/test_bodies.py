from __future__ import annotations

import io
import threading
from typing import Any

import pytest

from inovasi.serving.bodies import Bodies
from inovasi.serving.protocol import DIRECT, FORM
from inovasi.serving.refusals import REFUSAL
from tests.serving.support import Said, call, environ
from tests.workers.support import Call

LONGEST = 100


def echoes(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    start_response("200 OK", [])
    return [environ["wsgi.input"].read()]


def refuses(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    start_response(f"{environ[REFUSAL].status.value} Refused", [])
    return []


def accepts(_: dict[str, Any], start_response: Any) -> list[bytes]:
    start_response("200 OK", [])
    return []


def layer(most: int = 1) -> Bodies:
    return Bodies(echoes, refuses, most, LONGEST)


class Stream(io.BytesIO):
    """A body that does not come before it is let through."""

    def __init__(self) -> None:
        super().__init__(b"ASK{}")
        self.asked, self.comes = threading.Event(), threading.Event()

    def read(self, size: int | None = -1, /) -> bytes:
        self.asked.set()
        assert self.comes.wait(5)
        return super().read(size)


def post(app: Bodies, content: bytes = b"ASK{}", /, **values: Any) -> Said:
    return call(app, environ(body=content, **{"CONTENT_TYPE": DIRECT, **values}))


@pytest.mark.parametrize("kind", [DIRECT, FORM, f"{DIRECT}; charset=utf-8", DIRECT.upper()])
def test_a_body_is_at_hand(kind: str) -> None:
    assert post(layer(), CONTENT_TYPE=kind).body == b"ASK{}"


@pytest.mark.parametrize("kind", [DIRECT, "Application/SPARQL-Query"])
def test_a_body_shorter_than_told_is_no_query(kind: str) -> None:
    assert post(layer(), CONTENT_LENGTH="99", CONTENT_TYPE=kind).status[:3] == "400"


@pytest.mark.parametrize(
    "values",
    [
        {"CONTENT_TYPE": "text/plain"},
        {"CONTENT_LENGTH": "101"},
        {"CONTENT_LENGTH": "five"},
        {"CONTENT_LENGTH": ""},
        {"CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"},
        {"REQUEST_METHOD": "PUT"},
        {"PATH_INFO": "/healthz"},
    ],
)
def test_what_is_turned_away_anyhow_is_not_read(values: dict[str, str]) -> None:
    stream = io.BytesIO(b"ASK{}")
    values = {"CONTENT_TYPE": DIRECT, **values, "wsgi.input": stream}  # type: ignore[dict-item]
    said = call(
        Bodies(accepts, refuses, 1, LONGEST),
        environ(body=b"ASK{}", **values),
    )
    assert said.status == "200 OK"
    assert stream.tell() == 0


def test_bodies_that_do_not_come_hold_no_more_threads_than_may_wait() -> None:
    app, stream = layer(), Stream()
    waits = Call(lambda: post(app, **{"wsgi.input": stream}))
    assert stream.asked.wait(5)
    assert post(app).status[:3] == "503"
    assert call(app, environ()).status == "200 OK"
    stream.comes.set()
    assert waits.finish().body == b"ASK{}"
    assert post(app).status == "200 OK"
