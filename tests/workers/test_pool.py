from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from inovasi.errors import (
    Busy,
    Draining,
    OutOfMemory,
    OutOfTime,
    QueryEnded,
    RequestError,
    ResultTooLarge,
    WorkerDied,
)
from inovasi.workers.pool import Pool
from inovasi.workers.recipe import Recipe
from inovasi.workers.spool import INLINE
from inovasi.workers.worker import Worker
from tests.shared import CHECKOUT
from tests.workers.conftest import OpenPool
from tests.workers.support import (
    AT_ONCE_S,
    Call,
    eventually,
    is_gone,
    linux_only,
    obedient_recipe,
    open_descriptors,
    zombies,
)


def echo(pool: Pool, text: str = "well") -> bytes:
    return pool.ask({"do": "echo", "with": text}, 10).body


def spin(pool: Pool, seconds: float = 20) -> Call:
    """A query that never ends, running when this returns."""
    before = len(pool.running())
    call = Call(lambda: pool.ask({"do": "spin"}, seconds, digest="spin"))
    assert eventually(lambda: len(pool.running()) == before + 1)
    return call


def test_a_stuck_query_ends_at_its_deadline_and_the_next_is_answered(open_pool: OpenPool) -> None:
    pool = open_pool()
    start = time.monotonic()
    with pytest.raises(OutOfTime):
        pool.ask({"do": "spin"}, 0.5)
    assert 0.5 <= time.monotonic() - start < AT_ONCE_S
    assert echo(pool) == b"well"


def test_a_worker_killed_in_a_query_is_an_error_and_is_replaced(open_pool: OpenPool) -> None:
    pool = open_pool()
    call = spin(pool)
    os.kill(pool.running()[0].worker, signal.SIGKILL)
    with pytest.raises(WorkerDied, match="SIGKILL"):
        call.finish()
    assert echo(pool) == b"well"
    assert (pool.state().started, pool.state().buried) == (2, 1)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (signal.SIGSEGV, WorkerDied),
        (signal.SIGABRT, OutOfMemory),
        (signal.SIGXCPU, OutOfTime),
        (signal.SIGXFSZ, ResultTooLarge),
    ],
)
def test_the_end_of_a_worker_says_what_happened(
    open_pool: OpenPool, number: int, kind: type[RequestError]
) -> None:
    pool = open_pool()
    with pytest.raises(kind):
        pool.ask({"do": "signal", "with": number}, 10)
    assert echo(pool) == b"well"


def test_a_query_that_ends_its_worker_is_not_given_to_another(open_pool: OpenPool) -> None:
    pool = open_pool(workers=2)
    with pytest.raises(WorkerDied):
        pool.ask({"do": "exit", "with": 3}, 10)
    assert pool.state().buried <= 1
    assert eventually(lambda: pool.state().started == 3)
    assert pool.state().buried == 1


def test_a_query_is_not_harmed_by_a_worker_that_died_before_it(open_pool: OpenPool) -> None:
    pool = open_pool()
    for _ in range(3):
        [worker] = pool._keeper._workers.values()
        worker._process.kill()
        worker._process.wait()
        assert echo(pool) == b"well"
        assert eventually(lambda: pool.state().alive == 1)


def test_python_out_of_memory_is_told_and_the_worker_lives_on(open_pool: OpenPool) -> None:
    pool = open_pool()
    with pytest.raises(OutOfMemory):
        pool.ask({"do": "hold", "with": 600}, 10)
    assert echo(pool) == b"well"


def test_a_worker_that_has_grown_is_replaced(open_pool: OpenPool) -> None:
    pool = open_pool(growth=20)
    pool.ask({"do": "hold", "with": 10}, 10)
    assert pool.state().buried == 0
    pool.ask({"do": "hold", "with": 30}, 10)
    assert eventually(lambda: pool.state().started == 2)
    assert echo(pool) == b"well"


def test_queries_are_answered_in_the_order_in_which_they_came(
    open_pool: OpenPool, tmp_path: Path
) -> None:
    pool = open_pool(waiting=20, patience=20)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    first = Call(lambda: pool.ask({"do": "wait", "with": str(pipe)}, 20))
    assert eventually(lambda: len(pool.running()) == 1)
    order: list[int] = []

    def turn(number: int) -> None:
        pool.ask({"do": "echo", "with": ""}, 20)
        order.append(number)

    calls = []
    for number in range(12):
        calls.append(Call(lambda number=number: turn(number)))  # type: ignore[misc]
        assert eventually(lambda: pool.state().waiting == number + 1)  # noqa: B023 -- called here
    pipe.write_text("go")
    for call in [first, *calls]:
        call.finish()
    assert order == list(range(12))


def test_nobody_falls_behind_while_many_ask(open_pool: OpenPool) -> None:
    pool = open_pool(workers=2, waiting=20, patience=20)
    start = threading.Barrier(8)
    done = [0] * 8
    when_one_was_through: list[list[int]] = []

    def work(number: int) -> None:
        start.wait()
        for _ in range(150):
            echo(pool)
            done[number] += 1
        when_one_was_through.append(list(done))

    calls = [Call(lambda number=number: work(number)) for number in range(8)]  # type: ignore[misc]
    for call in calls:
        call.finish()
    # Counted and not timed: who is overtaken again and again has next to nothing by then.
    assert min(when_one_was_through[0]) > 50


def test_more_than_may_wait_are_turned_away_at_once(open_pool: OpenPool) -> None:
    pool = open_pool(waiting=1, patience=20)
    running = spin(pool)
    waiter = Call(lambda: echo(pool))
    assert eventually(lambda: pool.state().waiting == 1)
    start = time.monotonic()
    with pytest.raises(Busy) as caught:
        echo(pool)
    assert time.monotonic() - start < AT_ONCE_S
    assert caught.value.retry_after > 0
    pool.end(pool.running()[0].id)
    assert waiter.finish() == b"well"
    with pytest.raises(QueryEnded):
        running.finish()


def test_whoever_waits_too_long_is_turned_away(open_pool: OpenPool) -> None:
    pool = open_pool(patience=0.1)
    spin(pool)
    with pytest.raises(Busy):
        pool.ask({"do": "echo", "with": ""}, 10)
    with pytest.raises(OutOfTime):
        pool.ask({"do": "echo", "with": ""}, 0.05)


def test_the_time_in_the_queue_counts_against_the_deadline(
    open_pool: OpenPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    deadlines: list[float] = []
    ask = Worker.ask

    def watched(worker: Worker, request: Any, until: float) -> Any:
        deadlines.append(until)
        return ask(worker, request, until)

    monkeypatch.setattr(Worker, "ask", watched)
    pool = open_pool(patience=20)
    spin(pool)
    waits = Call(lambda: pool.ask({"do": "echo", "with": ""}, 10))
    assert eventually(lambda: pool.state().waiting == 1)
    queued = time.monotonic()
    assert pool.end(pool.running()[0].id)
    waits.finish()
    assert deadlines[-1] <= queued + 10


def test_one_worker_is_kept_for_cheap_queries(open_pool: OpenPool) -> None:
    pool = open_pool(workers=2, reserve=1, patience=0.2)
    spin(pool)
    with pytest.raises(Busy):
        pool.ask({"do": "echo", "with": ""}, 10)
    assert pool.ask({"do": "echo", "with": "cheap"}, 10, cheap=lambda: True).body == b"cheap"


def test_a_single_worker_is_there_for_all(open_pool: OpenPool) -> None:
    assert echo(open_pool(workers=1, reserve=1)) == b"well"


def test_a_running_query_is_listed_and_can_be_ended(open_pool: OpenPool) -> None:
    pool = open_pool()
    call = spin(pool)
    [running] = pool.running()
    assert running.digest == "spin"
    assert running.thread.startswith("Thread-")
    assert abs(running.started - time.time()) < 10
    assert pool.end(running.id)
    with pytest.raises(QueryEnded):
        call.finish()
    assert not pool.end(running.id)
    assert pool.running() == []
    assert echo(pool) == b"well"


def test_draining_lets_the_running_end_and_takes_no_more(
    open_pool: OpenPool, tmp_path: Path
) -> None:
    pool = open_pool(patience=20)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    running = Call(lambda: pool.ask({"do": "wait", "with": str(pipe)}, 20).body)
    assert eventually(lambda: len(pool.running()) == 1)
    waiter = Call(lambda: echo(pool))
    assert eventually(lambda: pool.state().waiting == 1)
    draining = Call(lambda: pool.drain(10))
    assert eventually(lambda: pool.state().draining)
    with pytest.raises(Draining):
        waiter.finish()
    with pytest.raises(Draining):
        echo(pool)
    pipe.write_text("done")
    assert running.finish() == b"done"
    draining.finish()


def test_draining_ends_what_takes_too_long(open_pool: OpenPool) -> None:
    pool = open_pool()
    call = spin(pool)
    start = time.monotonic()
    pool.drain(0.2)
    with pytest.raises(Draining):
        call.finish()
    assert time.monotonic() - start < AT_ONCE_S


def test_closing_ends_the_running_and_may_be_repeated(open_pool: OpenPool) -> None:
    pool = open_pool(workers=2)
    calls = [spin(pool), spin(pool)]
    workers = [running.worker for running in pool.running()]
    pool.close()
    for call in calls:
        with pytest.raises(Draining):
            call.finish()
    assert all(is_gone(pid) for pid in workers)
    pool.close()


@linux_only
def test_no_descriptor_and_no_zombie_is_left_by_200_queries(open_pool: OpenPool) -> None:
    pool = open_pool(obedient_recipe(result_bytes=INLINE * 2), workers=2)
    small: dict[str, Any] = {"do": "echo", "with": "text"}
    large = {"do": "fill", "with": INLINE + 1}
    too_large = {"do": "fill", "with": INLINE * 3}
    requests = [*[small, large] * 4, {"do": "fail", "with": "no"}, too_large]
    echo(pool)
    before = open_descriptors()
    for number in range(200):
        request = {"do": "exit", "with": 1} if number % 40 == 39 else requests[number % 10]
        try:
            frame = pool.ask(request, 10)
        except RequestError:
            continue
        if frame.descriptor is not None:
            os.close(frame.descriptor)
    assert eventually(lambda: pool.state().alive == 2 and open_descriptors() == before)
    assert zombies() == []
    assert pool.state().buried == 5


PARENT = """
import sys, threading
from tests.workers.support import obedient_recipe
from inovasi.workers.pool import Limits, Pool
pool = Pool(obedient_recipe(), Limits(workers=2))
pool.start()
pids = [worker.pid for worker in pool._keeper._workers.values()]
threading.Thread(target=lambda: pool.ask({"do": "spin"}, 60), daemon=True).start()
while not pool.running():
    pass
print(*pids, flush=True)
sys.stdin.read()
"""


@linux_only
def test_workers_end_with_their_parent_however_it_ends() -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": os.pathsep.join([*Recipe("").folders, str(CHECKOUT)])},
    )
    assert parent.stdout is not None
    assert parent.stdin is not None
    workers = [int(word) for word in parent.stdout.readline().split()]
    assert len(workers) == 2
    assert not any(is_gone(pid) for pid in workers)
    parent.kill()
    parent.wait()
    parent.stdin.close()
    parent.stdout.close()
    assert eventually(lambda: all(is_gone(pid) for pid in workers), AT_ONCE_S)


def keepers() -> set[threading.Thread]:
    """Those of pools that other tests hold open are among them."""
    return {thread for thread in threading.enumerate() if thread.name == "inovasi-keeper"}


def test_the_pool_leaves_no_thread(open_pool: OpenPool) -> None:
    before = keepers()
    pool = open_pool()
    assert keepers() > before
    pool.close()
    assert keepers() <= before
