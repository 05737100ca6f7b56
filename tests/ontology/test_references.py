"""Nothing undefined is used: no term of ours, and no term of the vocabularies we build on."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF

from inovasi import __version__, iris
from tests.ontology import reading
from tests.shared import SHARED, needs_shared

SCHEMA_SHAPES = SHARED / "conformance" / "schemaorg-30.0-shapes" / "schemaorg-shapes.shacl"
SCHEMA_NAME = re.compile(r"\bschema1:(\w+)")
PREFIXED = re.compile(r"\binov:\w+")
SHAPES = reading.read(*reading.SHAPES)


def used() -> set[str]:
    """Every IRI in ontology, data, shapes (their queries and messages too) and context."""
    graphs = [reading.ontology(), reading.published(), SHAPES]
    texts = [file.read_text(encoding="utf-8") for file in reading.SHAPES]
    written = {iris.expand(name) for text in texts for name in PREFIXED.findall(text)}
    context = {iri for iri, _ in reading.context_terms().values()}
    return written.union(context, *(reading.named(graph) for graph in graphs))


def defined() -> set[str]:
    """What our files define: terms, concepts, schemes, the ontology with its version, shapes."""
    ontology = URIRef(iris.TERM)
    found = {*reading.ontology().subjects(RDF.type), *SHAPES.subjects()}
    found.update(reading.ontology().objects(ontology, OWL.versionIRI))
    return {str(node) for node in found}


def undefined(used: Iterable[str], namespaces: tuple[str, ...], defined: set[str]) -> list[str]:
    return sorted(iri for iri in used if iri.startswith(namespaces) and iri not in defined)


def test_every_term_and_concept_of_ours_that_is_used_is_defined() -> None:
    assert undefined(used(), (iris.TERM, iris.CONCEPT), defined()) == []


def test_an_undefined_term_is_found() -> None:
    planted = {iris.expand("inov:skor"), iris.expand("skema:topik/entah")}
    assert undefined(planted, (iris.TERM, iris.CONCEPT), defined()) == sorted(planted)


def test_the_version_of_the_ontology_is_that_of_the_package() -> None:
    assert iris.TERM + __version__ in defined()


@needs_shared
@pytest.mark.parametrize("name", reading.NAMESPACES)
def test_every_term_of_a_vocabulary_that_is_used_exists(name: str) -> None:
    namespace = reading.NAMESPACES[name]
    known = {str(node) for node in reading.vocabulary(name).subjects()} | {namespace}
    assert undefined(used(), (namespace,), known) == []


@needs_shared
def test_a_term_that_a_vocabulary_lacks_is_found() -> None:
    graph = Graph().add((URIRef("a:s"), reading.node("eli:year"), URIRef("a:o")))
    known = {str(node) for node in reading.vocabulary("eli").subjects()}
    namespace = iris.PREFIXES["eli"]
    assert undefined(reading.named(graph), (namespace,), known) == [namespace + "year"]


@needs_shared
def test_every_term_of_schema_org_that_is_used_exists() -> None:
    names = SCHEMA_NAME.findall(SCHEMA_SHAPES.read_text(encoding="utf-8"))
    namespace = iris.PREFIXES["schema"]
    known = {namespace + name for name in names} | {namespace}
    assert undefined(used(), (namespace,), known) == []


def test_every_property_and_class_in_the_data_is_defined_or_listed() -> None:
    data = reading.published()
    terms = {*data.predicates(), *data.objects(None, RDF.type)} - {RDF.type}
    listed = set(reading.ontology().subjects(RDF.type))
    assert sorted(str(term) for term in terms - listed) == []
