from __future__ import annotations

from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inovasi.errors import (
    ContentTooLarge,
    MalformedRequest,
    MethodNotAllowed,
    RequestError,
    UnsupportedMediaType,
)
from inovasi.query.request import QueryRequest
from inovasi.serving.protocol import DIRECT, FORM, Body, Operation, check_head, read

ASK = "ASK { ?s ?p 'é + & = %' }"


@pytest.mark.parametrize(
    ("query_string", "body"),
    [
        (urlencode({"query": ASK}), None),
        ("query=" + quote(ASK), None),
        ("", Body(FORM, urlencode({"query": ASK}).encode())),
        ("", Body(FORM + "; charset=UTF-8", urlencode({"query": ASK}).encode())),
        ("", Body(DIRECT, ASK.encode())),
        ("", Body('application/SPARQL-Query; charset="utf-8"', ASK.encode())),
    ],
)
def test_a_query_comes_by_get_post_form_and_post_direct(
    query_string: str, body: Body | None
) -> None:
    assert read(query_string.encode(), body) == Operation(QueryRequest(ASK))


def test_graphs_come_with_the_address_or_the_form() -> None:
    graphs = "default-graph-uri=a:1&named-graph-uri=a:2&default-graph-uri=a:3"
    expected = QueryRequest(ASK, ("a:1", "a:3"), ("a:2",))
    assert read(f"{graphs}&query={quote(ASK)}".encode(), None).query == expected
    assert read(graphs.encode(), Body(DIRECT, ASK.encode())).query == expected
    form = Body(FORM, f"{graphs}&query={quote(ASK)}".encode())
    assert read(b"", form).query == expected


def test_a_format_may_be_named() -> None:
    assert read(b"query=ASK{}&format=csv", None).format == "csv"
    assert read(b"format=xml", Body(DIRECT, b"ASK {}")).format == "xml"


def test_an_address_without_a_query_is_no_error_of_a_get() -> None:
    assert read(b"", None) == Operation(None)
    assert read(b"other=1", None) == Operation(None)


def test_an_empty_query_is_a_query() -> None:
    assert read(b"query=", None).query == QueryRequest("")


@pytest.mark.parametrize(
    ("query_string", "body", "detail"),
    [
        (b"query=ASK{}&query=ASK{}", None, "2 query parameters"),
        (b"query=ASK{}", Body(DIRECT, b"ASK {}"), "2 query parameters"),
        (b"query=ASK{}", Body(FORM, b"query=ASK{}"), "2 query parameters"),
        (b"query=ASK{}&format=csv&format=csv", None, "2 format parameters"),
        (b"update=CLEAR+ALL", None, "update parameter"),
        (b"", Body(FORM, b"update=CLEAR+ALL"), "update parameter"),
        (b"", Body(FORM, b"kueri=ASK{}"), "holds no query"),
        (b"query=%ff", None, "not UTF-8"),
        (b"query=\xff", None, "not UTF-8"),
        (b"", Body(FORM, b"query=%c3"), "not UTF-8"),
        (b"", Body(DIRECT, "ASK {}".encode("utf-16")), "Byte 0 of the body is not UTF-8"),
        (b"&".join([b"a=1"] * 1001), None, "more than 1000 parameters"),
    ],
)
def test_what_the_protocol_does_not_allow_is_malformed(
    query_string: bytes, body: Body | None, detail: str
) -> None:
    with pytest.raises(MalformedRequest, match=detail):
        read(query_string, body)


@pytest.mark.parametrize(
    ("method", "content_type", "length", "error"),
    [
        ("DELETE", "", None, MethodNotAllowed),
        ("PUT", DIRECT, 1, MethodNotAllowed),
        ("POST", "", 1, UnsupportedMediaType),
        ("POST", "application/sparql-update", 1, UnsupportedMediaType),
        ("POST", "multipart/form-data; boundary=x", 1, UnsupportedMediaType),
        ("POST", DIRECT + "; charset=utf-16", 1, UnsupportedMediaType),
        ("POST", DIRECT, 101, ContentTooLarge),
        ("POST", FORM, 3 * 100 + 4097, ContentTooLarge),
    ],
)
def test_a_request_is_turned_away_by_its_head(
    method: str, content_type: str, length: int | None, error: type[RequestError]
) -> None:
    with pytest.raises(error):
        check_head(method, content_type, length, 100)


@pytest.mark.parametrize(
    ("method", "content_type", "length"),
    [
        ("GET", "", None),
        ("HEAD", "text/plain", None),
        ("POST", DIRECT, 100),
        ("POST", DIRECT, None),
        ("POST", FORM, 3 * 100 + 4096),
    ],
)
def test_a_request_passes_by_its_head(method: str, content_type: str, length: int | None) -> None:
    check_head(method, content_type, length, 100)


@given(st.binary(), st.none() | st.builds(Body, st.sampled_from([DIRECT, FORM]), st.binary()))
def test_any_bytes_are_an_operation_or_a_malformed_request(
    query_string: bytes, body: Body | None
) -> None:
    try:
        operation = read(query_string, body)
    except MalformedRequest:
        return
    assert isinstance(operation, Operation)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_query_arrives_as_it_was_sent(text: str) -> None:
    expected = Operation(QueryRequest(text))
    assert read(urlencode({"query": text}).encode(), None) == expected
    assert read(b"", Body(FORM, urlencode({"query": text}).encode())) == expected
    assert read(b"", Body(DIRECT, text.encode())) == expected
