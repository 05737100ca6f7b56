"""The published data uses each property on what its domain says and for what its range says.

OWL would rather conclude that a literal is a language than complain; this looks at what is stated.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, XSD
from rdflib.term import Node

from inovasi import iris
from tests.ontology import reading
from tests.ontology.reading import node
from tests.shared import needs_shared

pytestmark = needs_shared

LITERALS = {RDFS.Literal, RDF.langString, node("geo:wktLiteral")}
DERIVED = {XSD.decimal: {XSD.integer, XSD.nonNegativeInteger, XSD.positiveInteger}}
ANYTHING = {OWL.Thing, RDFS.Resource, RDF.Property, RDFS.Class}


@cache
def schema() -> Graph:
    graph = Graph()
    graph += reading.ontology()
    for name in reading.NAMESPACES:
        graph += reading.vocabulary(name)
    return graph


@cache
def above(kind: Node) -> frozenset[Node]:
    """A class and all that it lies below or is equivalent to."""
    found, waiting = {kind}, [kind]
    while waiting:
        current = waiting.pop()
        both = [*schema().objects(current, RDFS.subClassOf)]
        both += schema().objects(current, OWL.equivalentClass)
        both += schema().subjects(OWL.equivalentClass, current)
        waiting += [other for other in both if other not in found]
        found.update(both)
    return frozenset(found)


def fits(data: Graph, term: Node, wanted: Node) -> bool:
    """Whether a term is stated to be of a class or datatype; one without any type passes."""
    if not isinstance(wanted, URIRef) or wanted in ANYTHING:
        return True
    if wanted in LITERALS or wanted.startswith(str(XSD)):
        return isinstance(term, Literal) and fits_datatype(term, wanted)
    kinds = [*data.objects(term, RDF.type), *schema().objects(term, RDF.type)]
    return not isinstance(term, Literal) and (not kinds or any(wanted in above(k) for k in kinds))


def fits_datatype(literal: Literal, wanted: URIRef) -> bool:
    datatype = RDF.langString if literal.language else literal.datatype or XSD.string
    return wanted in (datatype, RDFS.Literal) or datatype in DERIVED.get(wanted, set())


def misfits(data: Graph) -> Iterator[str]:
    for s, p, o in data:
        for wanted in schema().objects(p, RDFS.domain):
            if not fits(data, s, wanted):
                yield f"{iris.shorten(str(p))} on {s}, which is no {wanted}"
        for wanted in schema().objects(p, RDFS.range):
            if not fits(data, o, wanted):
                yield f"{iris.shorten(str(p))} with {o!r}, which is no {wanted}"


def test_the_published_data_fits() -> None:
    if not len(reading.published()):
        pytest.skip("nothing is published yet")
    assert sorted(set(misfits(reading.published()))) == []


@pytest.mark.parametrize(
    "statements",
    [
        "<a:x> a inov:Award ; inov:score 5 .",
        "<a:x> a inov:AwardResult ; inov:score '5' .",
        "<a:x> a inov:Participation ; inov:event 'teks' .",
        "<a:x> a eli:LegalResource ; eli:title 'Judul'@id .",
        "<a:x> a org:FormalOrganization ; org:unitOf <a:y> . <a:y> a org:FormalOrganization .",
        "<a:x> a eli:LegalResource ; eli:passed_by <a:y> . <a:y> a org:Post .",
        "<a:x> dct:language 'id' .",
        "<a:x> a inov:AdministrativeArea ; geo:asWKT 'POINT(0 0)'^^geo:wktLiteral .",
    ],
)
def test_a_misfit_is_found(statements: str) -> None:
    prefixes = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in iris.PREFIXES.items())
    data = Graph().parse(data=prefixes + statements, format="turtle")
    assert len(list(misfits(data))) == 1
