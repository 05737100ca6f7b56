from __future__ import annotations

import io
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from inovasi.query.formats import FORMATS, Form, Format
from tests.serving.conftest import BROWSER, DATA, client_of

RANKS = "PREFIX inov: <https://w3id.org/inovasi/def/> SELECT ?r { ?s inov:rank ?r } ORDER BY ?r"
GRAPH = "CONSTRUCT WHERE { ?s a ?o }"


def asked(**parameters: str) -> str:
    return "/sparql?" + urlencode(parameters)


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_get_query_in_every_format(client: FlaskClient, known: Format) -> None:
    query = GRAPH if Form.CONSTRUCT in known.forms else RANKS
    answer = client.get(asked(query=query), headers={"Accept": known.media_type})
    assert answer.status_code == 200
    assert answer.mimetype == known.media_type
    assert len(answer.data) > 5


def test_post_query_as_form_and_direct(client: FlaskClient) -> None:
    form = client.post("/sparql", data={"query": RANKS}, headers={"Accept": "text/csv"})
    direct = client.post(
        "/sparql",
        data=RANKS,
        content_type="application/sparql-query",
        headers={"Accept": "text/csv"},
    )
    assert form.data == direct.data == b"r\r\n1\r\n2\r\n3\r\n"


def test_post_direct_takes_graphs_and_format_from_the_address(client: FlaskClient) -> None:
    answer = client.post(
        "/sparql?default-graph-uri=http://none/&format=csv",
        data=RANKS,
        content_type="application/sparql-query",
    )
    assert answer.data == b"r\r\n"


def test_head_has_the_headers_of_get_and_no_body(client: FlaskClient) -> None:
    get, head = client.get(asked(query=RANKS)), client.head(asked(query=RANKS))
    assert head.status_code == 200
    assert head.data == b""
    for name in ("Content-Length", "Content-Type", "ETag", "Vary"):
        assert head.headers[name] == get.headers[name]


def test_a_program_gets_json_and_a_browser_a_page(client: FlaskClient) -> None:
    program = client.get(asked(query=RANKS), headers={"Accept": "*/*"})
    assert program.mimetype == "application/sparql-results+json"
    assert client.get(asked(query=RANKS)).mimetype == "application/sparql-results+json"
    assert client.get(asked(query=RANKS), headers=BROWSER).mimetype == "text/html"


def test_a_format_named_wins_and_the_file_has_its_suffix(client: FlaskClient) -> None:
    answer = client.get(asked(query=RANKS, format="tsv"), headers=BROWSER)
    assert answer.content_type == "text/tab-separated-values; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'inline; filename="sparql.tsv"'
    assert client.get(asked(query=RANKS, format="html")).mimetype == "text/html"


def test_an_answer_has_a_strong_tag_and_is_not_sent_twice(client: FlaskClient) -> None:
    first = client.get(asked(query=RANKS))
    tag = first.headers["ETag"]
    assert not tag.startswith("W/")
    assert first.vary.to_header() == "Accept"
    again = client.get(asked(query=RANKS), headers={"If-None-Match": f'"other", {tag}'})
    assert again.status_code == 304
    assert again.data == b""
    assert again.headers["ETag"] == tag
    assert again.headers["Vary"] == "Accept"
    assert client.get(asked(query=RANKS), headers={"If-None-Match": "*"}).status_code == 304
    assert client.get(asked(query=RANKS), headers={"If-None-Match": '"x"'}).status_code == 200


def test_a_tag_names_dataset_query_graphs_and_format(client: FlaskClient, tmp_path: Path) -> None:
    def tag(where: FlaskClient, **parameters: str) -> str:
        return where.get(asked(**parameters)).headers["ETag"]

    other = client_of(DATA + "<a:s> <a:p> 1 .", tmp_path)
    tags = {
        tag(client, query="ASK {}"),
        tag(client, query="ASK { }"),
        tag(client, query="ASK {}", format="xml"),
        tag(client, query="ASK {}", format="application/json"),
        tag(client, query="ASK {}", **{"default-graph-uri": "a:g"}),
        tag(client, query="ASK {}", **{"named-graph-uri": "a:g"}),
        tag(other, query="ASK {}"),
    }
    assert len(tags) == 7


def test_an_answer_that_changes_has_no_tag_and_is_not_kept(client: FlaskClient) -> None:
    for headers in ({}, BROWSER):
        answer = client.get(asked(query="SELECT (RAND() AS ?x) {}"), headers=headers)
        assert "ETag" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("query", "headers", "status", "slug"),
    [
        ("SELECT * {", {}, 400, "malformed-query"),
        ("SELECT * { ?s ?p }", {}, 400, "malformed-query"),
        ("DROP ALL", {}, 400, "malformed-request"),
        ("ASK {}", {"Accept": "image/png"}, 406, "not-acceptable"),
        ("ASK { SERVICE <http://x/> {} }", {}, 422, "query-refused"),
        ("LOAD <http://x/>", {}, 422, "query-refused"),
        ("SELECT * {" * 65, {}, 422, "query-refused"),
        ("ASK {} #" + "x" * 65_536, {}, 413, "content-too-large"),
    ],
)
def test_get_query_bad(
    client: FlaskClient, query: str, headers: dict[str, str], status: int, slug: str
) -> None:
    answer = client.get(asked(query=query), headers=headers)
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert answer.json is not None
    assert answer.json["type"].endswith(f"/problem/{slug}")


@pytest.mark.parametrize(
    ("data", "content_type", "status"),
    [
        ("ASK {}", "text/plain", 415),
        ("<a:b> <a:c> 1 .", "text/turtle", 415),
        ("ASK {}", "application/sparql-query; charset=utf-16", 415),
        (b"\xff\xfe", "application/sparql-query", 400),
        ("update=CLEAR+ALL", "application/x-www-form-urlencoded", 400),
        ("", "application/x-www-form-urlencoded", 400),
        ("x" * 65_537, "application/sparql-query", 413),
        ("query=" + "x" * 300_000, "application/x-www-form-urlencoded", 413),
    ],
)
def test_post_query_bad(
    client: FlaskClient, data: str | bytes, content_type: str, status: int
) -> None:
    assert client.post("/sparql", data=data, content_type=content_type).status_code == status


@pytest.mark.parametrize(
    ("content_type", "size"),
    [("application/sparql-query", 65_537), ("application/x-www-form-urlencoded", 200_705)],
)
def test_a_body_in_chunks_is_never_cut_short(
    client: FlaskClient, content_type: str, size: int
) -> None:
    body = b"query=ASK{}%23" if content_type.startswith("application/x") else b"ASK {} #"
    answer = client.post(
        "/sparql",
        input_stream=io.BytesIO(body.ljust(size, b"x")),
        content_type=content_type,
        environ_overrides={"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"},
    )
    assert answer.status_code == 413


def test_other_methods_are_not_allowed(client: FlaskClient) -> None:
    for method in ("PUT", "DELETE", "PATCH"):
        answer = client.open(asked(query="ASK {}"), method=method)
        assert answer.status_code == 405
        assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "POST", "OPTIONS"}


def test_without_a_query_a_program_is_told_what_to_send(client: FlaskClient) -> None:
    answer = client.get("/sparql")
    assert answer.status_code == 400
    assert answer.json is not None
    assert "parameter query" in answer.json["remedy"]


def test_without_a_query_a_browser_gets_the_form(client: FlaskClient) -> None:
    answer = client.get("/sparql", headers=BROWSER)
    assert answer.status_code == 200
    assert "<textarea" in answer.text


def test_the_longest_query_is_a_setting(tmp_path: Path) -> None:
    client = client_of(DATA, tmp_path, max_query_bytes="6")
    assert client.get(asked(query="ASK {}")).status_code == 200
    assert client.get(asked(query="ASK  {}")).status_code == 413
