from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from inovasi.serving.limiting import RateLimit, client_of
from inovasi.serving.refusals import REFUSAL
from tests.serving.conftest import DATA
from tests.serving.conftest import client_of as app_over
from tests.serving.support import call, environ


def passes(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    start_response("200 OK", [])
    return []


def refuses(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    start_response("429 TOO MANY REQUESTS", [("Retry-After", str(environ[REFUSAL].retry_after))])
    return []


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("unix:", "unix:"),
        ("x" * 500, "x" * 64),
    ],
)
def test_who_is_one_client(address: str, known: str) -> None:
    assert client_of(address) == known


def test_each_client_has_a_rate_of_its_own() -> None:
    app = RateLimit(passes, refuses, "2/hour")
    mine = [call(app, environ(REMOTE_ADDR="192.0.2.1")) for _ in range(4)]
    assert [said.status[:3] for said in mine] == ["200", "200", "429", "429"]
    assert 1 <= int(mine[-1].headers["Retry-After"]) <= 2 * 3600
    assert call(app, environ(REMOTE_ADDR="192.0.2.2")).status[:3] == "200"


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics", "/static/style.css"])
def test_what_watches_the_server_is_not_counted(path: str) -> None:
    app = RateLimit(passes, refuses, "1/hour")
    assert {call(app, environ(path)).status[:3] for _ in range(5)} == {"200"}


def test_a_refusal_is_a_problem_like_any_other(tmp_path: Path) -> None:
    client = app_over(DATA, tmp_path, rate_limit="1/hour")
    assert client.get("/sparql?query=ASK{}").status_code == 200
    answer = client.get("/sparql?query=ASK{}")
    assert answer.status_code == 429
    assert answer.json is not None
    assert answer.json["type"].endswith("/too-many-requests")
    assert answer.json["detail"] == "This server takes 1 per 1 hour from one client"
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get("/healthz").status_code == 200


def test_there_is_no_limit_unless_one_is_set(tmp_path: Path) -> None:
    client = app_over(DATA, tmp_path)
    assert {client.get("/sparql?query=ASK{}").status_code for _ in range(20)} == {200}
