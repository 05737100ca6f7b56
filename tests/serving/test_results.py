from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from inovasi.serving import results
from tests.serving.conftest import BROWSER, client_of

HOSTILE = """
<a:s> <a:p> "<script>alert(1)</script>" , <javascript:alert(1)> , <https://example.org/?a=1&b=2> ,
  <https://w3id.org/inovasi/id/x> , "kota"@id , 5 .
"""


def shown(client: FlaskClient, query: str, **parameters: str) -> str:
    address = "/sparql?" + urlencode({"query": query, **parameters})
    answer = client.get(address, headers=BROWSER)
    assert answer.status_code == 200
    return answer.text


def test_values_are_text_and_lead_where_they_may(tmp_path: Path) -> None:
    text = shown(client_of(HOSTILE, tmp_path), "SELECT ?o { ?s ?p ?o }")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert 'href="javascript:' not in text
    assert 'href="https://example.org/?a=1&amp;b=2"' in text
    assert '<a href="/doc/x" title="https://w3id.org/inovasi/id/x">' in text
    assert ">id:x</a>" in text
    assert '<td lang="id"><bdi>kota</bdi> <small>id</small></td>' in text
    assert '<td class="number"><bdi>5</bdi></td>' in text


def test_the_same_result_is_offered_in_every_format_with_its_graphs(client: FlaskClient) -> None:
    text = shown(client, "SELECT * {}", **{"default-graph-uri": "a:g"})
    for name in ("json", "xml", "csv", "tsv"):
        assert f"format={name}&amp;default-graph-uri=a:g" in text
    assert "format=turtle" in shown(client, "CONSTRUCT WHERE { ?s ?p ?o }")


def test_the_query_stands_in_the_form_to_be_changed(client: FlaskClient) -> None:
    assert "ASK { &lt;a&gt; ?p &#39;x&#39; }</textarea>" not in shown(client, "ASK {}")
    assert "ASK { ?s ?p &#39;&lt;x&gt;&#39; }</textarea>" in shown(client, "ASK { ?s ?p '<x>' }")


def test_the_truth_is_a_word(client: FlaskClient) -> None:
    assert "<strong>Ya</strong>" in shown(client, "ASK {}")
    assert "<strong>Tidak</strong>" in shown(client, "ASK { <a:b> ?p ?o }")


def test_no_rows_say_what_to_do(client: FlaskClient) -> None:
    assert "Tidak ada baris yang cocok" in shown(client, "SELECT * { <a:b> ?p ?o }")


def test_an_unbound_value_is_named(client: FlaskClient) -> None:
    assert '<span class="unbound">kosong</span>' in shown(client, "SELECT ?x ?y { BIND(1 AS ?x) }")


def test_a_long_table_is_cut_and_says_so(tmp_path: Path) -> None:
    rows = " ".join(f"<a:s> <a:p> {number} ." for number in range(1001))
    text = shown(client_of(rows, tmp_path), "SELECT ?o { ?s ?p ?o }")
    assert text.count('<td class="number">') == 1000
    assert "Menampilkan 1000 baris pertama dari 1001" in text


def test_a_long_graph_is_cut_at_a_line_and_says_so(tmp_path: Path) -> None:
    rows = " ".join(f'<a:s{n}> <a:p> "{"x" * 100}" .' for n in range(2000))
    text = shown(client_of(rows, tmp_path), "CONSTRUCT WHERE { ?s ?p ?o }")
    assert "Hanya bagian awal yang ditampilkan" in text
    assert len(text) < 300_000
    assert " .</code></pre>" in text


def test_a_graph_is_shown_as_turtle(client: FlaskClient) -> None:
    query = "PREFIX inov: <https://w3id.org/inovasi/def/> CONSTRUCT WHERE { ?s a ?o }"
    assert "@prefix inov: &lt;https://w3id.org/inovasi/def/&gt; ." in shown(client, query)


def test_a_large_answer_is_shown_by_its_beginning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "MAX_BYTES", 10_000)
    rows = " ".join(f'<a:s{n}> <a:p> "{"x" * 90}" .' for n in range(200))
    client = client_of(rows, tmp_path)
    text = shown(client, "SELECT ?o { ?s ?p ?o }")
    assert "Hanya bagian awal yang ditampilkan" in text
    assert 50 < text.count("<td") < 100
    graph = shown(client, "CONSTRUCT WHERE { ?s ?p ?o }")
    assert "Hanya bagian awal yang ditampilkan" in graph
    assert len(graph) < 20_000
