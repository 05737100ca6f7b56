from __future__ import annotations

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize("address", ["/", "/sparql?query=ASK{}", "/healthz", "/nothing", "/sparql"])
def test_every_response_is_open_to_all_and_runs_nothing(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"].split("; ")
    assert policy[0] == "default-src 'none'"
    assert {"form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"} <= set(policy)
    assert not any("unsafe" in part or "*" in part for part in policy)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in headers


def test_a_preflight_allows_what_the_endpoint_reads(client: FlaskClient) -> None:
    answer = client.options(
        "/sparql", headers={"Origin": "https://x", "Access-Control-Request-Method": "POST"}
    )
    assert answer.status_code == 200
    assert set(answer.headers["Access-Control-Allow-Methods"].split(", ")) == {
        "GET",
        "HEAD",
        "POST",
        "OPTIONS",
    }
    assert "Content-Type" in answer.headers["Access-Control-Allow-Headers"]
    assert answer.data == b""
