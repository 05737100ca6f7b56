"""Many requests at once, of kinds that could wait for each other."""

from __future__ import annotations

import os
import signal
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.hostile import wire
from tests.hostile.test_crowds import CROWD, ENDLESS, crowd
from tests.hostile.victim import Victim, attacked, ring
from tests.hostile.wire import Wire
from tests.workers.support import eventually

# If one waited after the other, the last would wait for minutes.
MANY = CROWD // 2
LONG_S = 10
PAGES = {
    "service description": wire.get("/sparql", "Accept: text/turtle"),
    "home": wire.get("/", "Accept: text/html"),
    "form": wire.get("/sparql", "Accept: text/html"),
}


@pytest.mark.parametrize("page", PAGES)
def test_what_is_counted_for_a_page_is_not_waited_for(page: str, tmp_path: Path) -> None:
    file = tmp_path / "ring.nt"
    file.write_text(ring(), encoding="ascii")
    options = ("--workers", "1", "--timeout", str(LONG_S), "--cache-bytes", "0")
    with attacked("--data", str(file), *options) as victim, ExitStack() as stack:
        endless = stack.enter_context(Wire(victim.place))
        endless.send(wire.query(ENDLESS))
        assert eventually(lambda: victim.workers()["running"] == 1)
        with crowd(victim, [PAGES[page]] * MANY) as wires:
            replies = [connection.reply() for connection in wires]
        assert {reply.status if reply else 0 for reply in replies} == {200}
        assert victim.workers()["running"] == 1, "what they could have waited for has ended"
        # Its end is nothing to wait for: the server would, before its own.
        for worker in victim.below():
            os.kill(worker, signal.SIGKILL)


def test_more_long_queries_than_may_wait_are_told_at_once(victim: Victim) -> None:
    texts = [f"ASK {{ VALUES ?x {{ {'1 ' * 31_000}}} }} #{i}" for i in range(CROWD)]
    with crowd(victim, [wire.query(text) for text in texts]) as wires:
        replies = [connection.reply() for connection in wires]
    statuses = {reply.status for reply in replies if reply}
    assert statuses <= {200, 503, 504}
    assert 503 in statuses
    victim.answers()
