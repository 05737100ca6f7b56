"""The lists as pages and as files, and what is refused."""

from __future__ import annotations

import csv
import io

import pytest
from flask.testing import FlaskClient

from inovasi import iris
from inovasi.config import read_config
from inovasi.query import open_engine
from inovasi.resources import listing as reading
from inovasi.resources.listings import LISTINGS
from inovasi.serving.app import create_app
from tests.resources.listed import WORLD
from tests.serving.conftest import BROWSER
from tests.serving.test_pages import page


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    file = tmp_path_factory.mktemp("data") / "data.trig"
    head = "".join(f"@prefix {name}: <{space}> .\n" for name, space in iris.PREFIXES.items())
    file.write_text(f"@base <{iris.BASE}> .\n{head}{WORLD}", encoding="utf-8")
    config = read_config({}, (file,), {})
    return create_app(config, open_engine(config.data)).test_client()


def names(client: FlaskClient, address: str) -> list[str]:
    """The things of a list, in order, as the last sign of their addresses."""
    text = page(client, address)[1]
    body = text.split("<tbody>")[1].split("</tbody>")[0]
    heads = body.split('<th scope="row"><a href="')[1:]
    return [head.split('"')[0].rpartition("/")[2] for head in heads]


def test_all_lists_are_named_with_how_long_they_are(client: FlaskClient) -> None:
    reader, text = page(client, "/browse?lang=en")
    links = {attributes["href"] for attributes in reader.all("a")}
    assert {f"/browse/{listing.word}" for listing in LISTINGS} <= links
    innovations = text.split('href="/browse/inovasi"')[1].split("</li>")[0]
    assert '<b class="number">3</b>' in innovations


@pytest.mark.parametrize("word", [listing.word for listing in LISTINGS])
def test_every_list_is_a_page_and_a_file(client: FlaskClient, word: str) -> None:
    page(client, f"/browse/{word}")
    answer = client.get(f"/browse/{word}.csv")
    assert answer.content_type == "text/csv; charset=utf-8; header=present"
    assert answer.headers["Content-Disposition"] == f'inline; filename="{word}.csv"'
    assert next(csv.reader(io.StringIO(answer.text, newline="")))[:2] == ["iri", "name"]


def test_heads_sort_the_list_and_say_how_it_is_sorted(client: FlaskClient) -> None:
    reader, _ = page(client, "/browse/inovasi?sort=since")
    assert [head.get("aria-sort") for head in reader.all("th") if head["scope"] == "col"] == [
        *(None, None, None, None),
        "ascending",
    ]
    assert names(client, "/browse/inovasi?sort=since") == ["2", "1", "3"]
    again = next(a["href"] for a in reader.all("a") if "order=desc" in (a["href"] or ""))
    assert again == "/browse/inovasi?sort=since&order=desc"
    assert names(client, again or "") == ["1", "2", "3"]
    plain = [link["href"] for link in reader.all("link") if link["rel"] == "canonical"]
    assert plain == ["http://localhost/browse/inovasi"]


def test_what_is_the_default_stands_in_no_address(client: FlaskClient) -> None:
    reader, _ = page(client, "/browse/inovasi?sort=since&order=asc&page=1&area=33&category=")
    links = {attributes["href"] for attributes in reader.all("a")}
    assert "/browse/inovasi?area=33" in links
    assert "/browse/inovasi?sort=since&order=desc&area=33" in links
    assert "/browse/inovasi.csv?sort=since&area=33" in links


def test_a_file_is_the_list_in_the_same_order(client: FlaskClient) -> None:
    asked = "?sort=since&order=desc&area=33.71"
    rows = list(csv.reader(io.StringIO(client.get(f"/browse/inovasi.csv{asked}").text)))[1:]
    listed = names(client, f"/browse/inovasi{asked}")
    assert [row[0].rpartition("/")[2] for row in rows] == listed == ["1", "2"]


def test_a_dispute_shows_in_words(client: FlaskClient) -> None:
    _, text = page(client, "/browse/hasil?lang=en")
    cell = text.split('data-name="Score"')[1].split("</td>")[0]
    assert "2478" in cell
    assert '<span class="signal">also stated: ' in cell
    assert "2548" in cell


def test_places_are_links_on_the_map_and_rows_in_the_table(client: FlaskClient) -> None:
    reader, text = page(client, "/browse/wilayah?lang=en")
    drawn = text.split("<figure")[1].split("</figure>")[0]
    links = [a for a in reader.all("a") if a.get("aria-label") == "City of Magelang"]
    assert {a["href"] for a in links} == {"/doc/wilayah/33.71"}
    assert drawn.count('<text x="') == len(links) == 3
    assert drawn.count('class="land"') == 1
    assert "33.71" in names(client, "/browse/wilayah")
    assert "<figure" not in page(client, "/browse/wilayah-acuan")[1]
    assert "<figure" not in page(client, "/browse/wilayah?area=34")[1]


def test_pages_are_turned_by_address(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PAGE", 2)
    monkeypatch.setattr("inovasi.serving.browse.PAGE", 2)
    reader, text = page(client, "/browse/inovasi?sort=since&area=33&lang=en&page=1")
    assert "1–2 of 2" in text
    reader, text = page(client, "/browse/inovasi?sort=since&lang=en")
    assert "1–2 of 3" in text
    assert [a["href"] for a in reader.all("a") if a.get("rel") == "next"] == [
        "/browse/inovasi?sort=since&page=2"
    ]
    assert names(client, "/browse/inovasi?sort=since&page=2") == ["3"]
    assert client.get("/browse/inovasi?page=3").status_code == 404


def test_a_list_that_is_too_long_says_so_and_offers_no_file(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SORTED", 2)
    reader, text = page(client, "/browse/inovasi?lang=en")
    assert "is not sorted" in text
    assert not any("aria-sort" in attributes for _, attributes in reader.tags)
    assert not any(".csv" in (a["href"] or "") for a in reader.all("a") + reader.all("link"))
    assert client.get("/browse/inovasi.csv").status_code == 507
    assert client.get("/browse/inovasi.csv?category=x").status_code == 200


def test_what_is_chosen_can_be_given_up_again(client: FlaskClient) -> None:
    reader, text = page(client, "/browse/inovasi?area=33.71&category=x&lang=en")
    assert "City of Magelang" in text
    links = {attributes["href"] for attributes in reader.all("a")}
    assert {"/browse/inovasi?category=x", "/browse/inovasi?area=33.71"} <= links
    assert 'value="33.71"' in text
    assert '<option value="x" selected>' in text


def test_nothing_within_a_limit_leads_to_the_whole_list(client: FlaskClient) -> None:
    reader, text = page(client, "/browse/inovasi?area=34&category=x&lang=en")
    assert "none within this limit" in text
    assert "/browse/inovasi" in {attributes["href"] for attributes in reader.all("a")}
    _, text = page(client, "/browse/visi?lang=en")
    assert "has none of these" in text


@pytest.mark.parametrize(
    ("asked", "status", "remedy"),
    [
        ("nothing", 404, "/browse"),
        ("nothing.csv", 404, "/browse"),
        ("inovasi?sort=score", 400, "name, category, level, agency, since"),
        ("org?sort=initiatives", 400, "name, kind"),
        ("inovasi?order=up", 400, "asc or desc"),
        ("inovasi?page=0", 400, "from 1"),
        ("inovasi?page=x", 400, "from 1"),
        ("inovasi?page=2", 404, "last one is 1"),
        ("inovasi?page=999999999", 404, "last one is 1"),
        ("inovasi?area=Nowhere", 400, "33.71"),
        ("inovasi?area=99", 404, "/browse/wilayah"),
        ("inovasi.csv?area=99", 404, "/browse/wilayah"),
        ("inovasi?category=A%20B", 400, "pelayanan-publik"),
        ("inovasi?category=none", 404, "/skema/kategori"),
        ("hasil?category=x", 400, "leave out category"),
        ("klaim?area=33", 400, "leave out area"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_would(
    client: FlaskClient, asked: str, status: int, remedy: str
) -> None:
    answer = client.get(f"/browse/{asked}")
    assert answer.status_code == status
    assert answer.json is not None
    assert remedy in answer.json["remedy"]


def test_a_page_and_a_file_are_not_sent_twice(client: FlaskClient) -> None:
    for address in ("/browse", "/browse/hasil", "/browse/hasil.csv"):
        tag = client.get(address, headers=BROWSER).headers["ETag"]
        again = client.get(address, headers={**BROWSER, "If-None-Match": tag})
        assert again.status_code == 304


def test_a_mounted_application_keeps_its_path(client: FlaskClient) -> None:
    text = client.get("/browse/hasil", headers=BROWSER, base_url="http://localhost/graf").text
    assert 'href="/graf/browse/hasil?sort=score"' in text
    assert '<link rel="canonical" href="http://localhost/graf/browse/hasil">' in text
