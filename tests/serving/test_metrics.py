from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from tests.serving.conftest import DATA, client_of
from tests.serving.support import pooled


def samples(client: FlaskClient) -> dict[str, float]:
    """Every sample by its name and labels, as they are written."""
    text = client.get("/metrics").text
    return {
        sample.name
        + "".join(f"{{{k}={v}}}" for k, v in sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.fixture
def fresh(tmp_path: Path) -> FlaskClient:
    return client_of(DATA, tmp_path)


def test_requests_are_counted_by_route_and_status(fresh: FlaskClient) -> None:
    for path in ("/", "/sparql?query=ASK{}", "/sparql?query=ASK{", "/a", "/b", "/static/c"):
        fresh.get(path).close()
    found = samples(fresh)
    assert found["inovasi_requests_total{route=home}{status=200}"] == 1
    assert found["inovasi_requests_total{route=sparql}{status=200}"] == 1
    assert found["inovasi_requests_total{route=sparql}{status=400}"] == 1
    assert found["inovasi_requests_total{route=other}{status=404}"] == 2
    assert found["inovasi_requests_total{route=static}{status=404}"] == 1
    assert found["inovasi_response_bytes_total{route=sparql}"] > 0


def test_queries_are_timed_by_outcome(fresh: FlaskClient) -> None:
    fresh.get("/sparql?query=ASK{}")
    fresh.get("/sparql?query=ASK{FILTER(}")
    found = samples(fresh)
    assert found["inovasi_query_seconds_count{outcome=complete}"] == 1
    assert found["inovasi_query_seconds_bucket{le=+Inf}{outcome=complete}"] == 1


def test_the_cache_tells_what_it_did(fresh: FlaskClient) -> None:
    tag = fresh.get("/sparql?query=ASK{}").headers["ETag"]
    fresh.get("/sparql?query=ASK{}")
    fresh.get("/sparql?query=ASK{}", headers={"If-None-Match": tag})
    found = samples(fresh)
    results = {r: found[f"inovasi_cache_requests_total{{result={r}}}"] for r in ("hit", "miss")}
    assert results == {"hit": 1, "miss": 1}
    assert found["inovasi_cache_requests_total{result=validated}"] == 1
    assert found["inovasi_cache_answers"] == 1
    assert found["inovasi_cache_bytes"] > 0


def test_what_is_asked_makes_no_new_labels(fresh: FlaskClient) -> None:
    for number in range(20):
        fresh.get(f"/nothing/{number}").close()
        fresh.open(f"/sparql?query={number}", method="PROPFIND").close()
    routes = {match[1] for name in samples(fresh) if (match := re.search(r"\{route=(.*?)\}", name))}
    assert routes <= {"other", "sparql"}


def test_the_pool_is_looked_at(tmp_path: Path) -> None:
    with pooled(tmp_path, workers="2") as (client, engine):
        found = samples(client)
        assert found["inovasi_workers"] == found["inovasi_workers_alive"] == 2
        assert found["inovasi_workers_started_total"] == 2
        assert found["inovasi_queries_running"] == found["inovasi_queries_waiting"] == 0
        assert found["inovasi_isolation{level=" + engine.pool.state().isolation + "}"] == 1
        engine.pool.drain(0)
        assert samples(client)["inovasi_draining"] == 1


def test_the_format_is_the_one_that_is_asked_for(fresh: FlaskClient) -> None:
    accept = {"Accept": "application/openmetrics-text; version=1.0.0"}
    answer = fresh.get("/metrics", headers=accept)
    assert answer.mimetype == "application/openmetrics-text"
    assert answer.text.endswith("# EOF\n")
    assert answer.headers["Cache-Control"] == "no-store"
    assert fresh.get("/metrics").mimetype == "text/plain"
