from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from inovasi.workers.keeper import Health as KeeperHealth
from tests.serving.support import pooled


def test_alive_names_release_and_dataset(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert answer.json is not None
    assert answer.json["status"] == "ok"
    assert set(answer.json) == {"status", "release", "dataset"}
    assert answer.headers["Cache-Control"] == "no-store"


def test_ready_tells_of_the_workers_and_what_isolates_them(tmp_path: Path) -> None:
    with pooled(tmp_path) as (client, engine):
        answer = client.get("/readyz")
        document: Any = answer.json
        assert (answer.status_code, document["status"]) == (200, "ready")
        assert document["isolation"] == engine.pool.state().isolation
        assert document["dataset"] == engine.version
        assert document["workers"]["workers"] == document["workers"]["alive"] == 1


def test_a_server_that_stops_is_alive_and_not_ready(tmp_path: Path) -> None:
    with pooled(tmp_path) as (client, engine):
        engine.pool.drain(0)
        answer = client.get("/readyz")
        document: Any = answer.json
        assert (answer.status_code, document["reason"]) == (503, "This server is stopping")
        assert answer.headers["Retry-After"] == "5"
        assert client.get("/healthz").status_code == 200
        refused = client.get("/sparql?query=ASK{}")
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "10")
        problem: Any = refused.json
        assert problem["type"].endswith("/draining")


def test_a_server_that_cannot_start_workers_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pooled(tmp_path) as (client, engine):
        ill = KeeperHealth(0, 1, 4, "no memory left")
        monkeypatch.setattr(engine.pool._keeper, "health", lambda: ill)
        answer = client.get("/readyz")
        document: Any = answer.json
        assert answer.status_code == 503
        assert document["reason"].endswith("can be started: no memory left")


def test_a_server_whose_other_workers_answer_is_ready_and_tells_its_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pooled(tmp_path) as (client, engine):
        ailing = KeeperHealth(1, 1, 4, "no memory left")
        monkeypatch.setattr(engine.pool._keeper, "health", lambda: ailing)
        answer = client.get("/readyz")
        document: Any = answer.json
        assert (answer.status_code, document["status"]) == (200, "ready")
        assert document["trouble"] == "no memory left"


def test_an_engine_without_workers_is_ready(client: FlaskClient) -> None:
    answer = client.get("/readyz")
    assert answer.json is not None
    assert (answer.status_code, "workers" in answer.json) == (200, False)
