"""Every identifier answers: as a page, and as RDF that speaks of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
import rdflib
from flask.testing import FlaskClient

from inovasi import iris
from inovasi.knowledge.retired import Retired
from inovasi.serving import app
from tests.serving.conftest import BROWSER, DATA, client_of
from tests.serving.support import ENDLESS, pooled
from tests.workers.support import Call, eventually

RESULT = "/doc/hasil/2"
TYPES = {
    ".ttl": ("text/turtle", "turtle"),
    ".jsonld": ("application/ld+json", "json-ld"),
    ".nt": ("application/n-triples", "nt"),
    ".rdf": ("application/rdf+xml", "xml"),
}


def test_a_thing_is_described_elsewhere(client: FlaskClient) -> None:
    answer = client.get("/id/hasil/2.ttl?lang=en")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/doc/hasil/2.ttl?lang=en"
    assert 'rel="describedby"' in answer.headers["Link"]


@pytest.mark.parametrize("suffix", TYPES)
def test_a_form_of_rdf_has_its_suffix_and_its_media_type(client: FlaskClient, suffix: str) -> None:
    media_type, parser = TYPES[suffix]
    by_suffix = client.get(RESULT + suffix)
    by_accept = client.get(RESULT, headers={"Accept": media_type})
    assert by_suffix.mimetype == by_accept.mimetype == media_type
    assert by_suffix.data == by_accept.data
    assert by_accept.headers["Content-Location"] == RESULT + suffix
    assert "Accept" in by_accept.headers["Vary"]
    graph = rdflib.Graph().parse(data=by_suffix.data, format=parser)
    about = rdflib.URIRef(iris.ENTITY + "hasil/2")
    assert (about, rdflib.URIRef(iris.TERM + "score"), rdflib.Literal(100)) in graph
    again = client.get(RESULT + suffix, headers={"If-None-Match": by_suffix.headers["ETag"]})
    assert again.status_code == 304
    assert client.head(RESULT + suffix).status_code == 200


def test_links_tell_of_the_other_forms_and_of_the_thing(client: FlaskClient) -> None:
    links = client.get(RESULT, headers=BROWSER).headers.getlist("Link")
    assert f'<{iris.ENTITY}hasil/2>; rel="describes"' in links
    assert f'<{RESULT}>; rel="canonical"' in links
    assert f'<{RESULT}.ttl>; rel="describedby"; type="text/turtle"' in links
    assert f'<{RESULT}.rdf>; rel="alternate"; type="application/rdf+xml"' in links
    assert not any('rel="alternate"; type="text/html"' in link for link in links)


def test_a_page_shows_values_with_their_claims_and_both_where_they_differ(
    client: FlaskClient,
) -> None:
    text = client.get(RESULT, headers=BROWSER).text
    assert '<code class="iri"' in text
    assert iris.ENTITY + "hasil/2" in text
    assert '<bdi class="literal figure">100</bdi>' in text
    assert '<bdi class="literal figure">150</bdi>' in text
    assert "Misread." in client.get(RESULT + "?lang=en", headers=BROWSER).text


def test_what_points_to_a_thing_stands_on_its_page(client: FlaskClient) -> None:
    text = client.get("/doc/org/2", headers=BROWSER).text
    assert '<a href="/doc/hasil/2">' in text


def test_terms_and_concepts_answer_where_they_are(tmp_path: Path) -> None:
    client = client_of(
        DATA + '<https://w3id.org/inovasi/def/score> skos:prefLabel "skor"@id .'
        '<https://w3id.org/inovasi/skema/a/b.ttl> skos:prefLabel "titik"@id .',
        tmp_path,
    )
    assert client.get("/def/score", headers=BROWSER).status_code == 200
    assert client.get("/def/score.nt").mimetype == "application/n-triples"
    # The identifier itself ends like a suffix.
    assert "titik" in client.get("/skema/a/b.ttl", headers=BROWSER).text
    assert client.get("/skema/a/b.ttl.ttl").mimetype == "text/turtle"


@pytest.mark.parametrize("path", ["/doc/nothing", "/doc/nothing.ttl", "/doc/a%20b", "/def/none"])
def test_what_nobody_knows_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.get(path, headers=BROWSER).status_code == 404


@pytest.mark.parametrize(("page", "status"), [("2", 404), ("0", 400), ("x", 400), ("", 400)])
def test_only_pages_that_are_there_answer(client: FlaskClient, page: str, status: int) -> None:
    assert client.get(f"{RESULT}.ttl?page={page}").status_code == status


def test_many_that_point_are_paged(tmp_path: Path) -> None:
    many = "".join(
        f"<{iris.ENTITY}i/{number}> inov:within <{iris.ENTITY}w> .\n" for number in range(150)
    )
    client = client_of(DATA + many, tmp_path)
    first = client.get("/doc/w.ttl")
    assert '</doc/w.ttl?page=2>; rel="next"' in first.headers.getlist("Link")
    second = client.get("/doc/w.ttl?page=2")
    assert '</doc/w.ttl>; rel="prev"' in second.headers.getlist("Link")
    page = client.get("/doc/w?page=2", headers=BROWSER)
    assert page.headers["Content-Location"] == "/doc/w.html?page=2"
    assert 'rel="prev" href="/doc/w"' in page.text


def test_a_retired_identifier_is_gone_or_leads_to_what_replaced_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, gone = iris.ENTITY + "lama", iris.ENTITY + "hilang"
    reason = {"id": "Ganda.", "en": "Double."}
    table = {
        old: Retired(old, iris.ENTITY + "hasil/2", "0.3.0", reason),
        gone: Retired(gone, "", "0.3.0", reason),
    }
    monkeypatch.setattr(app, "read_retired", lambda _: table)
    client = client_of(DATA, tmp_path)
    for path, place in (("/doc/lama", RESULT), ("/doc/lama.ttl", RESULT + ".ttl")):
        moved = client.get(path)
        assert (moved.status_code, moved.headers["Location"]) == (301, place)
        spoken = client.get(f"{path}?lang=en&x=%0D").headers["Location"]
        assert spoken == f"{place}?lang=en"
    answer = client.get("/doc/hilang?lang=en")
    assert answer.status_code == 410
    assert "Double." in answer.get_json()["detail"]
    assert "Ganda." in client.get("/doc/hilang?lang=id", headers=BROWSER).text
    assert client.get("/doc/hilang.ttl", headers=BROWSER).status_code == 410


def test_endless_queries_of_visitors_keep_no_page_waiting(tmp_path: Path) -> None:
    with pooled(tmp_path, workers="2", threads="16", timeout="4") as (client, engine):

        def ask(number: int) -> int:
            query = ENDLESS + f"# {number}"
            other = client.application.test_client()
            return other.get("/sparql", query_string={"query": query}).status_code

        calls = [Call(partial(ask, number)) for number in range(3)]
        # One runs and two wait: the second worker is kept for what is done in a moment.
        assert eventually(lambda: engine.pool.state().running == 1)
        assert eventually(lambda: engine.pool.state().waiting == 2)
        # Nothing there is named so, which takes as many questions to find out as a page does.
        assert client.get("/doc/none", headers=BROWSER).status_code == 404
        assert client.get("/doc/none.ttl").status_code == 404
        assert engine.pool.state().running == 1
        assert sorted(call.finish() for call in calls) == [503, 503, 504]
