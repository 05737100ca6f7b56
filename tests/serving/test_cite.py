from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
import yaml
from flask.testing import FlaskClient

from inovasi import paths
from inovasi.config import read_config
from inovasi.knowledge.releases import lines, read_releases
from inovasi.query import open_engine
from inovasi.serving.app import create_app
from tests.releases import ID, archived
from tests.serving import conftest
from tests.serving.conftest import BROWSER
from tests.serving.test_releases import client_of
from tests.shared import CHECKOUT


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder = tmp_path_factory.mktemp("served")
    return client_of(folder, archived(folder / "releases"))


def test_the_page_shows_every_form_and_leads_to_the_release(client: FlaskClient) -> None:
    text = client.get("/cite", headers=BROWSER).text
    assert "Para kontributor Inovasi (2026)." in text
    assert "@misc{inovasi-0.2.0," in text
    assert "cff-version: 1.2.0" in text
    assert 'href="/releases/0.2.0"' in text
    english = client.get("/cite", headers={**BROWSER, "Accept-Language": "en"}).text
    assert "The Inovasi contributors (2026)." in english


@pytest.mark.parametrize(
    ("name", "media_type", "start"),
    [
        ("text", "text/plain", "Para kontributor"),
        ("bibtex", "application/x-bibtex", "@misc{"),
        ("bib", "application/x-bibtex", "@misc{"),
        ("cff", "application/yaml", "cff-version: 1.2.0"),
        ("html", "text/html", "<!doctype html>"),
    ],
)
def test_a_form_is_chosen_by_name_and_by_accept(
    client: FlaskClient, name: str, media_type: str, start: str
) -> None:
    named = client.get(f"/cite?format={name}")
    asked = client.get("/cite", headers={"Accept": media_type})
    for answer in (named, asked):
        assert answer.mimetype == media_type
        assert answer.text.startswith(start)
        assert "Accept" in answer.vary


def test_the_whole_at_its_permanent_address_is_cited_as_in_the_tree(tmp_path: Path) -> None:
    known = read_releases(paths.RELEASES)
    served = []
    for name in known[-1].hashes:
        served.append(tmp_path / f"{name}.nq")
        served[-1].write_text("".join(lines(known[-1].path(name))), encoding="utf-8")
    config = read_config({"public_url": "https://w3id.org/inovasi"}, tuple(served), {})
    client = create_app(config, open_engine(served), (), known).test_client()
    assert client.get("/cite?format=cff").data == (CHECKOUT / "CITATION.cff").read_bytes()


def test_a_citation_is_followed_back_to_the_release(client: FlaskClient) -> None:
    cited = yaml.safe_load(client.get("/cite?format=cff").text)
    hashed, here = (entry["value"] for entry in cited["identifiers"])
    release = client.get(here, headers={"Accept": "text/turtle"}).text
    assert f"<{cited['url']}> a " in release
    assert hashed.removeprefix("sha256:") in release


def test_another_release_is_cited_by_its_version(client: FlaskClient) -> None:
    assert "releases/0.1.0" in client.get("/cite?version=0.1.0&format=text").text
    assert client.get("/cite?version=0.1").status_code == 404
    assert client.get(f"/cite?version=0.1.0&id={ID}a").status_code == 400


def test_a_thing_is_cited_by_its_name(client: FlaskClient) -> None:
    assert "“Hal A”" in client.get(f"/cite?format=text&id={ID}a").text
    assert "{{Thing A}}" in client.get(f"/cite?format=bibtex&id={ID}a").text
    assert "{{Hal A}}" in client.get(f"/cite?format=bibtex&lang=id&id={ID}a").text
    text = client.get(f"/cite?id={ID}a", headers=BROWSER).text
    assert f'value="{ID}a"' in text
    assert "<strong>Hal A</strong>" in text


def test_an_iri_that_was_copied_with_space_around_it_is_the_same(client: FlaskClient) -> None:
    asked = client.get("/cite", query_string={"format": "cff", "id": f" \t{ID}a\r\n"})
    assert asked.data == client.get(f"/cite?format=cff&id={ID}a").data
    assert client.get("/cite?format=cff&id=%20").data == client.get("/cite?format=cff").data


def test_a_thing_of_a_named_graph_without_a_name_is_cited_by_its_iri(client: FlaskClient) -> None:
    assert f". {ID}c. In: " in client.get(f"/cite?format=text&lang=en&id={ID}c").text


@pytest.fixture(scope="module")
def published() -> FlaskClient:
    """A server of the published graph itself."""
    files = tuple(sorted(paths.PUBLISHED.glob("*.nq")))
    known = read_releases(paths.RELEASES)
    return create_app(read_config({}, files, {}), open_engine(files), (), known).test_client()


@pytest.mark.parametrize(
    ("thing", "licence"),
    [
        (f"{ID}wilayah/11.01", "ODbL-1.0"),
        (f"{ID}wilayah/33.71", "CC-BY-4.0"),
        (f"{ID}inovasi/33.71/datago", "CC-BY-4.0"),
        ("https://w3id.org/inovasi/def/score", "CC-BY-4.0"),
    ],
)
def test_a_thing_has_the_licence_of_its_dataset(
    published: FlaskClient, thing: str, licence: str
) -> None:
    cited = yaml.safe_load(published.get(f"/cite?format=cff&id={thing}").text)
    assert cited["preferred-citation"]["license"] == licence
    assert cited["license"] == ["CC-BY-4.0", "ODbL-1.0", "Apache-2.0"]


def test_a_dataset_is_cited_by_its_title_and_licence(published: FlaskClient) -> None:
    asked = f"/cite?lang=en&id={ID}dataset/wilayah&format="
    cited = yaml.safe_load(published.get(f"{asked}cff").text)["preferred-citation"]
    title = "Administrative areas of Indonesia: provinces, regencies and cities"
    assert (cited["title"], cited["license"]) == (title, "ODbL-1.0")
    assert f"“{title}”, {ID}dataset/wilayah. In: " in published.get(f"{asked}text").text
    assert published.get(f"/cite?id={ID}dataset/desa").status_code == 404


def test_a_dataset_that_is_not_served_is_not_cited(client: FlaskClient) -> None:
    assert client.get(f"/cite?id={ID}dataset/ontologi").status_code == 200
    assert client.get(f"/cite?id={ID}dataset/wilayah").status_code == 404


def test_a_release_and_the_whole_are_cited_by_their_iris(client: FlaskClient) -> None:
    released = "/cite?id=https://w3id.org/inovasi/releases/"
    asked = client.get(f"{released}0.1.0&format=cff")
    assert asked.data == client.get("/cite?version=0.1.0&format=cff").data
    page = client.get(f"{released}0.1.0", headers=BROWSER).text
    assert "/cite?version=0.1.0&amp;format=cff" in page
    assert client.get(f"{released}9.0.0").status_code == 404
    assert client.get(released).status_code == 404
    whole = client.get("/cite?id=https://w3id.org/inovasi/&format=cff")
    assert whole.data == client.get("/cite?format=cff").data


def test_of_other_data_no_licence_is_claimed(tmp_path: Path) -> None:
    client = conftest.client_of(conftest.DATA, tmp_path)
    cited = yaml.safe_load(client.get(f"/cite?format=cff&id={ID}hasil/1").text)
    assert "license" not in cited["preferred-citation"]
    assert "license" not in cited


def test_other_data_are_those_of_whoever_publishes_them(tmp_path: Path) -> None:
    named = conftest.client_of(conftest.DATA, tmp_path, publisher="Kota <https://kota.example/>")
    unnamed = conftest.client_of(conftest.DATA, tmp_path)
    for client, author in ((named, "Kota"), (unnamed, "The operator of this server")):
        cited = yaml.safe_load(client.get(f"/cite?format=cff&id={ID}hasil/1").text)
        assert cited["authors"] == cited["preferred-citation"]["authors"] == [{"name": author}]
        assert cited["title"] == "The data served here"
        for form in ("text", "bibtex", "cff"):
            text = client.get(f"/cite?format={form}&lang=en").text
            assert author in text
            assert "Inovasi contributors" not in text
            assert "knowledge graph of Indonesian" not in text


@pytest.mark.parametrize(
    "entity",
    [
        f"{ID}none",
        "<script>alert(1)</script>",
        "a:b> ?p ?o } DROP ALL #",
        'a:"',
        "a:\\u003e",
        "a:{}",
        "a:\n",
        "no-scheme",
        "a:" + "x" * 3000,
        "a:\ud7ff\ufffd",
        "javascript:alert(1)",
    ],
)
def test_an_id_that_is_none_is_not_found_and_stays_text(client: FlaskClient, entity: str) -> None:
    for headers in ({}, BROWSER, {"Accept": "application/x-bibtex"}):
        answer = client.get(f"/cite?id={quote(entity)}", headers=headers)
        assert answer.status_code == 404
        assert "<script>" not in answer.text
        assert "alert(1)</" not in answer.text


def test_an_unknown_form_is_told_with_the_known_ones(client: FlaskClient) -> None:
    answer = client.get("/cite?format=ris")
    assert answer.status_code == 400
    assert "html, text, bibtex, cff" in answer.text
    assert client.get("/cite", headers={"Accept": "image/png"}).status_code == 406


def test_other_data_are_cited_by_their_state(tmp_path: Path) -> None:
    client = conftest.client_of(conftest.DATA, tmp_path)
    text = client.get("/cite", headers=BROWSER).text
    assert "bukan sebuah rilis" in text
    assert "keadaan data" in text
    assert client.get("/cite?format=cff").status_code == 200
