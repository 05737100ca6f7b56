"""Many at once, and slowly: what one connection can do to the others."""

from __future__ import annotations

import select
import socket
import struct
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

import pytest

from tests.hostile import wire
from tests.hostile.requests import DIRECT, FORM
from tests.hostile.victim import Victim, pulse
from tests.hostile.wire import Wire
from tests.workers.support import eventually

CROWD = 100
# The time for a head, and some more for a machine that has much to do.
HEAD_S = 5 + 5
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?i) }"

HEADS = {
    "nothing": b"",
    "half a line": b"GET /spar",
    "half a head": b"GET /sparql HTTP/1.1\r\nHost: x\r\nX-",
    "a head that only lacks its end": b"GET /healthz HTTP/1.1\r\nHost: x\r\n",
}
BODIES = {
    "half a query": wire.head(
        "POST /sparql HTTP/1.1", f"Content-Type: {DIRECT}", "Content-Length: 1000"
    )
    + b"ASK {",
    "half a form": wire.head(
        "POST /sparql HTTP/1.1", f"Content-Type: {FORM}", "Content-Length: 1000"
    )
    + b"query=ASK",
    "half a chunk": wire.head(
        "POST /sparql HTTP/1.1", f"Content-Type: {DIRECT}", "Transfer-Encoding: chunked"
    )
    + b"ff\r\nASK {",
    "a promise": wire.head(
        "POST /sparql HTTP/1.1",
        *(f"Content-Type: {DIRECT}", "Content-Length: 1000", "Expect: 100-continue"),
    ),
}


@contextmanager
def crowd(victim: Victim, contents: Sequence[bytes]) -> Iterator[list[Wire]]:
    """Connections that have sent these and are kept open, and the server alive all the while."""
    with pulse(victim.place), ExitStack() as stack:
        wires = [stack.enter_context(Wire(victim.place)) for _ in contents]
        for connection, content in zip(wires, contents, strict=True):
            connection.send(content)
        yield wires


def answered(wires: Sequence[Wire]) -> list[Wire]:
    """Those on which something has come back."""
    poll = select.poll()
    by_number = {connection.socket.fileno(): connection for connection in wires}
    for number in by_number:
        poll.register(number, select.POLLIN)
    return [by_number[number] for number, _ in poll.poll(0)]


def at_once(number: int, ask: Callable[[int], int]) -> list[int]:
    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(ask, range(number)))


@pytest.mark.parametrize("sent", BODIES)
def test_half_sent_bodies_keep_nobody_from_an_answer(victim: Victim, sent: str) -> None:
    with crowd(victim, [BODIES[sent]] * CROWD):
        victim.answers()
        assert victim.get("/sparql?query=ASK%7B%7D").status == 200
    victim.answers()


def test_more_half_sent_bodies_than_can_wait_keep_nobody_from_a_page(victim: Victim) -> None:
    with crowd(victim, [BODIES["half a query"]] * 3 * CROWD) as wires:
        assert victim.get("/sparql?query=ASK%7B%7D").status == 200
        # Which of them are turned away hangs on which of them the server comes to last.
        assert eventually(lambda: len(answered(wires)) > CROWD)
        for reply in [connection.reply() for connection in answered(wires)]:
            assert reply is not None
            assert (reply.status, reply.headers["Retry-After"]) == (503, "2")
    victim.answers()


def test_half_sent_heads_are_cut_off_in_time(victim: Victim) -> None:
    contents = [content for content in HEADS.values() for _ in range(CROWD // 2)]
    with crowd(victim, contents) as wires:
        victim.answers()
        for connection in wires:
            connection.socket.settimeout(HEAD_S)
            assert connection.reply() is None or connection.reply() is None
    victim.answers()


def test_heads_that_come_a_byte_at_a_time_are_cut_off_in_time(victim: Victim) -> None:
    pace, ends = threading.Event(), 0
    with crowd(victim, [b"GET /sparql HTTP/1.1\r\nX-Slow: "] * CROWD) as wires:
        victim.answers()
        for _ in range(10 * HEAD_S):
            taken = [connection.send(b"x") for connection in wires]
            ends = taken.count(False)
            if ends == CROWD or pace.wait(0.1):
                break
    assert ends == CROWD
    victim.answers()


def test_idle_connections_keep_nobody_out(victim: Victim) -> None:
    with crowd(victim, [wire.get("/healthz")] * 2 * CROWD) as wires:
        assert all(connection.reply() for connection in wires)
        victim.answers()


def test_clients_that_go_before_the_answer_leave_nothing_behind(victim: Victim) -> None:
    before = victim.descriptors()
    with crowd(victim, [wire.query(f"{ENDLESS} #{i}") for i in range(20)]):
        assert eventually(lambda: victim.workers()["running"] > 0)
    assert eventually(victim.is_calm, 20)
    assert eventually(lambda: victim.descriptors() <= before + 4)
    victim.answers()


def test_connections_that_are_reset_leave_nothing_behind(victim: Victim) -> None:
    before = victim.descriptors()
    with pulse(victim.place):
        for i in range(5 * CROWD):
            with Wire(victim.place) as connection:
                option = struct.pack("ii", 1, 0)
                connection.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, option)
                connection.send(wire.query(f"ASK {{ ?s ?p {i} }}") if i % 2 else b"GET /")
    assert eventually(victim.is_calm, 20)
    assert eventually(lambda: victim.descriptors() <= before + 4)
    victim.answers()


def test_more_endless_queries_than_may_wait_are_turned_away_or_ended(victim: Victim) -> None:
    with pulse(victim.place):
        statuses = at_once(40, lambda i: victim.ask(f"{ENDLESS} # {i}").status)
    assert set(statuses) <= {503, 504, 507}
    assert {503, 504} <= set(statuses)
    victim.answers()


def test_a_look_up_is_answered_while_endless_queries_run(victim: Victim) -> None:
    with crowd(victim, [wire.query(f"{ENDLESS} ##{i}") for i in range(8)]):
        assert eventually(lambda: victim.workers()["running"] > 0)
        assert victim.ask("ASK { <http://h/n/1> ?p ?o } # now").status == 200
    assert eventually(victim.is_calm, 20)


@pytest.mark.parametrize("field", ["Accept", "Accept-Encoding", "Cookie", "If-None-Match"])
def test_long_fields_keep_nobody_from_an_answer(victim: Victim, field: str) -> None:
    # As long as the web server takes, and as long as the fields may be.
    for length, number, status in ((380_000, CROWD, 431), (16_000, CROWD // 5, 200)):
        content = wire.get("/sparql?query=ASK%7B%7D", f"{field}: */*{';' * length}")
        with crowd(victim, [content] * number) as wires:
            replies = [connection.reply() for connection in wires]
        assert {reply.status for reply in replies if reply} == {status}
        assert all(replies)
    victim.answers()


@pytest.mark.parametrize("part", ["; ", ". ", "'' "])
def test_long_queries_of_small_tokens_keep_nobody_from_an_answer(victim: Victim, part: str) -> None:
    texts = [f"ASK {{ ?s ?p ?o {part * (60_000 // len(part))} }} #{i}" for i in range(24)]
    with pulse(victim.place):
        statuses = at_once(24, lambda i: victim.ask(texts[i]).status)
    assert set(statuses) <= {200, 400, 503, 504}
    victim.answers()
