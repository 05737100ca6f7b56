"""Long queries are read one after the other, and short ones do not wait for them."""

from __future__ import annotations

from flask.testing import FlaskClient

from inovasi.serving import shares, sparql
from inovasi.serving.sparql import Endpoint

LONG = "ASK {} #" + "x" * sparql.LONG


def endpoint(client: FlaskClient) -> Endpoint:
    view = client.application.view_functions["sparql"]
    found = getattr(view, "__self__", None)
    assert isinstance(found, Endpoint)
    return found


def test_a_long_query_that_does_not_get_its_turn_is_told_to_come_back(
    client: FlaskClient,
) -> None:
    turns = endpoint(client)._turns
    taken = [turns.acquire(blocking=False) for _ in range(shares.READ_AT_ONCE)]
    assert all(taken)
    try:
        answer = client.post("/sparql", data={"query": LONG})
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
        assert client.post("/sparql", data={"query": "ASK {}"}).status_code == 200
    finally:
        turns.release(shares.READ_AT_ONCE)
    assert client.post("/sparql", data={"query": LONG}).status_code == 200


def test_a_query_that_is_turned_away_gives_its_turn_back(client: FlaskClient) -> None:
    for _ in range(3 * shares.READ_AT_ONCE):
        assert client.post("/sparql", data={"query": LONG + "\n}"}).status_code == 400
