from __future__ import annotations

import gzip
import io
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from inovasi.config import read_config
from inovasi.query import open_engine
from inovasi.query.formats import FORMATS, Form, Format
from inovasi.query.index import IndexEngine
from inovasi.serving.app import create_app
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
    assert first.vary.to_header() == "Accept, Accept-Encoding"
    again = client.get(asked(query=RANKS), headers={"If-None-Match": f'"other", {tag}'})
    assert again.status_code == 304
    assert again.data == b""
    assert again.headers["ETag"] == tag
    assert again.headers["Vary"] == "Accept, Accept-Encoding"
    assert "Content-Type" not in again.headers
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
        ("ASK {} #" + "x" * 65_536, {}, 414, "address-too-long"),
        ("ASK {} #" + "x" * 200_704, {}, 414, "address-too-long"),
        ("ASK {}", {"Accept-Encoding": "identity;q=0"}, 406, "not-acceptable"),
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
    [("application/sparql-query", 7), ("application/x-www-form-urlencoded", 200_705)],
)
def test_a_body_in_chunks_may_be_cut_short_and_is_not_read(
    client: FlaskClient, content_type: str, size: int
) -> None:
    body = b"query=ASK{}%23" if content_type.startswith("application/x") else b"ASK {} #"
    answer = client.post(
        "/sparql",
        input_stream=io.BytesIO(body.ljust(size, b"x")),
        content_type=content_type,
        environ_overrides={"CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"},
    )
    assert answer.status_code == 411
    assert answer.json is not None
    assert "Content-Length" in answer.json["remedy"]


def test_other_methods_are_not_allowed(client: FlaskClient) -> None:
    for method in ("PUT", "DELETE", "PATCH"):
        answer = client.open(asked(query="ASK {}"), method=method)
        assert answer.status_code == 405
        assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "POST", "OPTIONS"}


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, "text/turtle"),
        ("*/*", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/json", "application/json"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/n-triples", "application/n-triples"),
    ],
)
def test_without_a_query_a_program_gets_the_description(
    client: FlaskClient, accept: str | None, media_type: str
) -> None:
    headers = {"Accept": accept} if accept else {}
    answer = client.get("/sparql", headers=headers)
    assert answer.status_code == 200
    assert answer.mimetype == media_type
    assert b"http://localhost/sparql" in answer.data
    assert answer.headers["Cache-Control"] == "public, max-age=60, must-revalidate"
    again = client.get("/sparql", headers={**headers, "If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert client.head("/sparql", headers=headers).headers["ETag"] == answer.headers["ETag"]


def test_the_description_may_be_named_and_is_in_no_format_for_rows(client: FlaskClient) -> None:
    assert client.get("/sparql?format=ntriples").mimetype == "application/n-triples"
    assert client.get("/sparql?format=html").mimetype == "text/html"
    assert client.get("/sparql", headers={"Accept": "text/csv"}).status_code == 406


@pytest.mark.parametrize("host", ["a b", "x/y", "a]", "[::1", "a:b", "", "é"])
def test_a_host_that_is_no_name_is_a_malformed_request(client: FlaskClient, host: str) -> None:
    assert client.get("/sparql", environ_overrides={"HTTP_HOST": host}).status_code == 400


@pytest.mark.parametrize("host", ["data.example.org", "127.0.0.1:8000", "[::1]:8000"])
def test_the_address_in_the_description_is_that_of_the_request(
    client: FlaskClient, host: str
) -> None:
    answer = client.get("/sparql", environ_overrides={"HTTP_HOST": host})
    assert f"<http://{host}/sparql#service>" in answer.text


def test_without_a_query_a_browser_gets_the_form(client: FlaskClient) -> None:
    answer = client.get("/sparql", headers=BROWSER)
    assert answer.status_code == 200
    assert "<textarea" in answer.text


def test_the_longest_query_is_a_setting(tmp_path: Path) -> None:
    client = client_of(DATA, tmp_path, max_query_bytes="6")
    assert client.get(asked(query="ASK {}")).status_code == 200
    assert client.get(asked(query="ASK  {}")).status_code == 414
    body = {"query": "ASK  {}"}
    assert client.post("/sparql", data=body).status_code == 413


def test_an_answer_says_how_long_it_is_fresh_and_since_when_it_stands(client: FlaskClient) -> None:
    answer = client.get(asked(query=RANKS))
    assert answer.headers["Cache-Control"] == "public, max-age=60, must-revalidate"
    modified = answer.headers["Last-Modified"]
    again = client.get(asked(query=RANKS), headers={"If-Modified-Since": modified})
    assert again.status_code == 304
    for headers in (
        {"If-Modified-Since": "Sun, 06 Nov 1994 08:49:37 GMT"},
        {"If-Modified-Since": modified, "If-None-Match": '"other"'},
        {"If-Modified-Since": "yesterday"},
    ):
        assert client.get(asked(query=RANKS), headers=headers).status_code == 200


@pytest.mark.parametrize("headers", [{}, BROWSER])
def test_what_the_client_has_is_not_asked_of_the_engine(
    tmp_path: Path, headers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(DATA, tmp_path, cache_bytes="0")
    tag = client.get(asked(query=RANKS), headers=headers).headers["ETag"]

    def fail(*_: object) -> None:
        pytest.fail("the engine was asked")

    monkeypatch.setattr(IndexEngine, "answer", fail)
    for known in (tag, f"W/{tag}", f'"a", {tag}'):
        answer = client.get(asked(query=RANKS), headers={**headers, "If-None-Match": known})
        assert answer.status_code == 304
        assert answer.headers["ETag"] == tag


def test_a_post_is_answered_whatever_its_conditions(client: FlaskClient) -> None:
    tag = client.get(asked(query=RANKS)).headers["ETag"]
    for known in (tag, "*"):
        answer = client.post("/sparql", data={"query": RANKS}, headers={"If-None-Match": known})
        assert answer.status_code == 200


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_an_answer_is_coded_under_a_tag_of_its_own(client: FlaskClient, coding: str) -> None:
    query = "SELECT * { { ?s ?p ?o } UNION { ?s ?p ?o } }"
    plain = client.get(asked(query=query))
    answer = client.get(asked(query=query), headers={"Accept-Encoding": coding})
    assert answer.headers["Content-Encoding"] == coding
    assert answer.content_length == len(answer.data) < len(plain.data)
    assert answer.headers["ETag"] == plain.headers["ETag"][:-1] + f'-{coding}"'
    head = client.head(asked(query=query), headers={"Accept-Encoding": coding})
    assert (head.headers["ETag"], head.content_length) == (
        answer.headers["ETag"],
        answer.content_length,
    )
    held = {"Accept-Encoding": coding, "If-None-Match": answer.headers["ETag"]}
    assert client.get(asked(query=query), headers=held).status_code == 304
    other = {"Accept-Encoding": "identity", "If-None-Match": answer.headers["ETag"]}
    assert client.get(asked(query=query), headers=other).status_code == 200


def test_graphs_of_the_request_take_the_place_of_those_in_the_query(
    tmp_path: Path,
) -> None:
    file = tmp_path / "data.trig"
    file.write_text("<a:g> { <a:s> <a:p> 1 } <a:h> { <a:s> <a:p> 2 }", encoding="utf-8")
    config = read_config({}, (file,), {})
    client = create_app(config, open_engine(config.data)).test_client()
    query = "SELECT ?o FROM <a:g> FROM NAMED <a:g> { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"

    def rows(**parameters: str) -> list[str]:
        return sorted(client.get(asked(query=query, format="csv", **parameters)).text.split())

    assert rows() == ["1", "1", "o"]
    assert rows(**{"default-graph-uri": "a:h"}) == ["2", "o"]
    assert rows(**{"named-graph-uri": "a:h"}) == ["2", "o"]
    assert rows(**{"default-graph-uri": "a:h", "named-graph-uri": "a:g"}) == ["1", "2", "o"]


def test_a_compressed_body_is_turned_away_unread(client: FlaskClient) -> None:
    answer = client.post(
        "/sparql",
        data=gzip.compress(b"ASK {}" + b" " * 10_000_000),
        content_type="application/sparql-query",
        headers={"Content-Encoding": "gzip"},
    )
    assert answer.status_code == 415
    assert answer.headers["Accept-Encoding"] == "identity"


def test_a_body_of_another_kind_is_told_which_are_read(client: FlaskClient) -> None:
    answer = client.post("/sparql", data={"query": (io.BytesIO(b"ASK {}"), "query.rq")})
    assert answer.status_code == 415
    assert answer.json is not None
    assert "--data-urlencode" in answer.json["remedy"]
    assert "application/sparql-query" in answer.headers["Accept-Post"]


def test_lengths_that_contradict_each_other_are_malformed(client: FlaskClient) -> None:
    answer = client.post(
        "/sparql",
        data="ASK {}",
        content_type="application/sparql-query",
        headers={"Transfer-Encoding": "chunked"},
    )
    assert answer.status_code == 400


def test_format_names_of_common_clients_are_understood(client: FlaskClient) -> None:
    for name, media_type in (
        ("rdf+xml", "application/rdf+xml"),
        ("application/rdf xml", "application/rdf+xml"),
        ("rdf", "application/rdf+xml"),
        ("xml", "application/rdf+xml"),
        ("json-ld", "application/ld+json"),
        ("n3", "text/turtle"),
        ("ttl", "text/turtle"),
        ("nt", "application/n-triples"),
    ):
        assert client.get(asked(query=GRAPH, format=name)).mimetype == media_type


RDF_12 = """VERSION "1.2"
<a:s> <a:says> <<( <a:b> <a:p> "x"@ar--rtl )>> ."""


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_triple_terms_pass_through_in_every_format_that_has_them(
    tmp_path: Path, known: Format
) -> None:
    client = client_of(RDF_12, tmp_path)
    head = "CONSTRUCT WHERE" if Form.CONSTRUCT in known.forms else "SELECT * WHERE"
    query = f'VERSION "1.2" {head} {{ ?s <a:says> <<( ?b <a:p> ?x )>> }}'
    answer = client.get(asked(query=query, format=known.name))
    if known.name == "jsonld":
        assert answer.status_code == 406
        assert answer.json is not None
        assert "text/turtle" in answer.json["offered"]
    else:
        assert answer.status_code == 200
        assert "rtl" in answer.text or known.name == "csv"


def test_a_character_that_xml_has_not_is_an_error_and_no_broken_answer(client: FlaskClient) -> None:
    answer = client.get(asked(query="SELECT ('\\u0001' AS ?x) {}", format="xml"))
    assert answer.status_code == 406
    assert answer.json is not None
    assert answer.json["detail"] == "The answer has the character U+0001, which XML has not"
