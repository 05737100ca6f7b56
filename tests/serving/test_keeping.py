from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from inovasi.serving.keeping import Keeper


def test_what_several_want_at_once_is_made_once() -> None:
    made: list[str] = []
    started, may = threading.Event(), threading.Event()
    keeper: Keeper[str] = Keeper(2)

    def make() -> str:
        started.set()
        assert may.wait(20)
        made.append("x")
        return "value"

    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(keeper.get, "key", make)
        assert started.wait(20)
        others = [pool.submit(keeper.get, "key", make) for _ in range(3)]
        may.set()
        assert {call.result(20) for call in (first, *others)} == {"value"}
    assert made == ["x"]


def test_two_things_are_made_one_after_the_other() -> None:
    running, most = [0], [0]
    gate = threading.Barrier(4)
    keeper: Keeper[int] = Keeper(4)

    def make() -> int:
        running[0] += 1
        most[0] = max(most[0], running[0])
        total = sum(range(200_000))
        running[0] -= 1
        return total

    def ask(number: int) -> int:
        gate.wait(20)
        return keeper.get(number, make)

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(ask, range(4)))) == 1
    assert most == [1]


def test_the_one_not_asked_for_longest_is_forgotten() -> None:
    made: list[str] = []
    keeper: Keeper[None] = Keeper(2)
    for key in ("a", "b", "a", "c", "a", "b"):
        keeper.get(key, lambda key=key: made.append(key))  # type: ignore[misc]
    assert made == ["a", "b", "c", "b"]


def test_an_error_is_not_kept() -> None:
    keeper: Keeper[str] = Keeper(2)

    def fail() -> str:
        raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        keeper.get("key", fail)
    assert keeper.get("key", lambda: "value") == "value"
