from __future__ import annotations

import zlib
from collections.abc import Iterator

import pytest
from flask import Flask, Request, Response
from werkzeug.test import EnvironBuilder

from inovasi.serving.codings import WHOLE
from inovasi.serving.delivery import deliver

TEXT = b"0123456789" * 1000


def request(method: str = "GET", **headers: str) -> Request:
    named = [(name.replace("_", "-"), value) for name, value in headers.items()]
    return Request(EnvironBuilder(method=method, headers=named).get_environ())


def text(body: bytes = TEXT, tag: str = "t") -> Response:
    response = Response(body, content_type="text/csv; charset=utf-8")
    response.set_etag(tag)
    return response


@pytest.fixture(autouse=True)
def application() -> Iterator[None]:
    with Flask("test").app_context():
        yield


def test_without_a_wish_nothing_changes_but_what_it_varies_by() -> None:
    response = deliver(text(), request())
    assert response.data == TEXT
    assert response.headers["Vary"] == "Accept-Encoding"
    assert response.headers["ETag"] == '"t"'
    assert "Content-Encoding" not in response.headers


def test_a_body_is_coded_with_its_length_and_a_tag_of_its_own() -> None:
    response = deliver(text(), request(Accept_Encoding="gzip"))
    assert zlib.decompress(response.data, 31) == TEXT
    assert response.content_length == len(response.data) < 200
    assert response.headers["ETag"] == '"t-gzip"'
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"


def test_a_large_body_is_coded_while_it_is_sent() -> None:
    taken = []

    def pieces() -> Iterator[bytes]:
        for number in range(100):
            taken.append(number)
            yield TEXT

    response = Response(pieces(), content_type="text/csv")
    response.content_length = max(100 * len(TEXT), WHOLE + 1)
    coded = deliver(response, request(Accept_Encoding="gzip"))
    assert taken == []
    assert "Content-Length" not in coded.headers
    assert zlib.decompress(b"".join(coded.iter_encoded()), 31) == TEXT * 100


def test_an_image_a_small_body_and_a_coded_one_stay_as_they_are() -> None:
    for response in (
        Response(TEXT, content_type="image/png"),
        Response(b"small", content_type="text/csv"),
        Response(TEXT, content_type="text/csv", headers={"Content-Encoding": "br"}),
        Response(TEXT, 206, content_type="text/csv"),
    ):
        body = response.data
        assert deliver(response, request(Accept_Encoding="gzip")).data == body


def test_an_error_is_readable_by_whoever_excludes_everything() -> None:
    response = deliver(
        Response(TEXT, 406, content_type="text/html"), request(Accept_Encoding="*;q=0")
    )
    assert response.data == TEXT


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"If_None_Match": '"t"'}, 304),
        ({"If_None_Match": '"t"', "Accept_Encoding": "gzip"}, 200),
        ({"If_None_Match": 'W/"t-gzip"', "Accept_Encoding": "gzip"}, 304),
        ({"If_None_Match": '"t-gzip"'}, 200),
    ],
)
def test_what_the_client_has_in_that_coding_is_not_sent(
    headers: dict[str, str], status: int
) -> None:
    for method in ("GET", "HEAD"):
        assert deliver(text(), request(method, **headers)).status_code == status
    assert deliver(text(), request("POST", **headers)).status_code == 200


def test_what_is_not_sent_has_no_headers_of_a_body() -> None:
    response = text()
    response.headers["Content-Language"] = "id"
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    answer = deliver(response, request(If_None_Match='"t"'))
    assert answer.data == b""
    names = {name for name, _ in answer.headers}
    assert names == {"ETag", "Vary", "Content-Security-Policy"}


def test_an_error_is_sent_even_if_its_tag_is_known() -> None:
    response = text()
    response.status_code = 404
    assert deliver(response, request(If_None_Match='"t"')).status_code == 404
