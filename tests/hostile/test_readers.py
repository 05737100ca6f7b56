"""Clients that ask and do not read the answer: each may hold what it has got, and nothing else."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from inovasi.config import read_config
from inovasi.serving.shares import Shares
from tests.hostile import wire
from tests.hostile.test_crowds import CROWD
from tests.hostile.victim import SMALL, Victim, attacked, pulse, ring
from tests.hostile.wire import Wire
from tests.workers.support import eventually

MIB = 1024 * 1024
# More than there are threads, and no more than the connections that the server takes.
READERS = 4 * CROWD
WAVE = 25
ROOM = 4096
SENDING = Shares.of(read_config({}, environment={})).sending
# Some 10 MB, more than the system holds for a connection that is not read.
LARGE = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000"
# Up to 256 KiB an answer is handed over whole; up to 1 MiB it may be kept.
SHORT = "SELECT * { ?a <http://h/next> ?c } LIMIT 1000"
LONGER = "SELECT * { ?a ?b ?c } LIMIT 3000"


@pytest.fixture(scope="module")
def generous(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Victim]:
    """A server that gives answers larger than what the system holds of them."""
    file = tmp_path_factory.mktemp("readers") / "data.nt"
    file.write_text(ring(), encoding="utf-8")
    limits = ("--max-result-bytes", str(64 * MIB), "--cache-bytes", str(64 * MIB))
    with attacked("--data", str(file), *SMALL, *limits, "--timeout", "10") as server:
        server.answers()
        yield server


@contextmanager
def held(victim: Victim, text: str, number: int) -> Iterator[list[bytes]]:
    """The statuses of so many answers of which nothing is read, the server alive all the while."""
    statuses: list[bytes] = []
    with pulse(victim.place), ExitStack() as stack:
        for start in range(0, number, WAVE):
            many = min(WAVE, number - start)
            wave = [stack.enter_context(Wire(victim.place, ROOM)) for _ in range(many)]
            for connection in wave:
                connection.send(wire.query(text))
            statuses += [connection.socket.recv(12, socket.MSG_PEEK)[9:] for connection in wave]
        yield statuses


def test_readers_that_do_not_read_keep_nobody_from_an_answer(generous: Victim) -> None:
    with held(generous, LARGE, READERS) as statuses:
        assert set(statuses) == {b"200", b"503"}
        # What did not fit through is told to come back, and says when.
        refused = generous.ask(LARGE)
        assert (refused.status, refused.headers["Retry-After"]) == (503, "5")
        generous.answers()
        assert generous.get("/").status == 200
        assert generous.get("/static/style.css").status == 200
    assert eventually(lambda: generous.ask(LARGE).status == 200)


@pytest.mark.parametrize("text", [SHORT, LONGER], ids=["short", "longer"])
def test_answers_that_nobody_reads_take_little_memory_and_no_thread(
    generous: Victim, text: str
) -> None:
    size = len(generous.ask(text).body)
    before = generous.lasting()
    with held(generous, text, READERS) as statuses:
        assert set(statuses) == {b"200"}
        generous.answers()
        assert generous.lasting() < before + READERS * min(size, MIB // 4) + 64 * MIB
    generous.answers()


def test_every_place_is_given_back_whenever_a_client_goes(generous: Victim) -> None:
    # All ask for the same, and some are gone before there is an answer.
    with ExitStack() as stack:
        wires = [stack.enter_context(Wire(generous.place)) for _ in range(WAVE)]
        for number, connection in enumerate(wires):
            option = struct.pack("ii", number % 2, 0)
            connection.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, option)
            connection.send(wire.query(LARGE))
            if number % 3 == 0:
                connection.close()
        for connection in wires[1::3]:
            connection.socket.recv(300_000)
    assert eventually(generous.is_calm, 20)

    def all_at_once() -> bool:
        with held(generous, LARGE, SENDING) as statuses:
            return set(statuses) == {b"200"}

    assert eventually(all_at_once, 20)
