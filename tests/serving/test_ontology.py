from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
import rdflib
from flask.testing import FlaskClient
from rdflib.compare import isomorphic

from inovasi import iris, paths
from inovasi.config import read_config
from inovasi.knowledge.ontology import documented
from inovasi.knowledge.releases import read_releases
from inovasi.knowledge.validation import load_shapes
from inovasi.query import open_engine
from inovasi.serving.app import create_app
from tests.serving.conftest import BROWSER, client_of

TYPES = {
    "text/turtle": "turtle",
    "application/ld+json": "json-ld",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
}
ONTOLOGY = documented()


@pytest.fixture(scope="module")
def published() -> FlaskClient:
    config = read_config({}, tuple(sorted(paths.PUBLISHED.glob("*.nq"))), {})
    return create_app(
        config, open_engine(config.data), releases=read_releases(paths.RELEASES)
    ).test_client()


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Serves data that have nothing to do with the project."""
    return client_of("<http://a/s> <http://a/p> 1 .", tmp_path_factory.mktemp("other"))


def page(client: FlaskClient, address: str, language: str = "en") -> str:
    response = client.get(address, headers={**BROWSER, "Accept-Language": language})
    assert response.status_code == 200, response.text
    return response.text


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_term_is_documented_with_its_texts_and_a_link(
    published: FlaskClient, language: str
) -> None:
    import html

    text = html.unescape(page(published, "/def/", language))
    for term in (*ONTOLOGY.classes.values(), *ONTOLOGY.properties.values()):
        assert term.definition[language] in text, term.name
        assert text.count(f'id="{term.anchor}"') == 1, term.name
        if term.ours:
            assert term.labels[language] in text
            assert term.example[language] in text
            assert f'href="/def/{term.iri.removeprefix(iris.TERM)}"' in text
    for scheme in ONTOLOGY.schemes:
        assert f'href="/skema/{scheme.iri.removeprefix(iris.CONCEPT)}"' in text


def test_links_within_the_page_lead_somewhere(published: FlaskClient) -> None:
    text = page(published, "/def/")
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(ids)


def test_the_page_has_examples_from_the_data_and_rules_in_words(published: FlaskClient) -> None:
    text = page(published, "/def/")
    assert 'href="/doc/hasil/iga-2017/kota/' in text
    assert "At most 1 value." in text
    assert "Must be there, unless claims about it are still in conflict." in text


def test_the_diagram_is_drawn_without_style_and_told_in_words(published: FlaskClient) -> None:
    text = page(published, "/def/")
    panels = re.findall(r"<svg.*?</svg>", text, re.DOTALL)
    assert len(panels) == len([theme for theme in ONTOLOGY.themes if theme.classes])
    assert "style=" not in text
    assert re.search(r'class="diagram"[^>]* aria-label="Class diagram: Awards" tabindex="0"', text)
    assert text.count('<ul class="relations">') == len(panels)


def test_the_page_is_small_enough(published: FlaskClient) -> None:
    for language in ("id", "en"):
        asked = {**BROWSER, "Accept-Language": language, "Accept-Encoding": "gzip"}
        response = published.get("/def/", headers=asked)
        assert response.headers["Content-Encoding"] == "gzip"
        assert len(response.data) < 60_000


@pytest.mark.parametrize("media_type", TYPES)
def test_every_format_holds_the_whole_ontology(published: FlaskClient, media_type: str) -> None:
    response = published.get("/def/", headers={"Accept": media_type})
    assert response.mimetype == media_type
    graph = rdflib.Graph().parse(data=response.data, format=TYPES[media_type])
    expected = rdflib.Graph().parse(data="".join(ONTOLOGY.lines), format="nt")
    assert isomorphic(graph, expected)


def test_a_format_can_be_named_in_the_address(published: FlaskClient) -> None:
    for name in ("turtle", "ttl", "text/turtle"):
        assert published.get(f"/def/?format={name}").mimetype == "text/turtle"
    assert published.get("/def/?format=word").status_code == 400


def test_without_a_slash_the_address_leads_to_the_page(published: FlaskClient) -> None:
    response = published.get("/def")
    assert response.status_code == 308
    assert response.headers["Location"].endswith("/def/")


def test_over_other_data_the_ontology_is_documented_with_its_own_examples(
    other: FlaskClient,
) -> None:
    text = page(other, "/def/")
    assert ONTOLOGY.classes[iris.expand("inov:Award")].example["en"] in text
    assert 'href="/doc/' not in text


def test_a_term_is_known_over_other_data(other: FlaskClient) -> None:
    seen = other.get("/def/AwardResult", headers=BROWSER)
    assert (seen.status_code, seen.headers["Location"]) == (303, "/def/#AwardResult")
    for address, accept in (("/def/AwardResult", "text/turtle"), ("/def/AwardResult.ttl", "*/*")):
        response = other.get(address, headers={"Accept": accept})
        graph = rdflib.Graph().parse(data=response.data, format="turtle")
        assert set(graph.subjects()) == {rdflib.URIRef(iris.TERM + "AwardResult")}
    assert other.get("/def/Unknown").status_code == 404


def test_the_answer_names_its_own_address_and_the_other_forms(published: FlaskClient) -> None:
    response = published.get("/def/", headers={"Accept": "text/turtle"})
    assert response.headers["Content-Location"] == "/def/?format=turtle"
    links = response.headers.getlist("Link")
    assert '</def/?format=html>; rel="alternate"; type="text/html"' in links
    assert sum('rel="alternate"' in link for link in links) == len(TYPES)
    assert published.get("/def/?format=html").mimetype == "text/html"


def test_a_shape_is_described_and_explained_where_its_class_is(published: FlaskClient) -> None:
    name = "/def/shapes/AwardResult-score"
    response = published.get(name, headers={"Accept": "text/turtle"})
    graph = rdflib.Graph().parse(data=response.data, format="turtle")
    shape = rdflib.URIRef(iris.BASE + name.removeprefix("/"))
    assert graph.value(shape, rdflib.SH.path) == rdflib.URIRef(iris.expand("inov:score"))
    assert graph.value(shape, rdflib.SH["or"]) in set(graph.subjects())
    for address, place in (
        (name, "/def/#AwardResult"),
        ("/def/shapes/AwardResult", "/def/#AwardResult"),
        ("/def/shapes/AnyOrganization", "/shapes.ttl"),
    ):
        seen = published.get(address, headers=BROWSER)
        assert (seen.status_code, seen.headers["Location"]) == (303, place)
    assert published.get("/def/shapes/Unknown").status_code == 404


@pytest.mark.parametrize("version", ["0.1.0", "0.2.0"])
def test_the_ontology_of_a_release_is_as_it_was(published: FlaskClient, version: str) -> None:
    response = published.get(f"/def/{version}.nt")
    file = paths.RELEASES / version / "ontologi.nq.gz"
    assert response.data == gzip.decompress(file.read_bytes())
    text = page(published, f"/def/{version}")
    assert f"The Inovasi ontology, version {version}" in text
    assert iris.TERM + version in text
    assert ("was replaced" in text) == (version != ONTOLOGY.version)


def test_a_release_answers_in_what_is_accepted_and_not_for_one_that_never_was(
    published: FlaskClient,
) -> None:
    address = f"/def/{ONTOLOGY.version}"
    assert published.get(address, headers={"Accept": "text/turtle"}).mimetype == "text/turtle"
    assert published.get("/def/9.9.9").status_code == 404


def test_the_shapes_in_one_file_are_those_of_the_folder(published: FlaskClient) -> None:
    response = published.get("/shapes.ttl")
    assert response.content_type == "text/turtle; charset=utf-8"
    assert isomorphic(
        rdflib.Graph().parse(data=response.data, format="turtle"),
        load_shapes(paths.ONTOLOGY / "shapes"),
    )
    assert response.text.count("@prefix sh:") == 1
    assert "# ── AwardResult ──" in response.text


def test_the_context_is_for_every_origin(published: FlaskClient) -> None:
    response = published.get("/context.jsonld")
    assert response.mimetype == "application/ld+json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    file = paths.ONTOLOGY / "context.jsonld"
    assert json.loads(response.text) == json.loads(file.read_text(encoding="utf-8"))


def test_the_page_of_a_class_shows_its_diagram_rules_and_things(published: FlaskClient) -> None:
    text = page(published, "/def/AwardResult")
    assert "What this class means" in text
    assert "10 things in the data being served" in text
    assert 'href="/def/#AwardResult"' in text
    assert "<svg" in text
    assert "At most 1 value." in text


def test_the_page_of_a_property_shows_bounds_marks_and_uses(published: FlaskClient) -> None:
    text = page(published, "/def/score")
    assert "What this property means" in text
    assert "10 statements use it. 11 claims are made on it." in text
    assert "single-valued" in text
    assert "2478" in text


def test_every_class_and_property_of_ours_has_its_page(published: FlaskClient) -> None:
    for term in (*ONTOLOGY.classes.values(), *ONTOLOGY.properties.values()):
        if term.ours:
            text = page(published, f"/def/{term.iri.removeprefix(iris.TERM)}", "id")
            assert 'href="/def/#' in text, term.name


def test_answers_are_held_by_their_tag(published: FlaskClient) -> None:
    for address in ("/def/", "/def/0.2.0", "/shapes.ttl", "/context.jsonld"):
        tag = published.get(address, headers=BROWSER).headers["ETag"]
        again = published.get(address, headers={**BROWSER, "If-None-Match": tag})
        assert again.status_code == 304


def test_below_a_path_the_links_are_below_it(tmp_path: Path) -> None:
    client = client_of("", tmp_path, base_path="/kg")
    text = client.get("/kg/def/", headers=BROWSER).text
    assert 'href="/kg/def/AwardResult"' in text
