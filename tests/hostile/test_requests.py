from __future__ import annotations

import re

import pytest

from tests.hostile import requests, wire
from tests.hostile.requests import CLOSED, Case
from tests.hostile.victim import Victim, pulse
from tests.hostile.wire import Wire

# A script that is neither a file of ours nor data, which no browser runs.
STRANGE = re.compile(
    rb'<script(?! src="/static/[a-z]+\.js\?v=[0-9a-f]+" defer></script>'
    rb'| type="application/ld\+json">)'
)
CASES = requests.cases()


def test_the_cases_have_names_of_their_own() -> None:
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_hostile_request_gets_its_status_and_harms_nobody(case: Case, victim: Victim) -> None:
    with pulse(victim.place):
        reply = requests.said(victim.place, case)
    assert (reply.status if reply else CLOSED) in case.statuses, reply
    if reply is not None:
        assert "X-Evil" not in reply.headers
        # Text that came in an address is either data of a kind that nothing runs, or escaped.
        if reply.headers.get("Content-Type", "").startswith("text/html"):
            assert not STRANGE.search(reply.body)
        assert reply.headers.get("X-Content-Type-Options", "nosniff") == "nosniff"
        assert b"root:" not in reply.body
    victim.answers()


@pytest.mark.parametrize("host", ['a"><script>alert(1)</script>', "<script>", "a'b", "\xe9"])
@pytest.mark.parametrize("path", ["/", "/sparql", "/nothing", "/sparql?query=%3Cscript%3E"])
def test_no_page_repeats_a_host_that_is_none(victim: Victim, host: str, path: str) -> None:
    content = f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: text/html\r\n\r\n"
    reply = victim.say(content.encode("latin-1"))
    if reply is not None:
        assert b"<script>" not in reply.body
        assert b"'b" not in reply.body or b"a'b" not in reply.body


def test_a_body_that_ends_early_is_not_asked_and_not_taken_for_the_whole(victim: Victim) -> None:
    whole = b"ASK { ?s ?p ?o } # whole"
    assert victim.say(wire.posted(whole, requests.DIRECT)) is not None
    told = f"Content-Length: {len(whole) + 40}"
    cut = wire.head("POST /sparql HTTP/1.1", f"Content-Type: {requests.DIRECT}", told) + whole
    with Wire(victim.place) as connection:
        connection.send(cut)
        connection.end()
        reply = connection.reply()
    assert reply is None or reply.status == 400


def test_after_a_length_and_chunks_nothing_more_is_read_from_the_connection(
    victim: Victim,
) -> None:
    case = next(case for case in CASES if case.name == "length and chunks")
    with Wire(victim.place) as connection:
        connection.send(case.content + wire.get("/healthz"))
        assert connection.reply() is not None
        assert connection.reply() is None


def test_requests_in_a_row_are_answered_in_their_order(victim: Victim) -> None:
    asked = [f"ASK {{ FILTER({i} = 7) }}" for i in range(50)]
    with pulse(victim.place), Wire(victim.place) as connection:
        connection.send(b"".join(wire.query(text) for text in asked))
        replies = [connection.reply() for _ in asked]
    told = [b"true" in reply.body if reply else None for reply in replies]
    assert told == [i == 7 for i in range(50)]
