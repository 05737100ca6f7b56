"""A thing in a sentence."""

from __future__ import annotations

from inovasi import iris
from inovasi.resources.facts import Fact, Known, Value
from inovasi.resources.labels import Name, local_name
from inovasi.resources.summary import LONGEST, cut, summarize
from inovasi.resources.terms import STRING, Kind, Term


def named(iri: str) -> Name:
    return Name(local_name(iri))


def fact(name: str, *terms: Term, direct: bool = True) -> Fact:
    return Fact(iris.expand(name), tuple(Value(term, direct=direct) for term in terms))


def known(*facts: Fact) -> Known:
    return Known((iris.expand("prov:Location"), iris.TERM + "AdministrativeArea"), (), facts)


INDONESIAN = Term(Kind.LITERAL, "Satuan  ukur", "id")
ENGLISH = Term(Kind.LITERAL, "A unit", "en")


def test_a_definition_says_it_best_in_the_language_of_the_page() -> None:
    both = known(fact("inov:level", ENGLISH), fact("skos:definition", INDONESIAN, ENGLISH))
    assert summarize(both, "en", named) == "A unit"
    assert summarize(both, "id", named) == "Satuan ukur"


def test_else_the_kind_and_the_facts_do() -> None:
    area = Term(Kind.IRI, iris.ENTITY + "wilayah/33")
    whole = Term(Kind.LITERAL, "2478", datatype=STRING)
    found = known(
        fact("inov:within", area),
        fact("inov:sha256", whole),
        fact("inov:score", whole),
        fact("inov:rank", whole, direct=False),
        fact("org:classification", Term(Kind.IRI, iris.CONCEPT + "kota")),
    )
    said = summarize(found, "en", named)
    assert said == "AdministrativeArea; within: wilayah/33; score: 2478; kota"
    assert summarize(Known(), "en", named) == ""


def test_a_long_text_is_cut_after_a_word() -> None:
    assert cut("kata " * 100).endswith("kata…")
    assert len(cut("kata " * 100)) <= LONGEST
    assert cut("x" * 500) == "x" * (LONGEST - 1) + "…"
    assert cut(" a\n b ") == "a b"
