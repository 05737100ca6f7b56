from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from inovasi.errors import DataError, WorkersNotReady
from inovasi.workers.worker import DEATHS, Worker
from tests.workers import handlers
from tests.workers.support import (
    AT_ONCE_S,
    is_gone,
    linux_only,
    obedient_recipe,
    open_descriptors,
    zombies,
)


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker(obedient_recipe())
    worker.await_ready(20)
    yield worker
    worker.bury()


def test_a_ready_worker_tells_what_it_is(worker: Worker) -> None:
    assert worker.ready.version == "1"
    assert 5 < worker.ready.resident < 200
    assert worker.is_alive()


def test_a_worker_answers(worker: Worker) -> None:
    request = {"do": "echo", "with": "Galuh é 😀"}
    assert worker.ask(request, time.monotonic() + 10).body.decode() == "Galuh é 😀"


def test_a_worker_that_is_late_is_a_timeout(worker: Worker) -> None:
    start = time.monotonic()
    with pytest.raises(TimeoutError):
        worker.ask({"do": "spin"}, start + 0.2)
    assert 0.2 <= time.monotonic() - start < AT_ONCE_S


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT])
def test_the_end_of_a_worker_is_noticed_with_its_cause(worker: Worker, number: int) -> None:
    with pytest.raises(DEATHS):
        worker.ask({"do": "signal", "with": number}, time.monotonic() + 10)
    assert worker.exit_code() == -number
    assert not worker.is_alive()


def test_a_killed_worker_counts_as_dead_at_once(worker: Worker) -> None:
    worker.kill()
    assert not worker.is_alive()


@linux_only
def test_nothing_is_left_of_a_buried_worker() -> None:
    before = open_descriptors()
    worker = Worker(obedient_recipe())
    worker.await_ready(20)
    pid = worker.pid
    assert worker.bury() == -signal.SIGKILL
    assert not Path(f"/proc/{pid}").exists()
    assert open_descriptors() == before
    assert zombies() == []


@linux_only
def test_a_worker_that_cannot_be_started_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    before = open_descriptors()
    with pytest.raises(FileNotFoundError):
        Worker(obedient_recipe())
    assert open_descriptors() == before


@pytest.mark.parametrize(
    ("how", "kind", "words"),
    [
        ("data", DataError, r"data\.ttl, row 7: this is no Turtle"),
        ("exit", WorkersNotReady, "the handler gave up"),
        ("the moon is full", WorkersNotReady, "the moon is full"),
    ],
)
def test_a_worker_that_does_not_come_up_says_why(
    how: str, kind: type[Exception], words: str
) -> None:
    worker = Worker(replace(obedient_recipe(), handler=handlers.BROKEN, options={"how": how}))
    with pytest.raises(kind, match=words):
        worker.await_ready(20)
    worker.bury()


def test_a_worker_that_is_not_ready_in_time_is_an_error() -> None:
    worker = Worker(obedient_recipe())
    os.kill(worker.pid, signal.SIGSTOP)
    with pytest.raises(WorkersNotReady, match=r"after 0\.1 s"):
        worker.await_ready(0.1)
    worker.bury()
    assert is_gone(worker.pid)
