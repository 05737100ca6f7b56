from __future__ import annotations

import subprocess
import sys

from flask.testing import FlaskClient

from inovasi.config import read_config
from inovasi.paths import PUBLISHED
from inovasi.serving.app import open_app


def test_the_addresses_are_those_of_the_interface(client: FlaskClient) -> None:
    rules = {str(rule) for rule in client.application.url_map.iter_rules()}
    assert rules == {"/", "/sparql", "/healthz", "/static/<path:filename>"}


def test_health_names_release_and_dataset(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert answer.json is not None
    assert answer.json["status"] == "ok"
    assert set(answer.json) == {"status", "release", "dataset"}


def test_the_published_graph_and_the_saved_questions_are_served() -> None:
    config = read_config({}, tuple(sorted(PUBLISHED.glob("*.nq"))), {})
    client = open_app(config).test_client()
    page = client.get("/?q=peringkat-kota", headers={"Accept": "text/html"}).text
    assert "Kota Surabaya" in page
    assert "Bagaimana peringkat sepuluh kota" in page


def test_the_serving_path_loads_nothing_that_it_does_not_need() -> None:
    code = (
        "import sys, inovasi.serving.app, inovasi.serving.server, inovasi.cli\n"
        "print(*{'rdflib', 'pyshacl', 'rich'} & {name.split('.')[0] for name in sys.modules})"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.split() == []
