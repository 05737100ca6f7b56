"""Where sources contradict each other: as a page, as a table, as triples."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from inovasi import iris
from inovasi.errors import Busy
from inovasi.resources import disputes
from inovasi.serving import contradictions
from tests.serving.conftest import BROWSER
from tests.serving.disputed import CLAIM, DATA, RESULT, client_of


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    return client_of(tmp_path_factory.mktemp("data"))


def test_both_values_stand_side_by_side_with_their_grounds(client: FlaskClient) -> None:
    text = client.get("/contradictions?lang=en", headers=BROWSER).text
    assert text.index("Result One") < text.index("2478") < text.index("2548") < text.index("Amatan")
    assert "A table." in text
    assert "characters 8–12" in text
    assert "paragraph 3" in text
    assert "on record, not preferred" in text
    assert "21 November 2026" in text
    assert f'href="/report?id={CLAIM}a"' in text
    assert "Only according to outside pages" in text


def test_it_speaks_the_language_of_the_reader_and_shows_markup_as_text(client: FlaskClient) -> None:
    text = client.get("/contradictions?lang=id", headers=BROWSER).text
    assert "Hasil &lt;b&gt;Satu&lt;/b&gt;" in text
    assert "tercatat, tidak diutamakan" in text


def test_data_that_agree_have_an_empty_state(tmp_path: Path) -> None:
    answer = client_of(tmp_path, "<id/x> a inov:Claim .").get("/contradictions", headers=BROWSER)
    assert "Tidak ada klaim yang berselisih" in answer.text
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("how", ["suffix", "accept"])
def test_the_table_has_a_row_for_each_quotation(client: FlaskClient, how: str) -> None:
    address = "/contradictions.csv" if how == "suffix" else "/contradictions"
    headers = {} if how == "suffix" else {"Accept": "text/csv"}
    answer = client.get(address, headers=headers)
    assert answer.mimetype == "text/csv"
    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    assert [(row["value"], row["start"], row["rank"]) for row in rows] == [
        ("2478", "8", "preferred"),
        ("2478", "20", "preferred"),
        ("2548", "2", "normal"),
        ("x", "", "normal"),
        ("y", "", "normal"),
    ]
    assert rows[0]["as_written"] == '2478, "tabel"'
    assert (rows[0]["thing"], rows[0]["datatype"]) == (RESULT, "xsd:integer")
    assert (rows[3]["language"], rows[3]["graph"]) == ("id", iris.graph("pers"))
    assert rows[3]["source_label"] == "Pers"


@pytest.mark.parametrize(
    ("suffix", "kind"), [("ttl", ox.RdfFormat.TURTLE), ("nt", ox.RdfFormat.N_TRIPLES)]
)
def test_the_triples_are_the_claims_with_their_quotations(
    client: FlaskClient, suffix: str, kind: ox.RdfFormat
) -> None:
    answer = client.get(f"/contradictions.{suffix}")
    quads = list(ox.parse(answer.data, format=kind))
    values = {quad.object for quad in quads if quad.predicate.value == iris.expand("inov:value")}
    assert len(values) == 4
    assert 'filename="contradictions' in answer.headers["Content-Disposition"]


def test_another_form_is_not_there(client: FlaskClient) -> None:
    assert client.get("/contradictions.pdf").status_code == 404
    assert client.get("/contradictions?page=2").status_code == 404
    assert client.get("/contradictions?page=0").status_code == 400


def test_many_stand_on_several_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contradictions, "PER_PAGE", 1)
    client = client_of(tmp_path)
    first, second = (
        client.get(f"/contradictions?page={n}&lang=en", headers=BROWSER).text for n in (1, 2)
    )
    assert 'href="/contradictions?page=2"' in first
    assert "2548" in first
    assert "2548" not in second


def test_whoever_comes_before_they_are_found_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(asker: object) -> tuple[disputes.Place, ...]:
        raise Busy("x", 1)

    monkeypatch.setattr(contradictions, "read_places", busy)
    client = client_of(tmp_path, DATA)
    page = client.get("/contradictions", headers=BROWSER)
    assert "sedang dicari" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert client.get("/contradictions.csv").status_code == 503
