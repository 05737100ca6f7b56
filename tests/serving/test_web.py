from __future__ import annotations

import multiprocessing
import os
import signal
import threading

import pytest

from inovasi.serving import web
from tests.workers.support import Call, eventually


class Drained:
    """What stands for the pool: remembers how long it was told to wait."""

    def __init__(self) -> None:
        self.told: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.told.append(seconds)


def test_at_the_word_queries_are_drained_and_the_main_process_is_told() -> None:
    here, there = multiprocessing.Pipe()
    stopping = web._Stopping(3.0)
    stopping.drain = drained = Drained()
    obeying = Call(lambda: stopping.obey(there))
    here.send(web.DRAIN)
    obeying.finish()
    assert drained.told == [3.0]
    assert here.recv() == (web.DRAINED, None)
    here.close()
    there.close()


def test_a_line_that_breaks_is_left_to_whoever_watches_the_parent() -> None:
    here, there = multiprocessing.Pipe()
    stopping = web._Stopping(3.0)
    stopping.drain = drained = Drained()
    here.close()
    stopping.obey(there)
    there.close()
    assert drained.told == []


def test_when_the_main_process_is_gone_queries_are_drained_and_this_one_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gone = threading.Event()

    class Parent:
        def join(self) -> None:
            gone.wait()

    ended: list[tuple[int, int]] = []
    monkeypatch.setattr(multiprocessing, "parent_process", Parent)
    monkeypatch.setattr(os, "kill", lambda *what: ended.append(what))
    stopping = web._Stopping(3.0)
    stopping.drain = drained = Drained()
    cleared: list[list[float]] = []
    stopping.clear = lambda: cleared.append(list(drained.told))
    watching = Call(stopping.end_with_parent)
    assert not eventually(lambda: bool(drained.told), 0.05)
    gone.set()
    watching.finish()
    assert drained.told == [3.0]
    # What the queries read from is removed when they have ended.
    assert cleared == [[3.0]]
    assert ended == [(os.getpid(), signal.SIGTERM)]
