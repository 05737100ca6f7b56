"""The same is called the same, and written the same, wherever pages speak of it."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from inovasi.config import read_config
from inovasi.knowledge.releases import read_releases
from inovasi.paths import PUBLISHED, RELEASES
from inovasi.query import open_engine
from inovasi.resources.listings import LISTINGS
from inovasi.serving.app import create_app
from inovasi.serving.negotiation import LANGUAGES
from inovasi.serving.pages import read_texts
from tests.serving.conftest import BROWSER

# A kind that a search finds is more than one list.
WIDER = {"sumber", "skema"}
ADDRESSES = (
    "/",
    "/releases",
    "/releases/0.2.0",
    "/releases/0.1.0..0.2.0",
    "/cite",
    "/sparql?query=ASK{}",
    "/sparql?query=SELECT*{?s?p?o}LIMIT+1",
    "/def/0.2.0",
    "/def/0.1.0",
)


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    config = read_config({}, tuple(sorted(PUBLISHED.glob("*.nq"))), {})
    releases = read_releases(RELEASES)
    return create_app(config, open_engine(config.data), releases=releases).test_client()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_kinds_are_called_alike_in_lists_and_in_the_search(lang: str) -> None:
    called = read_texts()[lang]["kind"]
    lists = {each.word: each.title.of(lang) for each in LISTINGS}
    both = (called.keys() & lists.keys()) - WIDER
    assert len(both) > 10
    assert {word: called[word] for word in both} == {word: lists[word] for word in both}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pages_are_described_each_by_itself(client: FlaskClient, lang: str) -> None:
    found = {}
    for address in ADDRESSES:
        answer = client.get(address, headers={**BROWSER, "Accept-Language": lang})
        assert answer.status_code == 200, address
        found[address] = re.findall('<meta name="description" content="([^"]+)"', answer.text)[0]
    assert read_texts()[lang]["site"]["description"] not in found.values()
    del found["/sparql?query=ASK{}"]
    assert len(set(found.values())) == len(found)


@pytest.mark.parametrize("address", ["/releases", "/releases/0.2.0", "/cite", "/catalog"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_days_are_in_words(client: FlaskClient, address: str, lang: str) -> None:
    text = client.get(address, headers={**BROWSER, "Accept-Language": lang}).text
    assert re.search(r"\b20[0-9]{2}-[0-9]{2}-[0-9]{2}\b", said(text)) is None


@pytest.mark.parametrize(("lang", "said_as"), [("id", "lintang −7,"), ("en", "−7.")])
def test_a_point_has_the_signs_of_the_language(
    client: FlaskClient, lang: str, said_as: str
) -> None:
    page = client.get("/doc/wilayah/33.71", headers={**BROWSER, "Accept-Language": lang})
    assert said_as in said(page.text)


def test_counts_of_releases_have_their_thousands_apart(client: FlaskClient) -> None:
    text = client.get("/releases", headers={**BROWSER, "Accept-Language": "id"}).text
    assert re.search(r'class="number">[0-9]{1,3}\.[0-9]{3}<', text)


def test_what_sources_disagree_about_has_one_word_in_indonesian() -> None:
    words = str(read_texts()["id"]).lower()
    assert "diperdebatkan" not in words
    assert "sumber berbeda" not in words


def said(text: str) -> str:
    """What a page says in prose: without its tags, and what is for programs."""
    text = re.sub(r"(?s)<(script|style|pre|code|head)\b.*?</\1>", "", text)
    return re.sub("<[^>]*>", " ", text)
