"""What a site says about itself, over our data and over others'."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from inovasi import __version__, paths
from inovasi.config import read_config
from inovasi.query import open_engine
from inovasi.serving.app import create_app
from tests.serving.conftest import BROWSER, client_of

ADDRESSES = ("/about", "/accessibility", "/licence")


@pytest.fixture(scope="module")
def ours() -> FlaskClient:
    settings = {"contact": "data@example.org", "publisher": "Bappeda <https://example.org/>"}
    config = read_config(settings, tuple(sorted(paths.PUBLISHED.glob("*.nq"))), {})
    return create_app(config, open_engine(config.data)).test_client()


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_each_is_there_in_both_languages(ours: FlaskClient, address: str, lang: str) -> None:
    asked = f"{address}?lang={lang}"
    answer = ours.get(asked, headers=BROWSER)
    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == lang
    assert ours.get(asked, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_of_other_data_nothing_is_claimed(ours: FlaskClient, tmp_path: Path) -> None:
    other = client_of("<http://a/s> <http://a/p> 1 .", tmp_path)
    for address in ("/about", "/licence"):
        assert "data of its operator" in other.get(f"{address}?lang=en").text
        assert "data of its operator" not in ours.get(f"{address}?lang=en").text


@pytest.mark.parametrize("address", ["/", "/cite", "/browse", "/doc/x"])
def test_no_page_over_other_data_claims_our_licence_or_release(
    ours: FlaskClient, tmp_path: Path, address: str
) -> None:
    data = """<https://w3id.org/inovasi/id/x> <http://a/p> 1 .
        <https://w3id.org/inovasi/id/k> <https://w3id.org/inovasi/def/about>
          <https://w3id.org/inovasi/id/x> ; <https://w3id.org/inovasi/def/onProperty> <http://a/p> ;
          <https://w3id.org/inovasi/def/value> 1 ."""
    named = client_of(data, tmp_path, publisher="Bappeda <https://example.org/>")
    unnamed = client_of(data, tmp_path)
    for client, owner in ((named, "Data of Bappeda"), (unnamed, "Data of the operator")):
        text = client.get(f"{address}?lang=en", headers=BROWSER).text
        assert owner in text
        assert "CC BY" not in text
        assert f"Release {__version__}" not in text
        assert f"<dd>{__version__}</dd>" not in text
    told = ours.get("/?lang=en", headers=BROWSER).text
    assert "CC BY" in told
    assert f"Release {__version__}" in told


def test_the_operator_and_the_contact_stand_there(ours: FlaskClient, tmp_path: Path) -> None:
    about = ours.get("/about?lang=en").text
    assert '<a href="https://example.org/">Bappeda</a>' in about
    for address in ("/accessibility", "/licence"):
        assert 'href="mailto:data@example.org"' in ours.get(f"{address}?lang=en").text
    unknown = client_of("<http://a/s> <http://a/p> 1 .", tmp_path)
    assert "has not given a name" in unknown.get("/about?lang=en").text
    for address in ("/accessibility", "/licence"):
        text = unknown.get(f"{address}?lang=en").text
        assert "INOVASI_CONTACT" in text
        assert "mailto:" not in text
    assert f"version {__version__}" in unknown.get("/accessibility?lang=en").text


def test_a_contact_may_be_a_page(tmp_path: Path) -> None:
    page = "https://example.org/kontak"
    client = client_of("<http://a/s> <http://a/p> 1 .", tmp_path, contact=page)
    for address in ("/accessibility", "/licence"):
        assert f'<a href="{page}">{page}</a>' in client.get(f"{address}?lang=en").text
