"""What was validated is told as it was recorded, and of other data that nobody knows."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import rdflib
from flask.testing import FlaskClient

from inovasi import iris, paths
from inovasi.config import read_config
from inovasi.knowledge import report
from inovasi.query import open_engine
from inovasi.resources.asking import Asker
from inovasi.serving.app import create_app
from inovasi.serving.pages import Pages
from inovasi.serving.validation import Validation
from tests.serving.conftest import BROWSER
from tests.serving.disputed import RESULT, client_of

PUBLISHED = tuple(sorted(paths.PUBLISHED.glob("*.nq")))
MAGELANG = iris.ENTITY + "hasil/iga-2017/kota/33.71"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    config = read_config({}, PUBLISHED, {})
    return create_app(config, open_engine(config.data)).test_client()


def page(client: FlaskClient, address: str, lang: str = "en") -> str:
    answer = client.get(address, headers={**BROWSER, "Accept-Language": lang})
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    return answer.text


def test_the_result_stands_by_shape(client: FlaskClient) -> None:
    text = page(client, "/validation")
    assert "This graph keeps all of its rules." in text
    assert text.count('href="/validation/') > 34
    assert "kept, but for 2 disputes" in text
    assert "Graf ini memenuhi semua aturannya." in page(client, "/validation", "id")


def test_a_shape_has_its_words_and_faulty_examples(client: FlaskClient) -> None:
    text = page(client, "/validation/Claim")
    assert 'id="Claim-onePreferred"' in text
    assert "Two claims are preferred for one single-valued property." in text
    assert "Keep one inov:Preferred and set the other back to inov:Normal." in text
    assert "# preferred as well" in text
    assert "# expect:" not in text
    assert "298 things in the default graph, 130 in outside pages" in text
    assert "Sisakan satu inov:Preferred" in page(client, "/validation/Claim", "id")
    assert client.get("/validation/Nothing").status_code == 404


def test_a_thing_shows_what_looks_at_it(client: FlaskClient) -> None:
    text = page(client, f"/validation?id={MAGELANG}")
    head = text[: text.index('aria-labelledby="bentuk"')]
    assert 'href="/validation/AwardResult"' in head
    assert 'href="/validation/Labelled"' in head
    assert 'href="/validation/Claim"' not in head
    assert client.get("/validation?id=urn:nothing").status_code == 404
    disputed = page(client, f"/validation?id={iris.ENTITY}amatan/ID/inovasi-dilaporkan/2019")
    assert "Disputes within outside pages" in disputed
    assert "inovasi-dilaporkan/2020" not in disputed


@pytest.mark.parametrize("suffix", ["ttl", "jsonld", "nt", "rdf"])
@pytest.mark.parametrize("how", ["suffix", "accept"])
def test_the_report_is_one_of_shacl(client: FlaskClient, suffix: str, how: str) -> None:
    named = client.get(f"/validation.{suffix}")
    answer = named
    if how == "accept":
        answer = client.get("/validation", headers={"Accept": named.mimetype})
    assert answer.data == named.data
    kind = {"ttl": "turtle", "jsonld": "json-ld", "nt": "nt", "rdf": "xml"}[suffix]
    graph = rdflib.Graph().parse(data=answer.data, format=kind)
    reports = list(graph.subjects(rdflib.RDF.type, rdflib.SH.ValidationReport))
    assert reports == [rdflib.URIRef(report.REPORT)]
    assert graph.value(reports[0], rdflib.SH.conforms) == rdflib.Literal(True)
    assert client.get("/validation.pdf").status_code == 404


def test_of_other_data_nobody_knows(tmp_path: Path) -> None:
    client = client_of(tmp_path)
    text = page(client, "/validation")
    assert "These data were not validated here." in text
    assert "inovasi check" in text
    assert "/validation.ttl" not in text
    assert client.get("/validation.ttl").status_code == 404
    assert "not known" in page(client, f"/validation?id={RESULT}")
    assert "not known" in page(client, "/validation/AwardResult")


def test_a_record_of_other_files_counts_for_nothing(tmp_path: Path) -> None:
    folder = shutil.copytree(paths.PUBLISHED, tmp_path / "published")
    sources = {file.stem: file for file in sorted(folder.glob("*.nq"))}
    config = read_config({}, tuple(sources.values()), {})
    engine = open_engine(config.data)
    pages = Pages.load(config, engine.version)
    assert Validation(Asker(engine), pages, sources).record is not None
    with (folder / "inovasi.nq").open("a") as file:
        file.write("<http://a/s> <http://a/p> <http://a/o> .\n")
    assert Validation(Asker(engine), pages, sources).record is None
    (folder / report.FILE).unlink()
    assert Validation(Asker(engine), pages, sources).record is None
