"""A named graph: exactly its statements, and a page that tells whose it is."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from inovasi import iris
from inovasi.config import read_config
from inovasi.query import open_engine
from inovasi.serving import graphs
from inovasi.serving.app import create_app
from tests.serving.conftest import BROWSER

DATA = f"""
<{iris.ENTITY}a> <{iris.TERM}score> 1 .
<{iris.source("pers")}> a <{iris.TERM}ExternalPage> ;
  <{iris.expand("skos:prefLabel")}> "Pers <satu>"@id ;
  <{iris.TERM}verification> <{iris.CONCEPT}verifikasi/belum> .
<{iris.graph("pers")}> {{
  <{iris.ENTITY}a> a <{iris.TERM}Innovation> ; <{iris.TERM}score> 2, 3 .
  <{iris.ENTITY}b> <{iris.TERM}note> "x \\u2028 y"@id .
}}
<{iris.graph("x.nq")}> {{ <{iris.ENTITY}a> <{iris.TERM}score> 4 }}
"""
SUFFIXES = (".ttl", ".nt", ".nq", ".trig", ".rdf", ".jsonld")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    file = tmp_path_factory.mktemp("data") / "data.trig"
    file.write_text(DATA, encoding="utf-8")
    config = read_config({"cache_bytes": "0"}, (file,), {})
    return create_app(config, open_engine(config.data)).test_client()


def statements(client: FlaskClient, path: str) -> tuple[set[ox.Triple], set[object]]:
    answer = client.get(path)
    form = ox.RdfFormat.from_media_type(str(answer.mimetype))
    assert form is not None
    quads = list(ox.parse(answer.data, form))
    return {quad.triple for quad in quads}, {quad.graph_name for quad in quads}


@pytest.mark.parametrize("readable", [True, False])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_form_has_the_statements_of_the_graph_and_no_other(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, suffix: str, readable: bool
) -> None:
    if not readable:
        monkeypatch.setattr(graphs, "READABLE", 0)
    found, names = statements(client, f"/graf/pers{suffix}")
    assert found == statements(client, "/graf/pers.nt")[0]
    assert len(found) == 4
    named = suffix in (".nq", ".trig")
    assert names == {ox.NamedNode(iris.graph("pers")) if named else ox.DefaultGraph()}


def test_the_form_is_chosen_by_accept_and_named_in_the_answer(client: FlaskClient) -> None:
    answer = client.get("/graf/pers", headers={"Accept": "application/n-quads"})
    assert answer.mimetype == "application/n-quads"
    assert answer.headers["Content-Location"] == "/graf/pers.nq"
    assert f'<{iris.graph("pers")}>; rel="describes"' in answer.headers.getlist("Link")
    tag = {"If-None-Match": answer.headers["ETag"]}
    assert client.get("/graf/pers.nq", headers=tag).status_code == 304
    assert client.head("/graf/pers.nq").status_code == 200


def test_a_name_that_ends_like_a_suffix_counts_first(client: FlaskClient) -> None:
    assert len(statements(client, "/graf/x.nq.ttl")[0]) == 1
    assert client.get("/graf/x.nq", headers=BROWSER).mimetype == "text/html"


def test_a_page_tells_whose_world_it_is_and_how_much_is_in_it(client: FlaskClient) -> None:
    text = client.get("/graf/pers?lang=en", headers=BROWSER).text
    assert "Pers &lt;satu&gt;" in text
    assert 'href="/doc/sumber/pers"' in text
    assert "<dt>Statements</dt><dd>4</dd>" in text
    assert "<dt>Things spoken of</dt><dd>2</dd>" in text
    assert 'href="/def/Innovation"' in text


@pytest.mark.parametrize("path", ["/graf/none", "/graf/none.ttl", "/graf/a%20b"])
def test_a_graph_without_statements_is_not_there(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_more_than_is_counted_is_said(
    tmp_path: Path, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graphs, "_MOST", 4)
    assert "more than 4" in client.get("/graf/pers?lang=en", headers=BROWSER).text


def test_near_names_of_graphs_and_where_a_description_is_from(tmp_path: Path) -> None:
    file = tmp_path / "data.trig"
    file.write_text(
        f"@base <{iris.BASE}> . @prefix inov: <{iris.TERM}> ."
        " <graf/satu> { <id/x> inov:score 1 } <graf/dua> { <id/x> inov:rank 1 }"
        " { <id/y> inov:rank 1 }"
    )
    client = create_app(read_config({}, (file,), {}), open_engine((file,))).test_client()
    assert client.get("/graf/sattu").get_json()["near"] == [
        {"iri": iris.GRAPH + "satu", "label": "satu"}
    ]
    links = client.get("/doc/x.ttl").headers.getlist("Link")
    assert {'</graf/satu>; rel="via"', '</graf/dua>; rel="via"'} <= set(links)
    assert "via" not in str(client.get("/doc/y.ttl").headers.getlist("Link"))
