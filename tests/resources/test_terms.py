"""Terms of answers in tabs as plain values."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from inovasi import iris
from inovasi.resources.terms import STRING, UNBOUND, Kind, Term, Terms, read_term


def test_a_term_of_each_kind() -> None:
    assert read_term("<http://a/b>") == Term(Kind.IRI, "http://a/b")
    assert read_term("_:b0") == Term(Kind.BLANK, "_:b0")
    plain = read_term('"x"')
    assert plain == Term(Kind.LITERAL, "x", datatype=STRING)
    spoken = read_term('"x"@id')
    assert (spoken.language, spoken.datatype) == ("id", "")
    typed = read_term('"1"^^<http://a/int>')
    assert typed.key == '"1"^^http://a/int'
    quoted = read_term('<<( <s:s> <p:p> "o"@en )>>')
    assert (quoted.kind, quoted.text) == (Kind.TRIPLE, '<<( <s:s> <p:p> "o"@en )>>')


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        *(("1", "integer"), ("-0.5", "decimal"), ("1e0", "double"), ("1.5E2", "double")),
        *(("true", "boolean"), ("false", "boolean")),
    ],
)
def test_a_literal_without_quotes_has_the_datatype_that_it_looks_like(
    written: str, kind: str
) -> None:
    assert read_term(written) == Term(Kind.LITERAL, written, datatype=iris.expand(f"xsd:{kind}"))


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "\t\n\r", '"', "\\", '\\"', '"@en', '"^^<a:b>', "<a:b>", "_:b", "1", "true"),
        *("<<( x )>>", "\\t", "a\x00\x0b\x85\u2028b", "é\U0001f600"),
    ],
)
def test_whatever_a_literal_holds_is_read_as_the_engine_writes_it(text: str) -> None:
    store = ox.Store()
    subject, name = ox.NamedNode("a:s"), ox.NamedNode("a:p")
    for value in (
        ox.Literal(text),
        ox.Literal(text, language="id"),
        ox.Literal(text, datatype=name),
    ):
        store.clear()
        inner = ox.Triple(subject, name, value)
        store.add(ox.Quad(subject, name, inner))
        found = store.query("SELECT (OBJECT(?t) AS ?v) ?none ?t WHERE { ?s ?p ?t }")
        assert isinstance(found, ox.QuerySolutions)
        written = found.serialize(format=ox.QueryResultsFormat.TSV) or b""
        lines = written.decode().split("\n")
        term, none, triple = map(Terms().__getitem__, lines[1].split("\t"))
        language = value.language or ""
        datatype = "" if language else value.datatype.value
        assert term == Term(Kind.LITERAL, text, language, datatype)
        assert none is UNBOUND
        assert triple == Term(Kind.TRIPLE, f"<<( <a:s> <a:p> {term.key} )>>")


def test_which_way_a_text_runs_is_no_part_of_its_language() -> None:
    assert read_term('"x"@ar--rtl') == Term(Kind.LITERAL, "x", "ar")


def test_a_triple_within_a_triple_is_read_whole() -> None:
    text = "<<( _:b <a:p> <<( <a:s> <a:p> 1 )>> )>>"
    whole = f'"1"^^{iris.expand("xsd:integer")}'
    assert read_term(text).text == text.replace("1", whole)


def test_only_an_iri_has_an_iri() -> None:
    assert Term(Kind.IRI, "a:b").iri == "a:b"
    assert Term(Kind.LITERAL, "a:b").iri == ""
    assert read_term("") is UNBOUND
    assert UNBOUND.text == ""


def test_terms_that_differ_have_different_keys() -> None:
    terms = [
        Term(Kind.IRI, "a:b"),
        Term(Kind.LITERAL, "a:b", datatype=STRING),
        Term(Kind.LITERAL, "a:b", "id"),
        Term(Kind.LITERAL, "a:b", "en"),
        Term(Kind.BLANK, "_:b"),
    ]
    assert len({term.key for term in terms}) == len(terms)
