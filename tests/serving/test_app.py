from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from inovasi.config import read_config
from inovasi.paths import PUBLISHED, QUERIES
from inovasi.query.pooled import PoolEngine
from inovasi.query.saved import read_questions
from inovasi.serving.app import PREPARE, create_app, open_pool
from inovasi.serving.protocol import DIRECT
from tests.serving.conftest import BROWSER, DATA, client_of
from tests.serving.support import ENDLESS, HOG, pooled
from tests.workers.support import Call, eventually


@pytest.fixture(scope="module")
def published() -> Iterator[tuple[FlaskClient, PoolEngine]]:
    config = read_config({"workers": "1"}, tuple(sorted(PUBLISHED.glob("*.nq"))), {})
    engine = open_pool(config)
    yield create_app(config, engine, read_questions(QUERIES)).test_client(), engine
    engine.close()


def test_the_addresses_are_those_of_the_interface(client: FlaskClient) -> None:
    rules = {str(rule) for rule in client.application.url_map.iter_rules()}
    assert rules == {
        *("/", "/sparql", "/static/<path:filename>"),
        *("/id/<path:name>", "/doc/<path:name>", "/def/<path:name>", "/skema/<path:name>"),
        *("/def", "/def/", "/def/<version:version>", "/def/problem/<slug>"),
        *("/shapes.ttl", "/context.jsonld"),
        "/graf/<path:name>",
        *("/browse", "/browse/<word>", "/browse/<word>.csv"),
        *(
            "/search",
            "/sitemap.xml",
            "/sitemap/<name>.xml",
            "/robots.txt",
            "/feed.atom",
            "/llms.txt",
        ),
        *("/catalog", "/catalog.ttl", "/catalog.jsonld", "/catalog.rdf", "/.well-known/void"),
        *("/dump/<name>", "/dump/<version>/<name>"),
        *("/releases", "/releases.<suffix>", "/releases/<name>", "/cite"),
        *("/sources", "/contradictions", "/contradictions.<suffix>", "/report"),
        *("/validation", "/validation.<suffix>", "/validation/<name>"),
        *("/about", "/accessibility", "/licence"),
        *("/healthz", "/readyz", "/metrics", "/admin/queries", "/admin/queries/<number>"),
    }


def test_the_published_graph_and_the_saved_questions_are_served(
    published: tuple[FlaskClient, PoolEngine],
) -> None:
    page = published[0].get("/?q=peringkat-kota", headers={"Accept": "text/html"}).text
    assert "Kota Surabaya" in page
    assert "Bagaimana peringkat sepuluh kota" in page


def test_no_query_runs_in_the_process_that_serves(
    published: tuple[FlaskClient, PoolEngine], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, engine = published
    monkeypatch.setattr("pyoxigraph.Store.query", None)
    assert client.get("/sparql?query=ASK{}").status_code == 200
    assert engine.pool.state().started == 1


ROWS = "SELECT * { VALUES ?a { 0 1 2 3 4 5 6 7 8 9 } VALUES ?b { 0 1 2 3 4 5 6 7 8 9 } } LIMIT "


@pytest.mark.parametrize(
    ("settings", "query", "status", "kind"),
    [
        ({"max_rows": "20"}, ROWS + "20", 200, ""),
        ({"max_rows": "20"}, ROWS + "21", 507, "result-too-large"),
        ({"max_rows": "0"}, ROWS + "100", 200, ""),
        ({"max_result_bytes": "1024"}, ROWS + "1", 200, ""),
        ({"max_result_bytes": "1024"}, ROWS + "100", 507, "result-too-large"),
        ({"timeout": "1.5"}, ENDLESS, 504, "out-of-time"),
        ({"max_query_bytes": "50"}, ROWS + "1", 413, "content-too-large"),
        ({"memory": "64"}, HOG, 507, "out-of-memory"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_past_a_limit_has_its_status_and_a_good_query_follows(
    tmp_path: Path, settings: dict[str, str], query: str, status: int, kind: str
) -> None:
    with pooled(tmp_path, **settings) as (client, _):
        direct = {"content_type": DIRECT, "headers": {"Accept": "application/json"}}
        answer: Any = client.post("/sparql", data=query, **direct)
        assert answer.status_code == status
        if kind:
            assert answer.json["type"].endswith("/" + kind)
        assert client.post("/sparql", data="ASK {}", **direct).status_code == 200


def test_a_full_queue_is_told_and_keeps_nothing_else_waiting(tmp_path: Path) -> None:
    with pooled(tmp_path, threads="4", timeout="3") as (client, engine):

        def ask(number: int) -> Any:
            query = ENDLESS + f"# {number}"
            other = client.application.test_client()
            return other.get("/sparql", query_string={"query": query})

        def state() -> tuple[int, int]:
            return engine.pool.state().running, engine.pool.state().waiting

        first = Call(partial(ask, 0))
        assert eventually(lambda: state() == (1, 0))
        second = Call(partial(ask, 1))
        assert eventually(lambda: state() == (1, 1))
        refused = ask(2)
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "2")
        assert refused.json["type"].endswith("/busy")
        for path in ("/healthz", "/readyz", "/metrics", "/static/style.css"):
            with client.get(path) as answer:
                assert answer.status_code == 200
        assert engine.pool.end("1")
        assert [call.finish().status_code for call in (first, second)] == [503, 504]


def test_every_page_is_compiled_before_anyone_reads_it(client: FlaskClient) -> None:
    app = client.application
    app.extensions[PREPARE]()
    compiled = {key[1] for key in app.jinja_env.cache or {}}
    assert {"home.html", "catalogue.html", "problem.html"} <= compiled


def test_links_begin_with_the_base_path(tmp_path: Path) -> None:
    client = client_of(DATA, tmp_path, base_path="/data")
    page = client.get("/data/", headers=BROWSER).text
    assert 'action="/data/sparql"' in page
    assert 'href="/data/static/style.css' in page
    assert 'href="/static' not in page
    assert client.get("/data/sparql?query=ASK{}").status_code == 200
    assert client.get("/data/healthz").status_code == client.get("/healthz").status_code == 200


def test_the_serving_path_loads_nothing_that_it_does_not_need() -> None:
    code = (
        "import sys, inovasi.serving.app, inovasi.serving.server, inovasi.cli\n"
        "print(*{'rdflib', 'pyshacl', 'rich'} & {name.split('.')[0] for name in sys.modules})"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.split() == []


def test_the_main_process_loads_neither_flask_nor_an_engine() -> None:
    code = (
        "import sys, inovasi.serving.server\n"
        "print(*{'flask', 'pyoxigraph', 'limits'} & {n.split('.')[0] for n in sys.modules})"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.split() == []


def test_an_address_without_its_last_slash_leads_on_whoever_was_asked(tmp_path: Path) -> None:
    client = client_of(
        DATA, tmp_path, base_path="/inovasi", public_url="https://data.example.org/inovasi"
    )
    answer = client.get("/inovasi/def?lang=en", headers={"Host": "evil.example"})
    assert (answer.status_code, answer.headers["Location"]) == (308, "/inovasi/def/?lang=en")
