from __future__ import annotations

import logging
import threading

import pytest

from inovasi.errors import Busy
from inovasi.serving.prepared import Prepared
from tests.workers.support import Call


def upper(asked: list[str]) -> Prepared[str, str]:
    """Makes capitals, and notes of which letters."""

    def make(key: str) -> str:
        asked.append(key)
        return key.upper()

    return Prepared(make, patience=10)


def test_a_value_is_made_once_for_each_key() -> None:
    asked: list[str] = []
    prepared = upper(asked)
    assert [prepared.get(key) for key in "aba"] == ["A", "B", "A"]
    assert asked == ["a", "b"]


def test_nobody_waits_longer_than_the_patience_and_one_thread_makes_it() -> None:
    going, asked = threading.Event(), []

    def make(key: str) -> str:
        asked.append(key)
        going.wait(10)
        return key

    prepared = Prepared(make, patience=0.01)
    calls = [Call(lambda: prepared.get("a")) for _ in range(50)]
    assert [call.finish() for call in calls] == [None] * 50
    done = prepared.begin("a")
    going.set()
    assert done.wait(10)
    assert (prepared.get("a"), asked) == ("a", ["a"])


def test_what_the_engine_could_not_give_is_tried_again() -> None:
    answers: list[str | Exception] = [Busy("full", 2), "there"]

    def make(_: str) -> str:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    prepared = Prepared(make, patience=10)
    assert [prepared.get("a"), prepared.get("a")] == [None, "there"]


def test_an_error_that_nobody_foresaw_goes_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    prepared: Prepared[int, int] = Prepared(lambda key: 1 // key, patience=10)
    with caplog.at_level(logging.ERROR, "inovasi.serving"):
        assert prepared.get(0) is None
    assert "ZeroDivisionError" in caplog.text


def test_only_the_last_few_are_remembered() -> None:
    asked: list[str] = []
    prepared = upper(asked)
    for key in "abcdefghi" + "ia":
        assert prepared.get(key) == key.upper()
    assert asked == [*"abcdefghi", "a"]
