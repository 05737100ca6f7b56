"""OWL 2 RL finds no contradiction in ontology, data and vocabularies, and finds those planted.

What owlrl leaves out: dt-diff (two different literals declared the same), the last member of an
owl:AllDifferent, and every datatype outside the profile, so that a year written as a text passes
here; on "75,39"^^xsd:decimal it breaks off. Shapes and test_fit.py look at those.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import owlrl  # type: ignore[import-untyped]
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, XSD, Namespace
from rdflib.term import Node

from inovasi import iris
from tests.ontology import reading
from tests.ontology.reading import node
from tests.shared import needs_shared

pytestmark = [needs_shared, pytest.mark.no_cover]

ERROR = Namespace("http://www.daml.org/2002/03/agents/agent-ont#")

# What a vocabulary requires; all else in it is meant for readers and would cost minutes.
AXIOMS = {
    *(RDF.type, RDF.first, RDF.rest),
    *(RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range),
    *(OWL.equivalentClass, OWL.equivalentProperty, OWL.disjointWith, OWL.propertyDisjointWith),
    *(OWL.inverseOf, OWL.propertyChainAxiom, OWL.hasKey, OWL.members, OWL.distinctMembers),
    *(OWL.unionOf, OWL.intersectionOf, OWL.complementOf, OWL.oneOf, OWL.onProperty, OWL.hasValue),
    *(OWL.someValuesFrom, OWL.allValuesFrom, OWL.maxCardinality, OWL.onClass),
    *(OWL.maxQualifiedCardinality, OWL.sameAs, OWL.differentFrom),
}
# Statements of ours that no axiom speaks about, or that are the same for each of many quotations.
UNINVOLVED = {
    *map(node, ("rdfs:isDefinedBy", "rdfs:seeAlso", "inov:factCode", "inov:asWritten")),
    *map(node, ("oa:start", "oa:end", "inov:paragraph", "inov:about", "inov:value")),
    node("inov:onProperty"),
}
# Declarations from which nothing follows.
BARE = {OWL.NamedIndividual, OWL.AnnotationProperty, OWL.Ontology, RDF.Property}


def involved(graph: Graph, predicates: Iterable[URIRef] = ()) -> Graph:
    """The statements that can take part in a contradiction; no texts in a language.

    A plain literal is written as the xsd:string it is: owlrl takes it for no datatype at all.
    """
    kept, wanted = Graph(), set(predicates)
    for s, p, term in graph:
        plain = isinstance(term, Literal) and term.language is None and term.datatype is None
        o = Literal(str(term), datatype=XSD.string) if plain else term
        text = isinstance(o, Literal) and o.language is not None
        bare = p == RDF.type and o in BARE
        if not (text or bare or p in UNINVOLVED) and (not wanted or p in wanted):
            kept.add((s, p, o))
    return kept


@cache
def axioms() -> Graph:
    graph = involved(reading.ontology())
    for name in reading.NAMESPACES:
        graph += involved(reading.vocabulary(name), AXIOMS)
    return graph


class Rules(owlrl.OWLRL_Semantics):  # type: ignore[misc]
    """OWL 2 RL but for eq-ref: that all is the same as itself takes a third of the time."""

    def _equality(self, triple: tuple[Node, Node, Node], cycle_num: int) -> None:
        if triple[1] == OWL.sameAs or triple[2] == OWL.AllDifferent:
            super()._equality(triple, cycle_num)


def contradictions(graph: Graph) -> list[str]:
    """What is wrong with a graph together with all axioms, in owlrl's words."""
    whole = Graph()
    whole += axioms()
    whole += graph
    owlrl.DeductiveClosure(Rules).expand(whole)
    errors = whole.subjects(RDF.type, ERROR.ErrorMessage)
    return sorted(str(text) for error in errors for text in whole.objects(error, ERROR.error))


def test_ontology_data_and_vocabularies_do_not_contradict_each_other() -> None:
    assert contradictions(involved(reading.published())) == []


# Each is about a thing of its own, named in what owlrl says, so that one closure serves them all.
PLANTED = {
    "an entity that is an activity": "a inov:Claim, inov:AssessmentVisit",
    "an area that is an organization": "a inov:AdministrativeArea, org:FormalOrganization",
    "a post that is an agent": "a org:Post . test:event prov:wasAssociatedWith {}",
    "a post that is an organization": "a org:Post . test:result inov:recipient {}",
    "a change of organizations that is one": "a org:ChangeEvent ; org:unitOf test:agency",
    "an initiative that governs": "a inov:Innovation ; inov:governs test:area",
    "a source that is a party": "a inov:Document . test:page inov:interestedParty {}",
    "a scheme as a concept": "a skos:ConceptScheme . test:innovation inov:category {}",
    "a geometry that has one": "a geo:Geometry ; geo:hasGeometry test:point",
    "an edition that is a cluster": "inov:awardOf test:award ; inov:edition test:other",
    "a quotation that is a source": "a inov:Quotation, inov:ExternalPage",
}
WRONG_LITERALS = {
    "a score that is a text": ("'dua ribu'", "test:a inov:score {}"),
    "a rank that is no number": ("'kelima'^^xsd:integer", "test:b inov:rank {}"),
    "a completeness that is a number": ("77", "test:c inov:complete {}"),
}


def turtle(statements: Iterable[str]) -> Graph:
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in iris.PREFIXES.items())
    text = "@prefix test: <https://example.org/> .\n" + prefixes + " .\n".join(statements) + " ."
    return Graph().parse(data=text, format="turtle")


@pytest.fixture(scope="module")
def found() -> list[str]:
    """What owlrl says about all planted contradictions together."""
    things = [
        f"{thing(name)} {statements.replace('{}', thing(name))}"
        for name, statements in PLANTED.items()
    ]
    literals = [told.format(literal) for literal, told in WRONG_LITERALS.values()]
    return contradictions(involved(turtle([*things, *literals])))


def thing(name: str) -> str:
    return f"test:{name.replace(' ', '-')}"


@pytest.mark.parametrize("name", PLANTED)
def test_a_thing_that_cannot_be_two_is_found(found: list[str], name: str) -> None:
    assert [message for message in found if message.endswith(thing(name).removeprefix("test:"))]


@pytest.mark.parametrize("name", WRONG_LITERALS)
def test_a_literal_of_the_wrong_datatype_is_found(found: list[str], name: str) -> None:
    value = WRONG_LITERALS[name][0].split("^^")[0].strip("'")
    assert [message for message in found if value in message]
