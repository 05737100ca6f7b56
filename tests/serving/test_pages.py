from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

import inovasi.serving
from inovasi.serving.pages import read_texts
from tests.serving.conftest import BROWSER, DATA, client_of

TEMPLATES = Path(inovasi.serving.__file__).parent / "templates"
LINKED = "application/ld+json"
EXTENDS = r'{% extends "([^"]+)" %}'
PAGES = (
    "/?x=1",
    "/?q=jumlah",
    "/sparql?query=SELECT+*+{+%3Fs+%3Fp+%3Fo+}",
    "/sparql?query=SELECT+*+{+%3Fs+<a:b>+%3Fo+}",
    "/sparql?query=CONSTRUCT+WHERE+{+%3Fs+%3Fp+%3Fo+}",
    "/sparql?query=ASK+{}",
    "/sparql?query=ASK+{",
    "/sparql?query=ASK+{}&format=csv2",
    "/nothing?x=1",
    "/releases?x=1",
    "/cite?x=1",
    "/search?q=kota",
    "/search?q=xyzzy",
    "/doc/none?x=1",
    "/browse?x=1",
    "/browse/hasil?x=1",
    "/browse/hasil?sort=score&order=desc",
    "/browse/visi?x=1",
    "/browse/none?x=1",
    "/contradictions?x=1",
    "/sources?x=1",
    "/validation?x=1",
    "/validation/Claim?x=1",
    "/about?x=1",
    "/accessibility?x=1",
    "/licence?x=1",
    "/report?id=https://w3id.org/inovasi/id/hasil/1",
    "/cite?id=https://w3id.org/inovasi/id/hasil/1",
)

COUNT = {"one", "many"}


def keys(texts: dict[str, Any], prefix: str = "") -> set[str]:
    return {
        key
        for name, value in texts.items()
        for key in (keys(value, f"{prefix}{name}.") if within(value) else {prefix + name})
    }


def within(value: Any) -> bool:
    """Whether there are texts below it, but for a count, which has one text for one and many."""
    return isinstance(value, dict) and value.keys() != COUNT


def placeholders(texts: dict[str, Any]) -> dict[str, list[str]]:
    return {
        key: sorted(re.findall(r"\{\w+\}", str(value)))
        for section, entries in texts.items()
        for key, value in ((f"{section}.{k}", v) for k, v in entries.items() if not within(v))
    }


def test_both_languages_say_the_same_things() -> None:
    texts = read_texts()
    assert keys(texts["id"]) == keys(texts["en"])
    assert placeholders(texts["id"]) == placeholders(texts["en"])


def test_every_text_is_used_and_every_text_used_exists() -> None:
    templates = "".join(file.read_text(encoding="utf-8") for file in TEMPLATES.rglob("*.*ml"))
    used = set(re.findall(r"\bt\.(\w+\.\w+)\b", templates))
    known = {
        key
        for key in keys(read_texts()["id"])
        if not key.startswith("problem.") or key.count(".") == 1
    }
    assert used <= known | {"site.name"}
    by_kind = {key for key in known if key.startswith(("amiss.", "kind.", "letter."))}
    by_kind |= {"site.id", "site.en"}
    assert known - used - by_kind == set()


def test_a_page_fills_only_blocks_that_there_are() -> None:
    texts = {file.name: file.read_text(encoding="utf-8") for file in TEMPLATES.glob("*.html")}
    blocks = {name: re.findall(r"{% block (\w+) %}", text) for name, text in texts.items()}
    above = {name: found[1] for name, text in texts.items() if (found := re.search(EXTENDS, text))}
    assert above
    for name, parent in above.items():
        known = set(blocks["base.html"]) | set(blocks[parent])
        own = texts[name].partition("{% block main %}")[0]
        assert set(re.findall(r"{% block (\w+) %}", own)) <= known, name


class Reader(HTMLParser):
    """Collects what a page holds; fails on an element that is not closed."""

    VOID = frozenset({"meta", "link", "br", "input", "rect", "img"})

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID and tag not in {"option", "li", "p"}:
            while self.open[-1] in {"option", "li", "p"}:
                self.open.pop()
            assert self.open.pop() == tag
        elif self.open and self.open[-1] == tag:
            self.open.pop()

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def page(client: FlaskClient, address: str) -> tuple[Reader, str]:
    answer = client.get(address, headers=BROWSER)
    assert answer.mimetype == "text/html"
    reader = Reader()
    reader.feed(answer.text)
    assert reader.open == []
    return reader, answer.text


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("address", [*PAGES, "/doc/hasil/2?x=1"])
def test_every_page_is_whole_and_keeps_to_the_policy(
    client: FlaskClient, address: str, lang: str
) -> None:
    reader, _ = page(client, f"{address}&lang={lang}")
    assert reader.all("html") == [{"lang": lang}]
    assert len(reader.all("h1")) == 1
    for script in reader.all("script"):
        # A file of our own, or data.
        assert (script.get("src") or "").startswith("/static/") or script["type"] == LINKED
    assert not any("style" in attributes for _, attributes in reader.tags)
    assert not any(name.startswith("on") for _, attributes in reader.tags for name in attributes)
    ids = [attributes["id"] for _, attributes in reader.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    labels = {attributes["for"] for attributes in reader.all("label")}
    fields = reader.all("textarea") + reader.all("select") + reader.all("input")
    assert {attributes["id"] for attributes in fields} == labels


@pytest.mark.parametrize("address", PAGES)
def test_every_link_within_the_site_is_answered(client: FlaskClient, address: str) -> None:
    reader, _ = page(client, address)
    itself = client.get(address, headers=BROWSER).status_code
    for attributes in reader.all("a") + reader.all("link"):
        link = attributes["href"] or ""
        assert link.startswith(("/", "#", "https://", "http://"))
        if link.startswith("/"):
            own = attributes.get("rel") in ("canonical", "alternate") or "lang=" in link
            expected = itself if own and not link.startswith("/feed.atom") else 200
            with client.get(link, headers=BROWSER, follow_redirects=True) as answer:
                assert answer.status_code == expected, link
        elif link.startswith("#"):
            assert any(tag[1].get("id") == link[1:] for tag in reader.tags), link


def test_the_language_is_remembered(client: FlaskClient) -> None:
    answer = client.get("/?lang=en", headers=BROWSER)
    assert "lang=en" in answer.headers["Set-Cookie"]
    assert "SameSite=Lax" in answer.headers["Set-Cookie"]
    later = client.get("/", headers=BROWSER)
    assert '<html lang="en">' in later.text
    assert "Set-Cookie" not in later.headers
    assert later.headers["Content-Language"] == "en"
    assert {"Accept", "Accept-Language", "Cookie"} <= set(later.vary)


def test_indonesian_is_the_default_and_the_browser_may_say_otherwise(client: FlaskClient) -> None:
    assert '<html lang="id">' in client.get("/", headers=BROWSER).text
    english = {**BROWSER, "Accept-Language": "en"}
    assert '<html lang="en">' in client.get("/", headers=english).text


def test_a_page_names_itself_in_both_languages(client: FlaskClient, tmp_path: Path) -> None:
    reader, _ = page(client, "/sparql?query=ASK+{}&lang=en")
    alternates = [link for link in reader.all("link") if "hreflang" in link]
    assert [link["href"] for link in reader.all("link") if link["rel"] == "canonical"] == [
        "http://localhost/sparql?query=ASK+%7B%7D&lang=en"
    ]
    assert [(link["hreflang"], link["href"]) for link in alternates] == [
        ("id", "/sparql?query=ASK+%7B%7D&lang=id"),
        ("en", "/sparql?query=ASK+%7B%7D&lang=en"),
        ("x-default", "/sparql?query=ASK+%7B%7D"),
    ]
    public = client_of(DATA, tmp_path, public_url="https://data.example.org/")
    assert 'href="https://data.example.org/?lang=id"' in public.get("/", headers=BROWSER).text


def test_a_page_is_not_sent_twice(client: FlaskClient) -> None:
    tag = client.get("/", headers=BROWSER).headers["ETag"]
    again = client.get("/", headers={**BROWSER, "If-None-Match": tag})
    assert again.status_code == 304


def test_signs_that_html_cannot_write_are_replaced(client: FlaskClient) -> None:
    page = client.get("/sparql", query_string={"query": "SELECT * {\x01\x7f}"}, headers=BROWSER)
    assert "\x01" not in page.text
    assert "\x7f" not in page.text
