from __future__ import annotations

import contextlib
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inovasi.errors import (
    AddressTooLong,
    ContentTooLarge,
    LengthRequired,
    MalformedRequest,
    MethodNotAllowed,
    RequestError,
    UnsupportedCoding,
    UnsupportedMediaType,
)
from inovasi.query.request import QueryRequest
from inovasi.serving import protocol
from inovasi.serving.protocol import (
    DIRECT,
    FORM,
    Body,
    Head,
    Operation,
    check_head,
    check_length,
    read,
)

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


def test_of_several_formats_the_first_counts() -> None:
    """SPARQLWrapper names a format twice, by its name and by its media types."""
    assert read(b"query=ASK{}&format=tsv&format=text/tab-separated-values", None).format == "tsv"


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
        (b"update=CLEAR+ALL", None, "update parameter"),
        (b"", Body(FORM, b"update=CLEAR+ALL"), "update parameter"),
        (b"", Body(FORM, b"kueri=ASK{}"), "holds no query"),
        (b"query=%ff", None, "not UTF-8"),
        (b"query=\xff", None, "not UTF-8"),
        (b"", Body(FORM, b"query=%c3"), "not UTF-8"),
        (b"query=100%", None, "address has a % without two hexadecimal digits, at byte 10"),
        (b"query=%zz", None, "at byte 7"),
        (b"", Body(FORM, b"query=%c3%a"), "body has a % without"),
        (b"query=%ed%a0%80", None, "not UTF-8"),
        (b"", Body(DIRECT, b"ASK {} #\xff"), "Byte 8 of the body is not UTF-8"),
        (b"", Body(DIRECT, b"ASK {} #\xed\xa0\x80"), "Byte 8 of the body is not UTF-8"),
        (b"", Body(DIRECT, "ASK {}".encode("utf-16")), "seems to be in UTF-16"),
        (b"", Body(DIRECT, "ASK {}".encode("utf-16-be")), "seems to be in UTF-16"),
        (b"", Body(FORM, "query=ASK{}".encode("utf-16-le")), "seems to be in UTF-16"),
        (b"query=ASK{}&default-graph-uri=g", None, "default-graph-uri is 'g'"),
        (b"query=ASK{}&named-graph-uri=", None, "named-graph-uri is ''"),
        (b"query=ASK{}&named-graph-uri=a:b+c", None, "named-graph-uri is 'a:b c'"),
        (b"&".join([b"a=1"] * 1001), None, "more than 1000 parameters"),
    ],
)
def test_what_the_protocol_does_not_allow_is_malformed(
    query_string: bytes, body: Body | None, detail: str
) -> None:
    with pytest.raises(MalformedRequest, match=detail):
        read(query_string, body)


@pytest.mark.parametrize(
    ("head", "error", "words"),
    [
        (Head("DELETE"), MethodNotAllowed, "DELETE"),
        (Head("PUT", b"", DIRECT, 1), MethodNotAllowed, "PUT"),
        (Head("GET", b"x" * (3 * 100 + 4097)), AddressTooLong, "use POST"),
        (Head("POST", b"", "", 1), UnsupportedMediaType, "type unknown"),
        (Head("POST", b"", "; charset=utf-8", 1), UnsupportedMediaType, "type unknown"),
        (Head("POST", b"", "text/plain", 1), UnsupportedMediaType, "send application/sparql-query"),
        (Head("POST", b"", "application/sparql-update", 1), UnsupportedMediaType, "no updates"),
        (Head("POST", b"", "multipart/form-data; boundary=x", 1), UnsupportedMediaType, "curl"),
        (Head("POST", b"", DIRECT + "; charset=utf-16", 1), UnsupportedMediaType, "in utf-16"),
        (Head("POST", b"", FORM + '; charset="UTF-16LE"', 1), UnsupportedMediaType, "in utf-16le"),
        (Head("POST", b"", DIRECT, 1, "gzip"), UnsupportedCoding, "coding gzip"),
        (Head("POST", b"", FORM, 1, "identity, br"), UnsupportedCoding, "identity, br"),
        (Head("POST", b"", FORM, 1, '"'), UnsupportedCoding, "as it is"),
        (Head("POST", b"", DIRECT, 101), ContentTooLarge, "101 bytes, more than the 100"),
        (Head("POST", b"", FORM, 3 * 100 + 4097), ContentTooLarge, "4397 bytes"),
        (Head("POST", b"", DIRECT, 6, "", "chunked"), MalformedRequest, "Transfer-Encoding"),
        (Head("GET", b"", "", 0, "", "chunked"), MalformedRequest, "Transfer-Encoding"),
        (Head("POST", b"", DIRECT, None, "", "chunked"), LengthRequired, "with Content-Length"),
    ],
)
def test_a_request_is_turned_away_by_its_head(
    head: Head, error: type[RequestError], words: str
) -> None:
    with pytest.raises(error, match=words):
        check_head(head, 100)


@pytest.mark.parametrize(
    "head",
    [
        Head("GET", b"x" * (3 * 100 + 4096)),
        Head("HEAD", b"", "text/plain"),
        Head("OPTIONS"),
        Head("POST", b"", DIRECT, 100),
        Head("POST", b"", 'APPLICATION/SPARQL-Query ;charset="UTF-8"; x=y', 1),
        Head("POST", b"", FORM, 3 * 100 + 4096, "identity"),
        Head("POST", b"", DIRECT + "; charset=us-ascii", 1, " "),
    ],
)
def test_a_request_passes_by_its_head(head: Head) -> None:
    check_head(head, 100)


def test_a_body_whose_length_was_not_told_is_measured() -> None:
    check_length(DIRECT, 100, 100)
    with pytest.raises(ContentTooLarge):
        check_length(DIRECT, 101, 100)


@given(st.binary(), st.none() | st.builds(Body, st.sampled_from([DIRECT, FORM]), st.binary()))
def test_any_bytes_are_an_operation_or_a_malformed_request(
    query_string: bytes, body: Body | None
) -> None:
    try:
        operation = read(query_string, body)
    except MalformedRequest:
        return
    assert isinstance(operation, Operation)


@given(st.binary(), st.text(), st.text(), st.text(), st.none() | st.integers(0, 10_000))
def test_any_head_passes_or_is_an_error_of_the_request(
    query: bytes, kind: str, coding: str, transfer: str, length: int | None
) -> None:
    with contextlib.suppress(RequestError):
        check_head(Head("POST", query, kind, length, coding, transfer), 100)


def test_a_byte_order_mark_is_no_part_of_the_query() -> None:
    body = Body(DIRECT, ASK.encode("utf-8-sig"))
    assert read(b"", body) == Operation(QueryRequest(ASK))


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")))
def test_every_query_arrives_as_it_was_sent(text: str) -> None:
    expected = Operation(QueryRequest(text))
    assert read(urlencode({"query": text}).encode(), None) == expected
    assert read(b"", Body(FORM, urlencode({"query": text}).encode())) == expected
    assert read(b"", Body(DIRECT, text.encode())) == expected


@pytest.mark.parametrize(
    ("header", "length"),
    [
        *((None, None), ("", None), ("0", 0), ("12", 12), ("9" * 20, int("9" * 20))),
        *(("-1", None), ("+1", None), ("1_0", None), ("\u0661", None), ("9" * 5000, None)),
    ],
)
def test_a_length_is_a_number_that_a_body_can_have(header: str | None, length: int | None) -> None:
    assert protocol.told_length(header) == length


@pytest.mark.parametrize("kind", [protocol.FORM, protocol.DIRECT, "Application/SPARQL-query; x=y"])
def test_two_kinds_of_bodies_are_read_in_whatever_letters(kind: str) -> None:
    assert protocol.is_read(kind)
    assert not protocol.is_read(f"x{kind}")
