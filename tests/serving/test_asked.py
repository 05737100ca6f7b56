from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest

from inovasi.config import read_config
from inovasi.errors import AddressTooLong, Busy, ContentTooLarge, MalformedQuery, NotAcceptable
from inovasi.query.formats import Form
from inovasi.serving import shares
from inovasi.serving.asked import LONG, Asked, Described, Reader
from inovasi.serving.conditional import Conditions
from inovasi.serving.protocol import DIRECT
from tests.serving.support import environ

ROWS = "SELECT * { ?s ?p ?o }"
LONG_QUERY = "ASK {} #" + "x" * LONG


@pytest.fixture
def reader() -> Reader:
    return Reader(read_config({"max_query_bytes": "10000", "timeout": "0.1"}, (), {}))


def get(text: str, rest: str = "", **fields: str) -> dict[str, Any]:
    return environ(query=f"query={quote(text)}{rest}", **fields)


def test_a_query_is_understood_with_all_that_its_answer_hangs_on(reader: Reader) -> None:
    request = get(
        ROWS,
        "&default-graph-uri=http://g/1&format=csv",
        HTTP_ACCEPT="text/html",
        HTTP_ACCEPT_ENCODING="gzip",
        HTTP_IF_NONE_MATCH='"t"',
    )
    asked = reader.read(request)
    assert isinstance(asked, Asked)
    assert (asked.query.text, asked.query.form) == (ROWS, Form.SELECT)
    assert asked.query.default_graphs == ("http://g/1",)
    assert (asked.choice.media_type, asked.format, asked.is_page) == ("text/csv", "csv", False)
    assert asked.codings[0] == "gzip"
    assert asked.conditions == Conditions('"t"', None)


def test_a_post_has_no_conditions_and_of_its_body_as_much_is_read_as_was_told(
    reader: Reader,
) -> None:
    body = ROWS.encode() + b"and what a next request begins with"
    fields = {"CONTENT_LENGTH": str(len(ROWS)), "CONTENT_TYPE": DIRECT, "HTTP_IF_NONE_MATCH": "*"}
    asked = reader.read(environ(body=body, **fields))
    assert isinstance(asked, Asked)
    assert asked.query.text == ROWS
    assert asked.conditions == Conditions()


def test_whoever_likes_a_page_best_is_given_one(reader: Reader) -> None:
    asked = reader.read(get(ROWS, HTTP_ACCEPT="text/html"))
    assert isinstance(asked, Asked)
    assert asked.is_page


def test_the_address_alone_asks_what_is_there(reader: Reader) -> None:
    request = environ(query="format=ttl", HTTP_ACCEPT="*/*")
    assert reader.read(request) == Described("*/*", "ttl")


def test_what_cannot_be_answered_is_an_error(reader: Reader) -> None:
    with pytest.raises(MalformedQuery):
        reader.read(get("SELECT }"))
    with pytest.raises(NotAcceptable):
        reader.read(get(ROWS, HTTP_ACCEPT="image/png"))
    with pytest.raises(NotAcceptable):
        reader.read(get(ROWS, HTTP_ACCEPT_ENCODING="identity;q=0, *;q=0"))


def test_a_query_that_is_too_long_is_so_by_its_address_or_its_body(reader: Reader) -> None:
    text = "ASK {} #" + "x" * 10_000
    with pytest.raises(AddressTooLong):
        reader.read(get(text))
    with pytest.raises(ContentTooLarge):
        reader.read(environ(body=text.encode(), CONTENT_TYPE=DIRECT))


def test_a_long_query_that_does_not_get_its_turn_is_told_to_come_back(reader: Reader) -> None:
    taken = [reader._turns.acquire(blocking=False) for _ in range(shares.READ_AT_ONCE)]
    assert all(taken)
    with pytest.raises(Busy) as caught:
        reader.read(get(LONG_QUERY))
    assert caught.value.retry_after == 2
    reader.read(get("ASK {}"))
    reader._turns.release(shares.READ_AT_ONCE)
    reader.read(get(LONG_QUERY))


def test_more_long_queries_than_may_wait_are_told_at_once(reader: Reader) -> None:
    line = shares.READ_AT_ONCE + shares.WAITING
    assert all(reader._line.acquire(blocking=False) for _ in range(line))
    with pytest.raises(Busy):
        reader.read(get(LONG_QUERY))
    reader._line.release(line)
    reader.read(get(LONG_QUERY))


def test_a_query_that_is_turned_away_gives_its_turn_back(reader: Reader) -> None:
    for _ in range(3 * (shares.READ_AT_ONCE + shares.WAITING)):
        with pytest.raises(MalformedQuery):
            reader.read(get(LONG_QUERY + "\n}"))
