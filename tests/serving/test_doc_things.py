"""What holds for the page of every kind of thing that is published."""

from __future__ import annotations

import csv
import json
import re
from html import unescape
from urllib.parse import unquote

import pytest
from flask import url_for
from flask.testing import FlaskClient
from markupsafe import escape

from inovasi import iris, paths
from inovasi.config import read_config
from inovasi.query import open_engine
from inovasi.resources.asking import Asker
from inovasi.resources.labels import local_name, read_labels
from inovasi.serving.app import create_app
from tests.pages.kinds import THINGS, Kind
from tests.serving.conftest import BROWSER

# Those of which claims tell more than of others.
MORE = (
    Kind("told", "/doc/inovasi/33.71/sipput"),
    Kind("asserted", "/doc/inovasi/33.71/krenova"),
    Kind("area-elsewhere", "/doc/wilayah/11.01"),
    Kind("press", "/doc/sumber/pers-iid-2018-2025"),
    Kind("result-elsewhere", "/doc/penghargaan/iga-2017/provinsi"),
    Kind("rank", "/def/Preferred"),
    Kind("claims", "/def/Claim"),
)
SPACES = {
    "/doc/": iris.ENTITY,
    "/def/": iris.TERM,
    "/skema/": iris.CONCEPT,
    "/graf/": iris.GRAPH,
}
LINK = re.compile(r'<a href="(/(?:doc|def|skema|graf)/)([^"]+)"[^>]*>(?:<bdi[^>]*>)?([^<]+)')
READY = re.compile(r'class="ready">.*<pre [^>]*><code>(.*?)</code>', re.DOTALL)
ENGINE = open_engine(tuple(sorted(paths.PUBLISHED.glob("*.nq"))))


@pytest.fixture(scope="module")
def published() -> FlaskClient:
    config = read_config({}, tuple(sorted(paths.PUBLISHED.glob("*.nq"))), {})
    return create_app(config, ENGINE).test_client()


@pytest.mark.parametrize("kind", [*THINGS, *MORE], ids=str)
def test_the_ready_query_of_a_page_has_an_answer(published: FlaskClient, kind: Kind) -> None:
    text = published.get(kind.address, headers=BROWSER).text
    (query,) = READY.findall(text)
    # The address to run it is written as Flask writes it, part by part.
    with published.application.test_request_context():
        address = url_for("sparql", query=unescape(query))
    assert f'<a href="{escape(address)}">' in text
    wanted = "application/sparql-results+json, application/n-triples"
    asked = {"query": unescape(query)}
    answer = published.get("/sparql", query_string=asked, headers={"Accept": wanted})
    assert answer.status_code == 200
    if answer.mimetype == "application/n-triples":
        assert answer.data
    else:
        assert json.loads(answer.data)["results"]["bindings"]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("kind", [*THINGS, *MORE], ids=str)
def test_whatever_has_a_label_goes_by_it(published: FlaskClient, kind: Kind, language: str) -> None:
    text = published.get(kind.within(language), headers=BROWSER).text
    links = {
        (SPACES[space] + unquote(name), unescape(shown))
        for space, name, shown in LINK.findall(text)
    }
    assert links
    bare = {iri for iri, shown in links if shown == local_name(iri)}
    named = read_labels(Asker(ENGINE), bare).items()
    assert [iri for iri, names in named if names and local_name(iri) not in names.values()] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", "hanya situs penerbitnya yang diketahui"),
        ("en", "only the publisher&#39;s site is known"),
    ],
)
def test_a_claim_leads_to_where_its_source_was_published(
    published: FlaskClient, language: str, words: str
) -> None:
    address = f"/doc/hasil/iga-2017/kota/33.71?lang={language}"
    text = published.get(address, headers=BROWSER).text
    known = '<a href="https://litbang.magelangkota.go.id/" rel="external noopener">'
    assert f"{known}litbang.magelangkota.go.id</a>" in text
    assert words in text


@pytest.mark.parametrize(
    ("language", "words"), [("id", ">sekitar</abbr>"), ("en", ">about</abbr>")]
)
def test_an_approximate_value_says_so_in_words(
    published: FlaskClient, language: str, words: str
) -> None:
    text = published.get(f"/doc/wilayah/33.71?lang={language}", headers=BROWSER).text
    assert words in text
    assert "±" not in text


def test_the_list_of_values_tells_which_are_approximate(published: FlaskClient) -> None:
    head, *rows = published.get("/browse/amatan.csv?lang=en").text.splitlines()
    column = next(csv.reader([head])).index("approximate")
    assert {row[column] for row in csv.reader(rows)} >= {"", "true"}
    assert "Approximate" in published.get("/browse/amatan?lang=en", headers=BROWSER).text
