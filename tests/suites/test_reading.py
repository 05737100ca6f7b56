from __future__ import annotations

import pyoxigraph as ox
import pytest

from tests.suites.reading import (
    as_result_set,
    read_csv,
    read_graph,
    read_json,
    read_tsv,
    read_xml,
)
from tests.suites.results import XSD, Result, Sort, Term, literal, row, same

ROWS = (
    row(
        {
            "a": Term(Sort.IRI, "http://example.org/s"),
            "b": literal('tab\t "quote" \\ line\nend'),
            "c": literal("1.50", XSD + "decimal"),
        }
    ),
    row({"a": Term(Sort.BLANK, "n"), "c": literal("halo", language="id-ID")}),
)
EXPECTED = Result(ROWS, frozenset("abc"))
JSON = rb"""{"head": {"vars": ["a", "b", "c"]}, "results": {"bindings": [
  {"a": {"type": "uri", "value": "http://example.org/s"},
   "b": {"type": "literal", "value": "tab\t \"quote\" \\ line\nend"},
   "c": {"type": "literal", "value": "1.50",
     "datatype": "http://www.w3.org/2001/XMLSchema#decimal"}},
  {"a": {"type": "bnode", "value": "x"},
   "c": {"type": "literal", "value": "halo", "xml:lang": "id-ID"}}
]}}"""
XML = rb"""<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#">
<head><variable name="a"/><variable name="b"/><variable name="c"/></head><results>
<result><binding name="a"><uri>http://example.org/s</uri></binding>
<binding name="b"><literal>tab&#9; "quote" \ line&#10;end</literal></binding>
<binding name="c"><literal datatype="http://www.w3.org/2001/XMLSchema#decimal">1.50</literal></binding></result>
<result><binding name="a"><bnode>x</bnode></binding>
<binding name="c"><literal xml:lang="id-ID">halo</literal></binding></result></results></sparql>"""
TSV = (
    b"?a\t?b\t?c\n"
    b'<http://example.org/s>\t"tab\\t \\"quote\\" \\\\ line\\nend"\t1.50\n'
    b'_:x\t\t"halo"@id-ID\n'
)
SET = """@prefix rs: <http://www.w3.org/2001/sw/DataAccess/tests/result-set#> .
[] a rs:ResultSet ; rs:resultVariable "x" ;
  rs:solution [ rs:index 2 ; rs:binding [ rs:variable "x" ; rs:value "b" ] ] ,
    [ rs:index 1 ; rs:binding [ rs:variable "x" ; rs:value "01" ] ] ."""


@pytest.mark.parametrize(
    "found", [read_json(JSON), read_xml(XML), read_tsv(TSV)], ids=["json", "xml", "tsv"]
)
def test_terms_are_read_as_they_are_written(found: Result) -> None:
    assert same(EXPECTED, found)


def test_csv_holds_texts_and_blank_nodes() -> None:
    found = read_csv(b'a,b\r\nhttp://example.org/s,"1,5 ""x"""\r\n_:n,\r\n')
    first = {"a": Term(Sort.TEXT, "http://example.org/s"), "b": Term(Sort.TEXT, '1,5 "x"')}
    assert found == Result((row(first), row({"a": Term(Sort.BLANK, "n")})), frozenset("ab"))


@pytest.mark.parametrize("word", ["true", "false"])
def test_truth_is_read(word: str) -> None:
    xml = (
        f'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><boolean>{word}</boolean></sparql>'
    )
    json = f'{{"head": {{}}, "boolean": {word}}}'
    assert read_xml(xml.encode()) == read_json(json.encode()) == Result(truth=word == "true")


def test_short_forms_of_numbers_and_truth_are_typed_in_tsv() -> None:
    rows = read_tsv(b"?x\n1\n-1.0\n1e0\ntrue\n").rows
    types = [dict(cells)["x"].datatype.removeprefix(XSD) for cells in rows]
    assert types == ["integer", "decimal", "double", "boolean"]
    with pytest.raises(ValueError, match="no term"):
        read_tsv(b"?x\nnothing\n")


def test_result_set_in_rdf_has_an_order_and_spellings() -> None:
    found = as_result_set(read_graph(SET.encode(), ox.RdfFormat.TURTLE))
    rows = (row({"x": literal("01")}), row({"x": literal("b")}))
    assert found == Result(rows, frozenset("x"), ordered=True)


def test_graph_that_describes_no_result_is_one() -> None:
    graph = read_graph(b'<urn:s> <urn:p> "01" .', ox.RdfFormat.N_TRIPLES)
    assert as_result_set(graph) is None
    assert len(graph.rows) == 1
