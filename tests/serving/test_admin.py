from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from inovasi.query.pooled import PoolEngine, digest
from tests.serving.support import ENDLESS, pooled
from tests.workers.support import Call, eventually

TOKEN = "0123456789abcdef"
SHOWN = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[FlaskClient, PoolEngine]]:
    with pooled(tmp_path_factory.mktemp("data"), token=TOKEN) as served:
        yield served


def listed(client: FlaskClient) -> list[dict[str, Any]]:
    answer = client.get("/admin/queries", headers=SHOWN)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    document: Any = answer.json
    queries: list[dict[str, Any]] = document["queries"]
    return queries


def test_a_running_query_is_listed_and_can_be_ended(
    served: tuple[FlaskClient, PoolEngine],
) -> None:
    client, _ = served
    other = client.application.test_client()
    asked = Call(lambda: other.get("/sparql", query_string={"query": ENDLESS}))
    assert eventually(lambda: bool(listed(client)))
    (query,) = listed(client)
    assert query["query"] == digest(ENDLESS)
    assert query["seconds"] >= 0
    assert query["started"].endswith("+00:00")
    assert ENDLESS not in str(query)
    ended = client.delete(f"/admin/queries/{query['id']}", headers=SHOWN)
    assert (ended.status_code, ended.data) == (204, b"")
    answer = asked.finish()
    assert answer.status_code == 503
    assert answer.json["type"].endswith("/query-ended")
    assert eventually(lambda: listed(client) == [])
    assert client.get("/sparql?query=ASK{}").status_code == 200


@pytest.mark.parametrize("number", ["999999", "x", "%00"])
def test_a_query_that_does_not_run_is_not_found(
    served: tuple[FlaskClient, PoolEngine], number: str
) -> None:
    assert served[0].delete(f"/admin/queries/{number}", headers=SHOWN).status_code == 404


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Bearer",
        "Bearer wrong",
        f"Bearer {TOKEN}x",
        f"Basic {TOKEN}",
        TOKEN,
        "Bearer ünïcödé",
        f"Bearer {TOKEN[:-1]}",
    ],
)
@pytest.mark.parametrize(("method", "path"), [("GET", ""), ("DELETE", "/1")])
def test_without_the_token_there_is_nothing_to_see(
    served: tuple[FlaskClient, PoolEngine], header: str | None, method: str, path: str
) -> None:
    headers = {} if header is None else {"Authorization": header}
    answer = served[0].open(f"/admin/queries{path}", method=method, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="inovasi"'
    assert TOKEN not in answer.text


def test_the_scheme_is_written_as_one_likes(served: tuple[FlaskClient, PoolEngine]) -> None:
    headers = {"Authorization": f"bearer  {TOKEN}"}
    assert served[0].get("/admin/queries", headers=headers).status_code == 200


def test_a_server_without_a_token_lets_nobody_in(client: FlaskClient) -> None:
    for method, path in (("GET", ""), ("DELETE", "/1")):
        answer = client.open(f"/admin/queries{path}", method=method, headers=SHOWN)
        assert answer.status_code == 403
        assert "WWW-Authenticate" not in answer.headers


def test_only_a_delete_ends_a_query(served: tuple[FlaskClient, PoolEngine]) -> None:
    answer = served[0].post("/admin/queries/1", headers=SHOWN)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "DELETE, OPTIONS")
