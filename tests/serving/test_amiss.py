"""What was entered wrongly: people get their form again with a sentence, programs the problem."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from inovasi import iris
from inovasi.config import read_config
from inovasi.query import open_engine
from inovasi.serving.app import create_app
from inovasi.serving.pages import read_texts
from tests.resources.listed import WORLD
from tests.serving.conftest import BROWSER

WRONG = [
    ("/browse/inovasi?area=Atlantis", 400, "area", "Atlantis"),
    ("/browse/inovasi?area=99", 404, "area", "99"),
    ("/browse/inovasi?category=none", 404, "category", "none"),
    ("/browse/inovasi?sort=foo", 400, "sort", "foo"),
    ("/browse/inovasi?order=up", 400, "order", "up"),
    ("/browse/inovasi?page=x", 400, "page", "x"),
    ("/browse/inovasi?page=7", 404, "page", "7"),
    ("/browse/hasil?category=y", 400, "unfit", "y"),
    ("/cite?id=Kota%20Magelang", 404, "id", "Kota Magelang"),
    ("/cite?id=a:b&version=1", 400, "version", "1"),
    ("/cite?version=9", 404, "version", "9"),
    ("/report?id=foo", 404, "id", "foo"),
    ("/report?id=Kota%20Magelang", 404, "id", "Kota Magelang"),
    ("/validation?id=foo", 404, "id", "foo"),
]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    return client_of(tmp_path_factory.mktemp("data"))


def client_of(folder: Path) -> FlaskClient:
    file = folder / "data.trig"
    head = "".join(f"@prefix {name}: <{space}> .\n" for name, space in iris.PREFIXES.items())
    file.write_text(f"@base <{iris.BASE}> .\n{head}{WORLD}", encoding="utf-8")
    config = read_config({}, (file,), {})
    return create_app(config, open_engine(config.data)).test_client()


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize(("address", "status", "words", "value"), WRONG)
def test_a_reader_gets_the_page_again_with_a_sentence(
    client: FlaskClient, address: str, status: int, words: str, value: str, lang: str
) -> None:
    answer = client.get(f"{address}&lang={lang}", headers=BROWSER)
    assert answer.status_code == status
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers
    assert read_texts()[lang]["amiss"][words].format(value=value) in answer.text
    forms = answer.text.split("<form")[2:]
    assert forms or words == "unfit"
    if words in ("id", "area"):
        assert f'value="{value}"' in forms[0]
        assert 'aria-invalid="true"' in forms[0]


@pytest.mark.parametrize(("address", "status"), [each[:2] for each in WRONG])
def test_a_program_gets_problem_details(client: FlaskClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert answer.json is not None
    assert answer.json["remedy"]


def test_a_name_that_is_no_identifier_can_be_searched_for(client: FlaskClient) -> None:
    text = client.get("/report?id=Kota%20Magelang", headers=BROWSER).text
    assert 'href="/search?q=Kota+Magelang"' in text or 'href="/search?q=Kota%20Magelang"' in text


def test_an_area_that_is_named_is_remembered_by_its_code(client: FlaskClient) -> None:
    text = client.get("/browse/inovasi?area=magelang&lang=en", headers=BROWSER).text
    assert "City of Magelang" in text
    assert 'value="33.71"' in text
    assert "/browse/inovasi.csv?area=33.71" in text


def test_what_is_wrong_with_other_addresses_is_told_as_before(client: FlaskClient) -> None:
    assert client.get("/browse/nothing", headers=BROWSER).status_code == 404
