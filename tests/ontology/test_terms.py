"""Every term of ours can be read and used: labels, definitions, examples, domain, range."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS

from inovasi import iris
from tests.ontology import reading
from tests.ontology.reading import BOTH, node

CORE = reading.read(reading.CORE)
CLASS_TYPES = {OWL.Class, RDFS.Class}
PROPERTY_TYPES = {RDF.Property, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}


def defined(types: set[URIRef], *, ours: bool = True) -> list[URIRef]:
    found = {s for s, kind in CORE.subject_objects(RDF.type) if kind in types}
    return sorted(s for s in found if isinstance(s, URIRef) and s.startswith(iris.TERM) is ours)


CLASSES = defined(CLASS_TYPES)
PROPERTIES = defined(PROPERTY_TYPES)
BORROWED = defined(CLASS_TYPES | PROPERTY_TYPES, ours=False)


def failing(terms: Iterable[URIRef], holds: Callable[[URIRef], bool]) -> list[str]:
    """The terms of which something does not hold, as prefixed names."""
    return [iris.shorten(term) for term in terms if not holds(term)]


def test_the_ontology_states_its_terms() -> None:
    assert len(CLASSES) > 25
    assert len(PROPERTIES) > 90
    assert len(BORROWED) > 40


@pytest.mark.parametrize("text", ["rdfs:label", "skos:definition", "skos:example"])
def test_a_term_has_its_texts_once_in_both_languages(text: str) -> None:
    terms = [*CLASSES, *PROPERTIES]
    assert failing(terms, lambda term: reading.languages(CORE, term, text) == BOTH) == []


def test_a_term_is_defined_by_the_ontology() -> None:
    ontology = [URIRef(iris.TERM)]
    terms = [*CLASSES, *PROPERTIES]
    assert failing(terms, lambda term: list(CORE.objects(term, RDFS.isDefinedBy)) == ontology) == []


@pytest.mark.parametrize(
    ("statement", "reason"),
    [("rdfs:domain", "inov:domainReason"), ("rdfs:range", "inov:rangeReason")],
)
def test_a_property_has_one_domain_and_range_or_a_reason(statement: str, reason: str) -> None:
    def holds(term: URIRef) -> bool:
        stated = len(list(CORE.objects(term, node(statement))))
        return (stated, reading.languages(CORE, term, reason)) in [(1, []), (0, BOTH)]

    assert failing(PROPERTIES, holds) == []


@pytest.mark.parametrize("flag", ["inov:singleValued", "inov:claimOnly", "inov:curated"])
def test_a_flag_is_true_or_absent(flag: str) -> None:
    assert set(CORE.objects(None, node(flag))) == {Literal(True)}


@pytest.mark.parametrize("terms", [CLASSES, PROPERTIES], ids=["classes", "properties"])
def test_no_two_terms_of_a_kind_share_a_label(terms: list[URIRef]) -> None:
    labels = [label for term in terms for label in CORE.objects(term, RDFS.label)]
    assert [label for label, count in Counter(labels).items() if count > 1] == []


def test_single_valued_properties_are_not_functional() -> None:
    assert not list(reading.ontology().subjects(RDF.type, OWL.FunctionalProperty))


def test_a_borrowed_term_says_how_it_is_used_and_nothing_else() -> None:
    allowed = {"rdf:type", "skos:scopeNote", "inov:singleValued", "inov:curated"}

    def holds(term: URIRef) -> bool:
        said = {iris.shorten(str(predicate)) for predicate in CORE.predicates(term)}
        return said <= allowed and reading.languages(CORE, term, "skos:scopeNote") == BOTH

    assert failing(BORROWED, holds) == []


def test_the_ontology_has_title_and_description_in_both_languages() -> None:
    for text in ("dct:title", "dct:description"):
        assert reading.languages(CORE, URIRef(iris.TERM), text) == BOTH


def test_nothing_is_imported() -> None:
    assert not list(reading.ontology().objects(None, OWL.imports))


def test_there_are_no_blank_nodes() -> None:
    assert blank(reading.ontology()) == set()


def test_a_blank_node_is_found() -> None:
    assert len(blank(Graph().parse(data="<a:s> <a:p> [] .", format="turtle"))) == 1


def blank(graph: Graph) -> set[BNode]:
    return {term for triple in graph for term in triple if isinstance(term, BNode)}
