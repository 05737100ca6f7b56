from __future__ import annotations

import json
import socket
from collections.abc import Iterator

import pytest

from tests.hostile import queries
from tests.hostile.queries import TRAP, Case
from tests.hostile.victim import Victim, pulse

CASES = queries.cases()


class Trap:
    """A server that nobody may call."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.setblocking(False)
        self.iri = f"<http://127.0.0.1:{self._socket.getsockname()[1]}/>"

    def is_empty(self) -> bool:
        try:
            self._socket.accept()
        except BlockingIOError:
            return True
        return False

    def close(self) -> None:
        self._socket.close()


@pytest.fixture(scope="module")
def trap() -> Iterator[Trap]:
    trap = Trap()
    yield trap
    trap.close()


def test_the_cases_are_as_many_as_promised_and_have_names_of_their_own() -> None:
    names = {case.name for case in CASES}
    assert len(names) == len(CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_hostile_query_gets_its_status_and_harms_nobody(
    case: Case, victim: Victim, trap: Trap
) -> None:
    with pulse(victim.place):
        reply = victim.ask(case.text.replace(TRAP, trap.iri))
    assert reply.status in case.statuses, reply.body
    if reply.status != 200:
        assert reply.headers["Content-Type"] == "application/problem+json"
        assert json.loads(reply.body)["status"] == reply.status
    assert trap.is_empty()
    victim.answers()
