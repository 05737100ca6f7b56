"""``kill -9`` of each process: what remains, and what comes back."""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile import wire
from tests.hostile.victim import SMALL, Victim, attacked, children, ring
from tests.workers.support import Call, eventually, is_gone

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?i) }"
PATIENCE_S = 20


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("killed") / "data.nt"
    file.write_text(ring(), encoding="utf-8")
    return file


@pytest.fixture
def server(data: Path) -> Iterator[Victim]:
    with attacked("--data", str(data), *SMALL, "--timeout", "20") as server:
        yield server


def web(server: Victim) -> int:
    """The process with the workers below it."""
    return next(pid for pid in children(server.process.pid) if children(pid))


def busy(server: Victim) -> Call:
    """An endless query that a worker evaluates."""
    call = Call(lambda: server.say(wire.query(ENDLESS)))
    assert eventually(lambda: server.workers()["running"] == 1)
    return call


def times(server: Victim) -> dict[int, int]:
    """The hundredths of a second of a core that each worker has used."""
    return {
        pid: int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11])
        for pid in children(web(server))
    }


def is_up(server: Victim) -> bool:
    try:
        return server.get("/readyz").status == 200
    except (OSError, AssertionError):
        return False


def tell(capsys: pytest.CaptureFixture[str], what: str, since: float) -> None:
    """Times are told and not asserted: they are those of a machine that has other things to do."""
    with capsys.disabled():
        sys.stderr.write(f"\n{what} after {time.monotonic() - since:.3f} s\n")


def test_an_idle_worker_is_replaced(server: Victim, capsys: pytest.CaptureFixture[str]) -> None:
    worker = children(web(server))[0]
    os.kill(worker, signal.SIGKILL)
    since = time.monotonic()
    assert eventually(lambda: server.workers()["started"] == 3, PATIENCE_S)
    tell(capsys, "an idle worker was replaced", since)
    assert eventually(server.is_calm)
    server.answers()
    assert worker not in children(web(server))


def test_the_query_of_a_worker_that_is_killed_gets_an_error_and_no_other_does(
    server: Victim, capsys: pytest.CaptureFixture[str]
) -> None:
    before = times(server)
    call = busy(server)
    assert eventually(lambda: sum(times(server).values()) > sum(before.values()) + 5)
    now = times(server)
    os.kill(max(now, key=lambda pid: now[pid] - before[pid]), signal.SIGKILL)
    since = time.monotonic()
    assert eventually(lambda: server.workers()["started"] == 3, PATIENCE_S)
    tell(capsys, "a busy worker was replaced", since)
    reply = call.finish()
    assert reply.status == 500
    assert json.loads(reply.body)["type"].endswith("/worker-died")
    server.answers()


def test_all_workers_at_once_are_replaced(
    server: Victim, capsys: pytest.CaptureFixture[str]
) -> None:
    killed = children(web(server))
    since = time.monotonic()
    for worker in killed:
        os.kill(worker, signal.SIGKILL)
    assert eventually(lambda: all(map(is_gone, killed)))
    server.answers()
    tell(capsys, "queries were answered without a worker left", since)
    assert eventually(server.is_calm, PATIENCE_S)


def test_workers_end_with_the_web_process_and_both_come_back(
    server: Victim, capsys: pytest.CaptureFixture[str]
) -> None:
    call = busy(server)
    killed = web(server)
    below = children(killed)
    os.kill(killed, signal.SIGKILL)
    since = time.monotonic()
    assert eventually(lambda: all(map(is_gone, below)))
    tell(capsys, "the workers were gone", since)
    assert call.finish() is None
    assert eventually(lambda: is_up(server), PATIENCE_S)
    tell(capsys, "another web process was ready", since)
    assert eventually(server.is_calm)
    server.answers()
    assert len(children(web(server))) == 2


def test_nothing_outlives_the_main_process_and_its_port_is_free(
    server: Victim, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    left = children(server.process.pid)
    server.process.kill()
    since = time.monotonic()
    assert eventually(lambda: all(map(is_gone, left)), PATIENCE_S)
    tell(capsys, "all processes were gone", since)
    host, _, port = server.place.rpartition(":")
    with socket.create_server((host, int(port)), reuse_port=False):
        pass
    with attacked("--data", str(data), *SMALL, "--port", port) as another:
        assert another.place == server.place
        another.answers()


def test_no_converted_data_outlive_the_main_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "data.ttl"
    file.write_text(ring(), encoding="utf-8")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    with attacked("--data", str(file), *SMALL) as server:
        assert len(list(temporary.glob("inovasi-data-*"))) == 1
        left = children(server.process.pid)
        server.process.kill()
        assert eventually(lambda: all(map(is_gone, left)), PATIENCE_S)
    assert list(temporary.glob("inovasi-data-*")) == []
