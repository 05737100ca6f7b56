from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from inovasi.errors import DataError, MalformedQuery, MalformedRequest, QueryRefused, UsageError
from inovasi.query import open_engine
from inovasi.query.engine import Engine
from inovasi.query.formats import named
from inovasi.query.guard import guard
from inovasi.query.request import QueryRequest

TRIG = """
@prefix : <http://x/> .
:a :p 1 .
:g1 { :a :p 2 }
:g2 { :a :p 3 }
"""
EVERYWHERE = "SELECT ?g ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } } ORDER BY ?g ?o"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    file = tmp_path / "data.trig"
    file.write_text(TRIG, encoding="utf-8")
    engine = open_engine([file])
    yield engine
    engine.close()


def ask(
    engine: Engine,
    text: str,
    name: str = "csv",
    default: tuple[str, ...] = (),
    graphs: tuple[str, ...] = (),
) -> str:
    query = guard(QueryRequest(text, default, graphs))
    return engine.answer(query, named(name, query.form).format).read().decode()


def test_the_default_graph_is_no_union(engine: Engine) -> None:
    assert ask(engine, EVERYWHERE) == "g,o\r\n,1\r\nhttp://x/g1,2\r\nhttp://x/g2,3\r\n"


@pytest.mark.parametrize(
    ("default", "graphs", "rows"),
    [
        (("http://x/g1",), (), ",2"),
        (("http://x/g1", "http://x/g2"), (), ",2 ,3"),
        ((), ("http://x/g2",), "http://x/g2,3"),
        (("http://x/g1",), ("http://x/g2",), ",2 http://x/g2,3"),
        (("http://x/none",), (), ""),
    ],
)
def test_the_graphs_of_the_request_are_the_whole_dataset(
    engine: Engine, default: tuple[str, ...], graphs: tuple[str, ...], rows: str
) -> None:
    assert ask(engine, EVERYWHERE, "csv", default, graphs).split()[1:] == rows.split()


def test_the_graphs_of_the_request_replace_those_of_the_text(engine: Engine) -> None:
    text = "SELECT ?o FROM <http://x/g1> { ?s ?p ?o }"
    assert ask(engine, text).split() == ["o", "2"]
    assert ask(engine, text, "csv", ("http://x/g2",)).split() == ["o", "3"]


def test_a_graph_that_is_no_absolute_iri_is_a_malformed_request(engine: Engine) -> None:
    with pytest.raises(MalformedRequest, match="names no graph"):
        ask(engine, "ASK {}", "json", ("no iri",))


TERMS = (
    'VALUES (?a ?b) { (<http://x/a> "plain") ("comma, quote \\" and\\nline"@id 1.50) '
    '("tab\\there" UNDEF) ("back\\\\slash" 1e0) (true "d"^^<http://x/d>) }'
)


def test_csv_is_written_as_the_specification_says(engine: Engine) -> None:
    assert ask(engine, f"SELECT ?a ?b {{ {TERMS} }}") == (
        "a,b\r\n"
        "http://x/a,plain\r\n"
        '"comma, quote "" and\nline",1.5\r\n'
        "tab\there,\r\n"
        "back\\slash,1\r\n"
        "true,d\r\n"
    )


def test_tsv_is_written_as_the_specification_says(engine: Engine) -> None:
    assert ask(engine, f"SELECT ?a ?b {{ {TERMS} }}", "tsv") == (
        "?a\t?b\n"
        '<http://x/a>\t"plain"\n'
        '"comma, quote \\" and\\nline"@id\t1.5\n'
        '"tab\\there"\t\n'
        '"back\\\\slash"\t"1"^^<http://www.w3.org/2001/XMLSchema#double>\n'
        'true\t"d"^^<http://x/d>\n'
    )


def test_json_and_xml_hold_the_truth_of_ask(engine: Engine) -> None:
    assert json.loads(ask(engine, "ASK {}", "json"))["boolean"] is True
    assert "<boolean>false</boolean>" in ask(engine, "ASK { <a:b> ?p ?o }", "xml")


@pytest.mark.parametrize("name", ["turtle", "ntriples", "nquads", "trig", "rdfxml", "jsonld"])
def test_a_graph_is_written_in_every_format(engine: Engine, name: str) -> None:
    assert "http://x/" in ask(engine, "CONSTRUCT WHERE { ?s ?p ?o }", name)


def test_turtle_uses_the_prefixes_of_the_query(engine: Engine) -> None:
    text = ask(engine, "PREFIX n: <http://x/> CONSTRUCT WHERE { ?s ?p ?o }", "turtle")
    assert text == "@prefix n: <http://x/> .\nn:a n:p 1 .\n"


@pytest.mark.parametrize(
    "expression",
    [
        "<http://x/unknown>(?o)",
        "f:unknown(?o, 2)",
        "<http://www.w3.org/2001/XMLSchema#unknown>(?o)",
        "COALESCE(f:unknown(), ?none)",
    ],
)
def test_an_unknown_function_is_an_error_of_its_expression_only(
    engine: Engine, expression: str
) -> None:
    text = f"PREFIX f: <http://x/> SELECT ?o ({expression} AS ?x) {{ ?s ?p ?o }}"
    assert ask(engine, text) == "o,x\r\n1,\r\n"


def test_an_unknown_function_is_found_however_it_is_named(engine: Engine) -> None:
    prologue = "BASE <http://x/y/> PREFIX f: <../z#>"
    calls = "(<a>() AS ?a) (f:b\\,c() AS ?b) (<http://x/\\u0041>() AS ?c)"
    assert ask(engine, f"{prologue} SELECT {calls} {{}}") == "a,b,c\r\n,,\r\n"


def test_too_many_unknown_functions_are_refused(engine: Engine) -> None:
    def text(count: int) -> str:
        calls = " ".join(f"(<http://x/{n}>() AS ?x{n})" for n in range(count))
        return f"SELECT {calls} {{}}"

    assert ask(engine, text(16)).count(",") == 30
    with pytest.raises(QueryRefused) as caught:
        ask(engine, text(17))
    assert caught.value.limit == "functions"


def test_a_function_of_the_engine_is_not_taken_for_unknown(engine: Engine) -> None:
    text = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT (xsd:integer('7') AS ?x) {}"
    assert ask(engine, text) == "x\r\n7\r\n"


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?o { ?s ?p }",
        "SELECT ?s\nWHERE { ?s ?p ?o } LIMIT ten",
        "ASK { ?s <relative> ?o }",
        "ASK { FILTER(<not an iri>(1)) }",
        "ASK { FILTER(<relative>(1)) }",
    ],
)
def test_what_the_parser_refuses_is_malformed_with_its_place(engine: Engine, text: str) -> None:
    with pytest.raises(MalformedQuery) as caught:
        ask(engine, text, "json" if text.startswith("ASK") else "csv")
    assert caught.value.line == text.count("\n") + 1
    assert caught.value.column > 0
    assert caught.value.detail.startswith(f"line {caught.value.line}, column")
    assert "\\u{" not in caught.value.detail


def write(folder: Path, name: str, text: str | bytes) -> Path:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.nq", '<a:s> <a:p> "x" <a:g> .\n<a:s> <a:p> "x" .\n'),
        ("a.nt", '<a:s> <a:p> "x" .\n'),
        ("a.ttl", "<a:s> <a:p> 'x' ."),
        ("a.trig", "<a:s> <a:p> 'x' ."),
        ("A.TTL", "<a:s> <a:p> 'x' ."),
        (
            "a.rdf",
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="a:">'
            '<rdf:Description rdf:about="a:s"><a:p>x</a:p></rdf:Description></rdf:RDF>',
        ),
        ("a.jsonld", '{"@id": "a:s", "a:p": "x"}'),
    ],
)
def test_a_file_is_read_by_its_suffix(tmp_path: Path, name: str, text: str) -> None:
    engine = open_engine([write(tmp_path, name, text)])
    assert json.loads(ask(engine, "ASK { <a:s> <a:p> 'x' }", "json"))["boolean"] is True


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.ttl", "<a:s> <a:p> 1 .\n<a:s> oops .", 2),
        ("a.nq", "<a:s> <a:p> oops .", 1),
        ("a.nt", b'<a:s> <a:p> "\xff" .', 1),
        ("a.jsonld", '{"@id":', 1),
        ("a.jsonld", '{"@context": "http://example.org/context", "a": 1}', 0),
    ],
)
def test_a_malformed_file_is_named_with_its_line(
    tmp_path: Path, name: str, text: str | bytes, line: int
) -> None:
    file = write(tmp_path, name, text)
    with pytest.raises(DataError) as caught:
        open_engine([file])
    assert caught.value.file == str(file)
    assert caught.value.row == line


@pytest.mark.parametrize("name", ["missing.ttl", "data.xlsx", "folder.nq"])
def test_a_file_that_cannot_be_read_is_a_usage_error(tmp_path: Path, name: str) -> None:
    write(tmp_path, "data.xlsx", "")
    (tmp_path / "folder.nq").mkdir()
    with pytest.raises(UsageError, match=name):
        open_engine([tmp_path / name])


def test_the_version_is_that_of_the_files(tmp_path: Path) -> None:
    one = write(tmp_path, "one.ttl", "<a:s> <a:p> 1 .")
    two = write(tmp_path, "two.ttl", "<a:s> <a:p> 2 .")
    assert open_engine([one]).version == open_engine([one]).version
    assert len({open_engine(files).version for files in ([one], [two], [one, two], [])}) == 4


def test_a_closed_engine_holds_nothing(engine: Engine) -> None:
    engine.close()
    assert ask(engine, EVERYWHERE) == "g,o\r\n"
