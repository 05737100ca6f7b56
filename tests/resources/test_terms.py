"""Terms of SPARQL JSON as plain values."""

from __future__ import annotations

from inovasi.resources.terms import STRING, UNBOUND, Kind, Term, read_term


def test_a_term_of_each_kind() -> None:
    assert read_term({"type": "uri", "value": "http://a/b"}) == Term(Kind.IRI, "http://a/b")
    assert read_term({"type": "bnode", "value": "b0"}) == Term(Kind.BLANK, "_:b0")
    plain = read_term({"type": "literal", "value": "x"})
    assert plain == Term(Kind.LITERAL, "x", datatype=STRING)
    spoken = read_term({"type": "literal", "value": "x", "xml:lang": "id"})
    assert (spoken.language, spoken.datatype) == ("id", "")
    typed = read_term({"type": "literal", "value": "1", "datatype": "http://a/int"})
    assert typed.key == '"1"^^http://a/int'
    parts = {
        "subject": {"type": "uri", "value": "s:s"},
        "predicate": {"type": "uri", "value": "p:p"},
        "object": {"type": "literal", "value": "o", "xml:lang": "en"},
    }
    quoted = read_term({"type": "triple", "value": parts})
    assert quoted.text == '<<( <s:s> <p:p> "o"@en )>>'


def test_only_an_iri_has_an_iri() -> None:
    assert Term(Kind.IRI, "a:b").iri == "a:b"
    assert Term(Kind.LITERAL, "a:b").iri == ""
    assert read_term(None) is UNBOUND
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
