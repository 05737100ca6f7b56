from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree as Xml

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inovasi.errors import NotAcceptable, ResultTooLarge
from inovasi.query import open_engine
from inovasi.query.engine import Engine
from inovasi.query.formats import Form, named, offered
from inovasi.query.guard import guard
from inovasi.query.index import IndexEngine
from inovasi.query.request import QueryRequest
from inovasi.query.writing import HEADS, XML_ROWS, HeadSink, XmlSink, write
from inovasi.workers.spool import Spool

RDF_12 = """
VERSION "1.2"
PREFIX : <http://x/>
:a :says <<( :s :p "o, \\"q\\""@en )>> ; :name "\u0645\u0631\u062d\u0628\u0627"@ar--rtl .
"""
ROWS = "SELECT ?o { ?s ?p ?o } ORDER BY ?p"
GRAPH = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
RESULTS = "{http://www.w3.org/2005/sparql-results#}"
ITS = "{http://www.w3.org/2005/11/its}"


def ask(engine: Engine, text: str, name: str) -> str:
    query = guard(QueryRequest(text))
    return engine.answer(query, named(name, query.form).format).read().decode()


def literal(value: str) -> str:
    return "".join(f"\\U{ord(character):08X}" for character in value)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    file = tmp_path_factory.mktemp("data") / "data.ttl"
    file.write_text(RDF_12, encoding="utf-8")
    return open_engine([file])


def empty() -> Engine:
    return IndexEngine(ox.Store(), "")


def test_rows_of_rdf_1_2_as_json(engine: Engine) -> None:
    name, triple = [
        row["o"] for row in json.loads(ask(engine, ROWS, "json"))["results"]["bindings"]
    ]
    assert name == {"type": "literal", "value": "مرحبا", "xml:lang": "ar", "its:dir": "rtl"}
    assert triple == {
        "type": "triple",
        "value": {
            "subject": {"type": "uri", "value": "http://x/s"},
            "predicate": {"type": "uri", "value": "http://x/p"},
            "object": {"type": "literal", "value": 'o, "q"', "xml:lang": "en"},
        },
    }


def test_rows_of_rdf_1_2_as_xml(engine: Engine) -> None:
    root = Xml.fromstring(ask(engine, ROWS, "xml"))
    direction = [item.get(f"{ITS}dir") for item in root.iter(f"{RESULTS}literal")]
    assert direction == ["rtl", None]
    (triple,) = root.iter(f"{RESULTS}triple")
    assert [part.tag.removeprefix(RESULTS) for part in triple] == ["subject", "predicate", "object"]


def test_rows_of_rdf_1_2_as_csv_and_tsv(engine: Engine) -> None:
    rows = list(csv.reader(io.StringIO(ask(engine, ROWS, "csv"), newline="")))
    assert rows == [["o"], ["مرحبا"], ['<<( <http://x/s> <http://x/p> "o, \\"q\\""@en )>>']]
    assert ask(engine, ROWS, "tsv") == (
        '?o\n"مرحبا"@ar--rtl\n<<( <http://x/s> <http://x/p> "o, \\"q\\""@en )>>\n'
    )


@pytest.mark.parametrize("name", ["turtle", "trig", "ntriples", "nquads", "rdfxml"])
def test_a_graph_of_rdf_1_2_comes_back_as_it_was(engine: Engine, name: str) -> None:
    written = named(name, Form.CONSTRUCT).format.media_type
    rdf = ox.RdfFormat.from_media_type(written)
    back = {quad.triple for quad in ox.parse(ask(engine, GRAPH, name).encode(), rdf)}
    assert back == {quad.triple for quad in ox.parse(RDF_12.encode(), ox.RdfFormat.TURTLE)}


def test_json_ld_says_that_it_has_no_triple_terms(engine: Engine) -> None:
    with pytest.raises(NotAcceptable, match=r"RDF 1\.2") as caught:
        ask(engine, GRAPH, "jsonld")
    assert caught.value.offered[0] == "text/turtle"


@pytest.mark.parametrize("name", ["turtle", "trig", "rdfxml"])
def test_prefixes_stand_in_order_every_time(engine: Engine, name: str) -> None:
    prologue = "".join(f"PREFIX p{n}: <http://x/{n}> " for n in range(20))
    first, *others = [ask(engine, prologue + GRAPH, name) for _ in range(5)]
    assert others == [first] * 4
    declared = re.findall(r"(?:@prefix |xmlns:)(p\d+)", first)
    assert len(declared) == 20
    assert declared == sorted(declared, key=lambda name: f"{name}:")


@pytest.mark.parametrize("name", ["turtle", "trig", "rdfxml"])
def test_an_answer_without_triples_is_whole(name: str) -> None:
    text = ask(empty(), "PREFIX b: <b:> PREFIX a: <a:> " + GRAPH, name)
    rdf = ox.RdfFormat.from_media_type(named(name, Form.CONSTRUCT).format.media_type)
    assert list(ox.parse(text.encode(), rdf)) == []


def test_a_row_without_columns_is_a_row_in_every_format() -> None:
    assert ask(empty(), "SELECT * {}", "csv") == "\r\n\r\n"
    assert ask(empty(), "SELECT * {}", "tsv") == "\n\n"
    assert json.loads(ask(empty(), "SELECT * {}", "json"))["results"]["bindings"] == [{}]
    assert (
        len(list(Xml.fromstring(ask(empty(), "SELECT * {}", "xml")).iter(f"{RESULTS}result"))) == 1
    )


def test_a_value_that_is_missing_is_no_empty_text() -> None:
    text = "SELECT ?x ?y { VALUES (?x ?y) { ('' UNDEF) } }"
    assert ask(empty(), text, "csv") == "x,y\r\n,\r\n"
    assert ask(empty(), text, "tsv") == '?x\t?y\n""\t\n'
    assert json.loads(ask(empty(), text, "json"))["results"]["bindings"] == [
        {"x": {"type": "literal", "value": ""}}
    ]


WRITABLE = st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from(
    "\t\n\r,\"'<&>]\\"
)


@given(st.text(WRITABLE))
def test_a_value_is_read_back_from_every_format(value: str) -> None:
    text = f"SELECT ('{literal(value)}' AS ?x) {{}}"
    rows = {name: ask(empty(), text, name) for name in ("json", "xml", "csv", "tsv")}
    assert json.loads(rows["json"])["results"]["bindings"][0]["x"]["value"] == value
    assert (next(Xml.fromstring(rows["xml"]).iter(f"{RESULTS}literal")).text or "") == value
    assert list(csv.reader(io.StringIO(rows["csv"], newline="")))[1:] == [[value] if value else []]
    cell = rows["tsv"].removeprefix("?x\n").removesuffix("\n")
    quad = next(ox.parse(f"<a:> <a:> {cell} .".encode(), ox.RdfFormat.TURTLE))
    assert quad.object == ox.Literal(value)


@given(st.text(WRITABLE))
def test_a_graph_is_read_back_from_every_format(value: str) -> None:
    text = f"PREFIX b: <b:> CONSTRUCT {{ <b:s> b:p '{literal(value)}' }} WHERE {{}}"
    for known in offered(Form.CONSTRUCT):
        back = list(
            ox.parse(
                ask(empty(), text, known.name).encode(),
                ox.RdfFormat.from_media_type(known.media_type),
            )
        )
        assert [quad.object for quad in back] == [ox.Literal(value)]


@pytest.mark.parametrize("character", ["\0", "\x01", "\x0b", "\x1f", "\ufffe", "\uffff"])
def test_what_xml_has_not_is_an_error_and_no_broken_answer(character: str) -> None:
    rows = f"SELECT ('x{literal(character)}' AS ?x) {{}}"
    graph = f"CONSTRUCT {{ <b:s> <b:p> 'x{literal(character)}' }} WHERE {{}}"
    for text, name in ((rows, "xml"), (graph, "rdfxml")):
        with pytest.raises(NotAcceptable, match=f"U\\+{ord(character):04X}") as caught:
            ask(empty(), text, name)
        assert "xml" not in "".join(caught.value.offered)
    assert (
        json.loads(ask(empty(), rows, "json"))["results"]["bindings"][0]["x"]["value"][1]
        == character
    )


@pytest.mark.parametrize("iri", ["http://x/", "http://x/1", "urn:"])
def test_a_property_that_has_no_name_is_no_rdf_xml(iri: str) -> None:
    with pytest.raises(NotAcceptable, match="does not end in a name"):
        ask(empty(), f"CONSTRUCT {{ <b:s> <{iri}> '<oxprefix: ' }} WHERE {{}}", "rdfxml")
    assert "oxprefix" in ask(empty(), "CONSTRUCT { <b:s> <b:p> '<oxprefix: ' } WHERE {}", "rdfxml")


@pytest.mark.parametrize("data", [b"<oxprefix: ", b"\xef\xbf\xbe"])
def test_what_is_forbidden_is_found_across_two_pieces(data: bytes) -> None:
    for cut in range(1, len(data)):
        sink = XmlSink(Spool("/tmp"), XML_ROWS)
        sink.write(data[:cut])
        with pytest.raises(NotAcceptable):
            sink.write(data[cut:])


def test_declarations_alone_are_passed_on_in_order() -> None:
    spool = Spool("/tmp")
    head = HeadSink(spool, HEADS["text/turtle"])
    for piece in (b"@prefix b: <b:> .\n@pre", b"fix a: <a:> .\n"):
        head.write(piece)
    head.finish()
    assert spool.content() == b"@prefix a: <a:> .\n@prefix b: <b:> .\n"


def test_rows_are_counted_through_the_xml(tmp_path: Path) -> None:
    store = ox.Store()
    solutions = store.query("SELECT ?x { VALUES ?x { 1 2 3 } }")
    with pytest.raises(ResultTooLarge):
        write(solutions, (), XML_ROWS, Spool(str(tmp_path)), 2)
