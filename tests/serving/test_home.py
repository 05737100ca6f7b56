from __future__ import annotations

import json
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from inovasi import iris
from inovasi.serving.figures import CLUSTER
from tests.serving.conftest import BROWSER, DATA, client_of


def home(client: FlaskClient, address: str = "/", lang: str = "id") -> str:
    return client.get(address, headers={**BROWSER, "Accept-Language": lang}).text


def test_the_ranking_is_drawn_from_the_graph(client: FlaskClient) -> None:
    text = home(client)
    assert text.index("Kota Satu") < text.index("Kota &lt;Dua&gt;") < text.index("Kota Tiga")
    assert '<rect class="value" width="1000" height="10"/>' in text
    assert '<rect class="value" width="500" height="10"/>' in text
    assert "tidak tercatat" in text


def test_a_disputed_score_is_marked_in_words_and_drawn(client: FlaskClient) -> None:
    for lang, said, reason in (
        ("id", "Diperselisihkan: 100 diutamakan; tercatat pula ", "Salah baca."),
        ("en", "Disputed: 100 is preferred; also on record is ", "Misread."),
    ):
        text = home(client, lang=lang)
        assert f'{said}<a href="/doc/klaim-2"><bdi>150</bdi></a>' in text
        assert reason in text
    assert '<rect class="also" x="500" width="250" height="10"/>' in home(client)


def test_a_ranking_that_goes_on_says_so(tmp_path: Path) -> None:
    results = "".join(
        f"<{iris.ENTITY}hasil/{number}> inov:editionCluster <{CLUSTER}> ; inov:rank {number} .\n"
        for number in range(1, 103)
    )
    client = client_of(f"@prefix inov: <{iris.TERM}> .\n{results}", tmp_path)
    assert "Not shown: 2." in home(client, lang="en")
    assert "Tidak ditampilkan: 2." in home(client)


def test_names_are_in_the_language_of_the_page_where_there_is_one(client: FlaskClient) -> None:
    english = home(client, lang="en")
    assert "City of One" in english
    assert "Kota &lt;Dua&gt;" in english


def test_counts_lead_to_the_lists_that_they_count(client: FlaskClient) -> None:
    text = home(client)
    for word, count in (("hasil", 3), ("inovasi", 1)):
        assert f'<a href="/browse/{word}"><b>{count}</b>' in text
        assert f"1–{count} dari {count}" in home(client, f"/browse/{word}")
    assert "/browse/peraturan" not in text


@pytest.mark.parametrize(("lang", "first"), [("id", "Inovasi Satu"), ("en", "Innovation One")])
def test_the_first_query_answers_in_the_language_of_the_page(
    tmp_path: Path, lang: str, first: str
) -> None:
    form = '<a:form> skos:prefLabel "Bentuk"@id , "Form"@en .'
    client = client_of(f"{DATA} id:inovasi inov:category <a:form> . {form}", tmp_path)
    query = unescape(home(client, lang=lang).split("<textarea")[1].split(">", 1)[1])
    answer = client.get("/sparql", query_string={"query": query.split("</textarea>")[0]})
    rows = [
        [value["value"] for value in row.values()]
        for row in json.loads(answer.data)["results"]["bindings"]
    ]
    assert rows == [[first, "Bentuk" if lang == "id" else "Form"]]


def test_a_saved_question_fills_the_form(client: FlaskClient) -> None:
    text = home(client, "/?q=jumlah")
    assert "SELECT (COUNT(*) AS ?n) { ?s a ?t }</textarea>" in text
    assert "Pertanyaan: Berapa hasil?" in text
    assert "How many results?" in home(client, lang="en")


def test_an_unknown_question_is_not_found(client: FlaskClient) -> None:
    assert client.get("/?q=none", headers=BROWSER).status_code == 404


def test_other_data_leaves_out_what_it_does_not_hold(tmp_path: Path) -> None:
    client = client_of("<a:s> <a:p> 1 .", tmp_path)
    text = home(client)
    assert '<section class="ranking"' not in text
    assert "Data yang sedang disajikan tidak memuat" in text


def test_a_changed_dataset_changes_the_figures(tmp_path: Path) -> None:
    changed = client_of(DATA.replace("inov:score 200", "inov:score 400"), tmp_path)
    assert '<rect class="value" width="250" height="10"/>' in home(changed)
