from __future__ import annotations

import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from inovasi.errors import Busy, DataError
from inovasi.workers import keeper as module
from inovasi.workers.handover import Handover
from inovasi.workers.keeper import FAILURES, Keeper
from inovasi.workers.worker import Worker
from tests.workers import handlers
from tests.workers.conftest import OpenPool
from tests.workers.support import (
    Call,
    eventually,
    linux_only,
    obedient_recipe,
    open_descriptors,
    zombies,
)


def test_a_worker_that_dies_idle_is_replaced_unasked(open_pool: OpenPool) -> None:
    pool = open_pool(workers=2)
    number = int(pool.ask({"do": "echo", "with": "?"}, 10).head["size"])
    assert number == 1
    [pid] = [worker.pid for worker in pool._keeper._workers.values()][:1]
    os.kill(pid, signal.SIGKILL)
    assert eventually(lambda: pool.state().started == 3)
    assert eventually(lambda: pool.state().free == 2)
    assert pool.ask({"do": "echo", "with": "well"}, 10).body == b"well"


@linux_only
@pytest.mark.parametrize("workers", [1, 3])
def test_a_start_that_fails_says_why_and_leaves_nothing(workers: int) -> None:
    before = open_descriptors()
    recipe = replace(obedient_recipe(), handler=handlers.BROKEN, options={"how": "data"})
    keeper = Keeper(recipe, workers, Handover(workers, 0, 1))
    with pytest.raises(DataError, match="row 7"):
        keeper.start()
    assert keeper.health().alive == 0
    assert open_descriptors() == before
    assert zombies() == []


@linux_only
def test_closing_leaves_nothing() -> None:
    before = open_descriptors()
    handover: Handover[Worker] = Handover(2, 0, 1)
    keeper = Keeper(obedient_recipe(), 2, handover)
    keeper.start()
    keeper.bury(handover.take(False, 1))
    keeper.close()
    assert open_descriptors() == before
    assert zombies() == []


def test_after_failed_starts_in_a_row_everyone_is_told_and_it_heals(
    open_pool: OpenPool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(module, "PAUSE", 1.0)
    version = tmp_path / "version"
    version.write_text("1")
    pool = open_pool(obedient_recipe(options={"version_file": str(version)}))
    version.write_text("2")
    with pytest.raises(Exception, match="ended"):
        pool.ask({"do": "exit", "with": 1}, 10)
    assert eventually(lambda: bool(pool.state().trouble))
    assert "no longer those" in pool.state().trouble
    assert pool.state().alive == 0
    assert pool.state().buried == FAILURES + 1
    with pytest.raises(Busy, match="started") as caught:
        pool.ask({"do": "echo", "with": "?"}, 10)
    assert caught.value.retry_after == 1
    version.write_text("1")
    assert eventually(lambda: pool.state().alive == 1)
    assert pool.state().trouble == ""
    assert pool.ask({"do": "echo", "with": "well"}, 10).body == b"well"


def test_closing_does_not_wait_for_a_worker_that_is_starting(
    open_pool: OpenPool, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    pipe = tmp_path / "pipe"
    version = tmp_path / "version"
    version.write_text("1")
    pool = open_pool(obedient_recipe(options={"version_file": str(version)}))
    version.unlink()
    os.mkfifo(pipe)
    version.symlink_to(pipe)
    with pytest.raises(Exception, match="ended"):
        pool.ask({"do": "exit", "with": 1}, 10)
    assert eventually(lambda: len(pool._keeper._workers) == 1 and pool.state().buried == 1)
    Call(pool.close).finish()
    assert pool.state().alive == 0
    # Ended on purpose, it is no worker that could not start.
    assert not [record for record in caplog.records if "could not start" in record.message]
