"""What crawlers, feed readers and language models read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from inovasi import iris, paths
from inovasi.config import read_config
from inovasi.errors import BeingMade
from inovasi.knowledge.releases import read_releases
from inovasi.query import open_engine
from inovasi.query.saved import read_questions
from inovasi.serving.app import create_app
from inovasi.serving.prepared import Prepared
from tests.serving.conftest import BROWSER, DATA, client_of

ROOT = "https://data.example.org/inovasi"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
ATOM = "{http://www.w3.org/2005/Atom}"
RELEASES = read_releases(paths.RELEASES)


@pytest.fixture(scope="module")
def site() -> FlaskClient:
    """The published graph with its releases."""
    files = tuple(sorted(paths.PUBLISHED.glob("*.nq")))
    config = read_config(
        {"public_url": ROOT, "base_path": "/inovasi", "cache_bytes": "0"}, files, {}
    )
    app = create_app(config, open_engine(files), read_questions(paths.QUERIES), RELEASES)
    return app.test_client()


def xml(client: FlaskClient, address: str) -> ElementTree.Element:
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert answer.text.startswith('<?xml version="1.0" encoding="UTF-8"?>')
    return ElementTree.fromstring(answer.data)


def listed(client: FlaskClient) -> list[ElementTree.Element]:
    """All entries of all sitemaps."""
    index = xml(client, "/inovasi/sitemap.xml")
    parts = [item.text or "" for item in index.iter(f"{MAP}loc")]
    assert parts
    return [
        entry
        for part in parts
        for entry in xml(client, part.removeprefix(ROOT[: -len("/inovasi")])).iter(f"{MAP}url")
    ]


def test_every_thing_has_its_page_in_the_sitemap_in_both_languages(site: FlaskClient) -> None:
    found = {entry.findtext(f"{MAP}loc") for entry in listed(site)}
    for name in ("doc/wilayah/33.71", "doc/inovasi/33.71/datago", "def/score", "skema/kategori"):
        assert {f"{ROOT}/{name}?lang=id", f"{ROOT}/{name}?lang=en"} <= found
    assert f"{ROOT}/releases/0.1.0..0.2.0?lang=en" in found
    assert f"{ROOT}/def/0.2.0?lang=en" in found
    for name in ("wilayah", "litbang-525", "litbang-526"):
        assert f"{ROOT}/graf/{name}?lang=en" in found
    assert f"{ROOT}/?lang=id" in found
    subjects = {
        line.split(" ")[0][1:-1]
        for file in paths.PUBLISHED.glob("*.nq")
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.startswith(f"<{iris.ENTITY}")
    }
    missing = {
        iri
        for iri in subjects
        if f"{ROOT}/doc/{iri.removeprefix(iris.ENTITY)}?lang=id" not in found
    }
    assert not missing


def test_an_entry_names_its_other_languages_and_the_day_of_the_release(site: FlaskClient) -> None:
    entry = listed(site)[0]
    links = {link.get("hreflang"): link.get("href") for link in entry.iter(LINK)}
    assert links == {"id": f"{ROOT}/?lang=id", "en": f"{ROOT}/?lang=en", "x-default": f"{ROOT}/"}
    assert entry.findtext(f"{MAP}lastmod") == str(RELEASES[-1].issued)


def test_pages_that_are_listed_are_there(site: FlaskClient) -> None:
    addresses = [entry.findtext(f"{MAP}loc") or "" for entry in listed(site)]
    places = [address.removeprefix(ROOT[: -len("/inovasi")]) for address in addresses]
    # Of things others test each; here a few, and every page that is about none.
    others = [place for place in places if not re.search(r"/(doc|def|skema|graf)/", place)]
    for place in [*others, *places[::97]]:
        if "/graf/" in place or place.startswith("/inovasi/catalog"):
            continue
        answer = site.get(place, headers=BROWSER)
        assert answer.status_code == 200, place
        assert f'<link rel="canonical" href="{ROOT}' in answer.text


def test_many_pages_are_listed_in_parts(site: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [entry.findtext(f"{MAP}loc") for entry in listed(site)]
    view: Any = site.application.view_functions["sitemap"]
    monkeypatch.setattr(view.__self__, "part", 300)
    assert len(list(xml(site, "/inovasi/sitemap.xml"))) == -(-len(whole) // 600)
    assert [entry.findtext(f"{MAP}loc") for entry in listed(site)] == whole
    for name in ("0", "99", "01", "x", "1" * 9):
        assert site.get(f"/inovasi/sitemap/{name}.xml").status_code == 404


def test_other_data_have_no_day(tmp_path: Path) -> None:
    client = client_of(DATA, tmp_path)
    text = client.get("/sitemap/1.xml").text
    assert "http://localhost/doc/hasil/1?lang=id" in text
    assert "lastmod" not in text


def test_a_list_that_is_being_made_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Prepared, "get", lambda *_: None)
    answer = client_of(DATA, tmp_path).get("/sitemap.xml")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert answer.get_json()["type"].endswith(BeingMade.slug)


def test_robots_are_told_what_to_leave_alone_and_where_the_pages_are(site: FlaskClient) -> None:
    answer = site.get("/inovasi/robots.txt")
    assert answer.mimetype == "text/plain"
    lines = answer.text.splitlines()
    assert "User-agent: *" in lines
    assert {"Disallow: /inovasi/sparql", "Disallow: /inovasi/dump/"} <= set(lines)
    assert "Disallow: /inovasi/" not in lines
    assert lines[-1] == f"Sitemap: {ROOT}/sitemap.xml"


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_feed_is_what_rfc_4287_asks_for(site: FlaskClient, lang: str) -> None:
    answer = site.get(f"/inovasi/feed.atom?lang={lang}")
    assert answer.mimetype == "application/atom+xml"
    assert answer.headers["Content-Language"] == lang
    feed = ElementTree.fromstring(answer.data)
    assert feed.tag == f"{ATOM}feed"
    for element in (feed, *feed.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", element.findtext(f"{ATOM}updated") or "")
        kinds = [
            (link.get("rel"), link.get("type"), link.get("hreflang"))
            for link in element.findall(f"{ATOM}link")
        ]
        assert len(kinds) == len(set(kinds))
        assert ("alternate", "text/html", lang) in kinds
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    (itself,) = (link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self")
    assert itself.get("href") == f"{ROOT}/feed.atom?lang={lang}"
    found = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert found == [release.iri for release in RELEASES[::-1]]
    assert feed.findtext(f"{ATOM}updated") == f"{RELEASES[-1].issued}T00:00:00Z"


def test_the_same_release_has_the_same_identifier_in_both_languages(site: FlaskClient) -> None:
    found = [
        [item.text for item in xml(site, f"/inovasi/feed.atom?lang={lang}").iter(f"{ATOM}id")]
        for lang in ("id", "en")
    ]
    assert found[0] == found[1]


def test_a_feed_without_releases_is_empty(client: FlaskClient) -> None:
    feed = xml(client, "/feed.atom")
    assert not list(feed.iter(f"{ATOM}entry"))
    assert feed.findtext(f"{ATOM}updated")


def test_the_overview_is_as_llmstxt_has_it(site: FlaskClient) -> None:
    answer = site.get("/inovasi/llms.txt")
    assert answer.mimetype == "text/markdown"
    lines = answer.text.splitlines()
    assert lines[0] == "# Inovasi"
    assert lines[2].startswith("> ")
    outside, inside = [], False
    for line in lines:
        inside = inside != line.startswith("```")
        outside += [] if inside or line.startswith("```") else [line]
    sections = [line.removeprefix("## ") for line in outside if line.startswith("## ")]
    assert sections == ["Vocabulary", "First queries", "Files", "Optional"]
    below = outside[outside.index("## Vocabulary") :]
    for line in below:
        if line.startswith("- [") or line.startswith("-"):
            assert re.match(r"- (\[[^\]]+\]\(https://[^)]+\)|Other forms)", line), line
    assert f"`{ROOT}/sparql`" in answer.text
    assert "&" not in answer.text.replace("&&", "").replace("?query=", "")


def test_the_queries_of_the_overview_are_answered(site: FlaskClient) -> None:
    text = site.get("/inovasi/llms.txt").text
    queries = re.findall(r"```sparql\n(.*?)```", text, re.DOTALL)
    assert len(queries) == 4
    for query in queries:
        answer = site.get("/inovasi/sparql", query_string={"query": query, "format": "json"})
        assert answer.status_code == 200
        assert answer.get_json()["results"]["bindings"]


def test_over_other_data_the_overview_names_no_files(client: FlaskClient) -> None:
    text = client.get("/llms.txt").text
    assert "## Files" not in text
    assert "release" not in text.partition("## Vocabulary")[0].lower()


@pytest.mark.parametrize("address", ["/sitemap.xml", "/robots.txt", "/feed.atom", "/llms.txt"])
def test_what_a_crawler_has_is_not_sent_again(client: FlaskClient, address: str) -> None:
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert "max-age=60" in first.headers["Cache-Control"]
    assert first.text.endswith("\n")


def test_a_sitemap_is_written_once(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", "inovasi.requests"):
        first, again = (client.get("/sitemap/1.xml", headers={"X-Once": "1"}) for _ in range(2))
    assert first.data == again.data
    told = [record.__dict__["fields"]["cache"] for record in caplog.records]
    assert told[-1] == "hit"
