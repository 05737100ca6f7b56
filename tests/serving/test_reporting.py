"""A report is prepared, with everything filled in, and sent by nobody but the reader."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from inovasi import __version__, iris
from tests.serving.conftest import BROWSER
from tests.serving.disputed import CLAIM, RESULT, client_of

MAIL = "data@example.org"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder = tmp_path_factory.mktemp("data")
    return client_of(folder, contact=MAIL, public_url="https://data.example.org")


def letter(text: str) -> tuple[str, dict[str, list[str]]]:
    (address,) = re.findall(r'href="(mailto:[^"]*)"', text)
    found = urlsplit(html.unescape(address))
    return found.path, parse_qs(found.query)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_letter_names_thing_page_and_release(client: FlaskClient, lang: str) -> None:
    text = client.get(f"/report?lang={lang}&id={RESULT}", headers=BROWSER).text
    to, fields = letter(text)
    assert to == MAIL
    (body,), (subject,) = fields["body"], fields["subject"]
    name = "Hasil <b>Satu</b>" if lang == "id" else "Result One"
    assert name in subject
    assert {RESULT, "https://data.example.org/doc/hasil/1"} <= set(re.split(r"\s+", body))
    assert __version__ in body
    assert "\r\n" in body
    assert "Hasil <b>" not in text


def test_a_claim_is_shown_with_its_value_and_ground(client: FlaskClient) -> None:
    text = client.get(f"/report?lang=en&id={CLAIM}b", headers=BROWSER).text
    assert "Result One" in text
    assert "2548" in text
    assert "naskah ¶ 2" in text
    assert f"{CLAIM}b" in letter(text)[1]["body"][0]


def test_without_a_thing_the_letter_has_room_for_it(client: FlaskClient) -> None:
    _, fields = letter(client.get("/report?lang=en", headers=BROWSER).text)
    assert fields["body"][0].startswith("Identifier or address of the page:")


def test_nothing_is_posted(client: FlaskClient) -> None:
    text = client.get(f"/report?id={RESULT}", headers=BROWSER).text
    assert 'method="post"' not in text.lower()
    assert client.post("/report").status_code == 405


@pytest.mark.parametrize("iri", ["http://a/nothing", "no iri", "<a>"])
def test_what_the_graph_does_not_know_is_not_found(client: FlaskClient, iri: str) -> None:
    assert client.get("/report", query_string={"id": iri}).status_code == 404


def test_a_dataset_is_known_to_the_catalogue_alone_and_can_be_reported(client: FlaskClient) -> None:
    text = client.get(f"/report?lang=en&id={iris.dataset('inovasi')}", headers=BROWSER).text
    assert iris.dataset("inovasi") in letter(text)[1]["body"][0]


def test_a_server_without_a_contact_says_what_the_operator_must_set(tmp_path: Path) -> None:
    text = client_of(tmp_path).get(f"/report?lang=en&id={RESULT}", headers=BROWSER).text
    assert "INOVASI_CONTACT" in text
    assert "mailto:" not in text


def test_a_contact_that_is_a_page_is_led_to_with_the_text_to_copy(tmp_path: Path) -> None:
    page = "https://example.org/lapor?a=1&b=2"
    client = client_of(tmp_path, contact=page)
    text = client.get(f"/report?lang=en&id={RESULT}", headers=BROWSER).text
    assert html.escape(page) in text
    assert "mailto:" not in text
    assert f"Identifier: {RESULT}" in html.unescape(text)


def test_a_name_cannot_write_header_fields_into_the_letter(tmp_path: Path) -> None:
    client = client_of(
        tmp_path, f'<{iris.ENTITY}x> skos:prefLabel "A\\r\\nBcc: b@example.org"@id .', contact=MAIL
    )
    _, fields = letter(client.get(f"/report?id={iris.ENTITY}x", headers=BROWSER).text)
    assert "A Bcc: b@example.org" in fields["subject"][0]
    assert not {"\r", "\n"} & set(fields["subject"][0])
    assert "\r\nBcc" not in fields["body"][0]
