from __future__ import annotations

import threading
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.turns import Row, Turns

PATIENCE_S = 30.0
# Long enough for a thread to take a turn that it should not get.
MOMENT_S = 0.2


@pytest.fixture
def turns(tmp_path: Path) -> Turns:
    for name in ("door", "room"):
        (tmp_path / name).touch()
    return Turns(tmp_path / "door", tmp_path / "room")


class Test:
    """Takes a turn in a thread of its own, until it is told to end."""

    __test__ = False

    def __init__(self, turns: Turns, alone: bool = False) -> None:
        self.runs, self.end = threading.Event(), threading.Event()
        self._turns, self._alone = turns, alone
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Test:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.end.set()
        self._thread.join(PATIENCE_S)

    def _run(self) -> None:
        with self._turns.taken(self._alone):
            self.runs.set()
            self.end.wait(PATIENCE_S)


def test_tests_run_together(turns: Turns) -> None:
    with Test(turns) as one, Test(turns) as other:
        assert one.runs.wait(PATIENCE_S)
        assert other.runs.wait(PATIENCE_S)


@pytest.mark.parametrize("other", [True, False])
def test_one_that_is_alone_keeps_all_others_waiting(turns: Turns, other: bool) -> None:
    with Test(turns, alone=True) as first:
        assert first.runs.wait(PATIENCE_S)
        with Test(turns, alone=other) as second:
            assert not second.runs.wait(MOMENT_S)
            first.end.set()
            assert second.runs.wait(PATIENCE_S)


def test_one_that_waits_to_be_alone_comes_before_those_that_come_later(turns: Turns) -> None:
    with ExitStack() as ended:
        running = ended.enter_context(Test(turns))
        assert running.runs.wait(PATIENCE_S)
        alone = ended.enter_context(Test(turns, alone=True))
        assert not alone.runs.wait(MOMENT_S)
        later = ended.enter_context(Test(turns))
        assert not later.runs.wait(MOMENT_S)
        running.end.set()
        assert alone.runs.wait(PATIENCE_S)
        assert not later.runs.wait(MOMENT_S)
        alone.end.set()
        assert later.runs.wait(PATIENCE_S)


def test_those_that_are_alone_in_a_row_let_nobody_in_between(turns: Turns) -> None:
    row = Row(turns)
    with ExitStack() as ended:
        with row.taken(alone=True, next_alone=True):
            other = ended.enter_context(Test(turns))
        assert not other.runs.wait(MOMENT_S)
        with row.taken(alone=True, next_alone=False):
            assert not other.runs.wait(MOMENT_S)
        assert other.runs.wait(PATIENCE_S)


def test_one_that_is_not_alone_does_not_keep_its_turn_for_one_that_is(turns: Turns) -> None:
    row = Row(turns)
    with row.taken(alone=False, next_alone=True):
        pass
    with Test(turns, alone=True) as other:
        assert other.runs.wait(PATIENCE_S)
        other.end.set()
        with row.taken(alone=True, next_alone=False):
            pass
