"""Searching by name, as visitors do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from inovasi import iris
from inovasi.errors import MalformedRequest
from inovasi.resources.labels import Name
from inovasi.resources.matches import Found, How, Match
from inovasi.serving.search import Search, asked, grouped, pieces
from tests.serving.conftest import BROWSER, DATA, client_of


def search(client: FlaskClient, query: str, lang: str = "id") -> str:
    answer = client.get(f"/search?{query}", headers={**BROWSER, "Accept-Language": lang})
    assert answer.status_code == 200
    return answer.text


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", "", html).split())


def test_what_is_found_is_grouped_by_kind_and_marked(client: FlaskClient) -> None:
    html = search(client, "q=kota")
    assert "Ditemukan 3 hal." in html
    assert '<h2 id="jenis-wilayah">Wilayah</h2>' in html
    assert '<a href="/doc/wilayah/1"><bdi lang="id"><mark>Kota</mark> Satu</bdi></a>' in html
    assert "<mark>Kota</mark> &lt;Dua&gt;" in html
    assert "3 things were found." in search(client, "q=kota", "en")


def test_a_name_in_the_other_language_is_found_and_said(client: FlaskClient) -> None:
    html = search(client, "q=city+of+one")
    assert "Kota Satu" in html
    assert 'ditemukan sebagai <bdi lang="en"><mark>City</mark>' in html
    assert "Ditemukan satu hal." in html


def test_one_kind_can_be_asked_for(client: FlaskClient) -> None:
    both = search(client, "q=satu")
    assert '/search?q=satu&amp;kind=wilayah">Wilayah</a> 1' in both
    only = text_of(search(client, "q=satu&kind=wilayah"))
    assert "Kota Satu" in only
    assert "Inovasi Satu" not in only
    assert "Tampilkan semua jenis" in only
    none = text_of(search(client, "q=satu&kind=org"))
    assert "Tidak ada yang bernama “satu”. Di jenis lain ada 2." in none


def test_nothing_found_suggests_near_names(client: FlaskClient) -> None:
    html = search(client, "q=xyzzy", "en")
    assert "Nothing is called “xyzzy”." in html
    assert "You may be looking for" not in html
    html = search(client, "q=kotta+tigga&kind=org", "en")
    assert "You may be looking for" in html
    assert "Kota Tiga" in text_of(html)


def test_without_a_search_there_are_examples(client: FlaskClient) -> None:
    text = text_of(search(client, "q=+"))
    assert "Pencarian mengenal 4 hal" in text
    assert "DataGo" in text
    assert "Persons" not in text


@pytest.mark.parametrize(
    ("query", "detail"),
    [("x" * 201, "The search has 201 characters"), ("a " * 13, "The search has 13 words")],
)
def test_too_long_a_search_is_refused_and_told_why(
    client: FlaskClient, query: str, detail: str
) -> None:
    answer = client.get("/search", query_string={"q": query})
    assert answer.status_code == 400
    assert answer.get_json()["detail"] == detail
    with pytest.raises(MalformedRequest):
        asked(query)


def test_what_is_searched_for_shows_as_text(client: FlaskClient) -> None:
    html = search(client, "q=%3Cscript%3E%22%E2%80%AE")
    assert "<script>&" not in html
    assert "&lt;script&gt;&#34;" in html
    assert "\\u003cscript\\u003e" in html


def test_an_identifier_leads_to_its_thing(client: FlaskClient) -> None:
    html = search(client, f"q={iris.ENTITY}wilayah/3")
    assert '<a href="/doc/wilayah/3">' in html


def test_a_page_is_not_sent_twice(client: FlaskClient) -> None:
    tag = client.get("/search?q=kota", headers=BROWSER).headers["ETag"]
    again = client.get("/search?q=kota", headers={**BROWSER, "If-None-Match": tag})
    assert again.status_code == 304


def test_names_that_cannot_be_read_yet_are_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Search, "names", lambda _: None)
    client = client_of(DATA, tmp_path)
    answer = client.get("/search?q=kota", headers=BROWSER)
    assert "Nama-nama sedang dibaca" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    missing = client.get("/doc/wilayah/11", headers=BROWSER)
    assert missing.status_code == 404


def test_an_unknown_identifier_is_answered_with_near_ones(client: FlaskClient) -> None:
    answer = client.get("/doc/wilayah/33", headers=BROWSER)
    assert answer.status_code == 404
    assert '<a href="/doc/wilayah/3">' in answer.text


def test_matches_are_grouped_in_the_order_of_their_kinds() -> None:
    names = [Name(text) for text in "abc"]
    matches = [
        Match("1", "org", names[0], How.EXACT),
        Match("2", "def", names[1], How.PREFIX),
        Match("3", "org", names[2], How.WORDS),
    ]
    groups = grouped(Found(matches, [("org", 7), ("def", 1), ("graf", 1)]))
    assert [(group.kind, group.total, len(group.matches)) for group in groups] == [
        ("org", 7, 2),
        ("def", 1, 1),
    ]


def test_a_text_in_pieces_is_the_text() -> None:
    match = Match("1", "org", Name("Kota Lama"), How.WORDS, marks=((0, 4), (5, 7)))
    found = pieces(match.name, match)
    assert found == [("Kota", True), (" ", False), ("La", True), ("ma", False)]
    assert pieces(Name("x"), Match("1", "", Name("x"), How.SOME)) == [("x", False)]
