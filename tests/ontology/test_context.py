"""The JSON-LD context names every term, and JSON-LD written with it reads back as it was."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import rdflib.plugins.shared.jsonld.context as jsonld_context
from pyoxigraph import RdfFormat, parse
from rdflib import Graph
from rdflib.compare import isomorphic

from inovasi import iris
from inovasi.knowledge import vocabulary
from inovasi.paths import ONTOLOGY
from tests.ontology import reading

CONTEXT: dict[str, Any] = json.loads(reading.CONTEXT.read_text(encoding="utf-8"))["@context"]
VOCABULARY = vocabulary.load(ONTOLOGY)
TERMS = {iri: (name, coercion) for name, (iri, coercion) in reading.context_terms().items()}
# Numbers that JSON can hold as they are have no coercion; a coerced one would be a string.
NATIVE = {iris.expand(name) for name in ("xsd:string", "xsd:boolean", "xsd:integer")}
# A score may be whole or not: with a coercion, the two would come under two names.
MIXED = {iris.expand("xsd:decimal")}

# Every kind of value that the data holds, and the odd ones that it should survive.
SAMPLE = """
<https://example.org/claim> a inov:Claim ; inov:about <https://example.org/result> ;
    inov:onProperty inov:score ; inov:claimRank inov:Normal ; inov:factCode "F69", "F70" ;
    inov:rankReason "Sebab"@id, "Reason"@en, "Another"@en ;
    inov:recorded "2017-01"^^xsd:gYearMonth ;
    inov:value 2548, 75.39, "6"^^xsd:decimal, "6.0"^^xsd:decimal, true, "polos", "teks"@id,
        "text"@en, "2004"^^xsd:gYear, "2017-01-01"^^xsd:date, "P2D"^^xsd:duration,
        <https://w3id.org/inovasi/id/org/33.71/dlh>, "POINT(110.2178 -7.4706)"^^geo:wktLiteral .
<https://example.org/page> inov:recorded "2017-12-18"^^xsd:date ; inov:about "bukan IRI" ;
    schema:url "https://example.org/"^^xsd:anyURI ; dct:title "tanpa bahasa", "Judul"@id .
<https://example.org/result> inov:rank 5 ; inov:score 2478, 12.50 ; inov:goal "tanpa bahasa" .
<https://example.org/quotation> oa:start "622"^^xsd:nonNegativeInteger ; oa:end 626 ;
    inov:paragraph "2"^^xsd:positiveInteger ; inov:asWritten "2548" .
<https://w3id.org/inovasi/id/wilayah/33.71> a inov:AdministrativeArea, geo:Feature ;
    skos:prefLabel "Kota Magelang"@id ; skos:altLabel "A"@id, "B"@id, "C"@en ; inov:complete false ;
    inov:within <https://w3id.org/inovasi/id/wilayah/33> ; skos:notation "33.71" ;
    schema:startDate "2017-11-16"^^xsd:date ; eli:number "002.6-8688" .
"""


def sample() -> Graph:
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in iris.PREFIXES.items())
    return Graph().parse(data=prefixes + SAMPLE, format="turtle")


GRAPHS: dict[str, Callable[[], Graph]] = {
    "sample": sample,
    "ontology": reading.ontology,
    "data": reading.published,
}


@pytest.fixture(params=GRAPHS)
def graph(request: pytest.FixtureRequest) -> Graph:
    return GRAPHS[request.param]()


@pytest.fixture(autouse=True)
def no_fetching(monkeypatch: pytest.MonkeyPatch) -> None:
    def fetch(*_: object) -> None:
        pytest.fail("a context was fetched")

    monkeypatch.setattr(jsonld_context, "source_to_json", fetch)


def compact(graph: Graph) -> str:
    return graph.serialize(format="json-ld", context=CONTEXT, auto_compact=True)


def test_rdflib_reads_back_what_was_written(graph: Graph) -> None:
    assert isomorphic(Graph().parse(data=compact(graph), format="json-ld"), graph)


def test_another_parser_reads_the_same(graph: Graph) -> None:
    there = {str(quad) for quad in parse(compact(graph), format=RdfFormat.JSON_LD)}
    text = graph.serialize(format="nt")
    assert there == {str(quad) for quad in parse(text, format=RdfFormat.N_TRIPLES)}


def test_values_are_plain_json_under_short_names() -> None:
    nodes = {node["@id"]: node for node in json.loads(compact(sample()))["@graph"]}
    claim, area = (
        nodes[iri] for iri in ("https://example.org/claim", iris.ENTITY + "wilayah/33.71")
    )
    assert (claim["@type"], claim["claimRank"]) == ("Claim", "Normal")
    assert claim["about"] == "https://example.org/result"
    assert area["prefLabel"] == {"id": "Kota Magelang"}
    assert area["startDate"] == "2017-11-16"
    assert area["complete"] is False
    assert 2478 in nodes["https://example.org/result"]["score"]


def test_every_class_and_property_has_a_name() -> None:
    terms = {*VOCABULARY.classes, *VOCABULARY.properties}
    assert sorted(terms - set(TERMS)) == []


def test_a_term_of_ours_is_named_as_in_its_iri() -> None:
    ours = {iri: name for iri, (name, _) in TERMS.items() if iri.startswith(iris.TERM)}
    assert {iri: name for iri, name in ours.items() if iri != iris.TERM + name} == {}


def test_a_coercion_is_the_range_of_the_property() -> None:
    for known in VOCABULARY.properties.values():
        if known.iri.startswith(iris.TERM) and known.ranges:
            assert TERMS[known.iri][1] == coercion(known), known.iri


def coercion(known: vocabulary.Property) -> str:
    datatype = known.ranges[0]
    if known.iri == iris.expand("inov:claimRank"):
        return "@vocab"
    if datatype == iris.expand("rdf:langString"):
        return "@language"
    if known.literal is False or datatype == iris.expand("rdf:Property"):
        return "@id"
    return "" if datatype in NATIVE | MIXED else iris.shorten(datatype)


def test_a_value_of_a_claim_is_not_coerced() -> None:
    assert TERMS[iris.expand("inov:value")] == ("value", "")


def test_the_prefixes_are_those_of_the_project() -> None:
    found = {name: iri for name, iri in CONTEXT.items() if str(iri).startswith("http")}
    assert {name: found.get(name) for name in iris.PREFIXES} == dict(iris.PREFIXES)


def test_no_name_stands_for_two_terms_and_no_term_has_two_names() -> None:
    assert len(TERMS) == len(reading.context_terms())
    text = reading.CONTEXT.read_text(encoding="utf-8")
    names = [name for name, _ in json.loads(text, object_pairs_hook=list)[0][1]]
    assert len(names) == len(set(names))


def test_the_context_refers_to_no_other() -> None:
    assert not {"@import", "@base", "@vocab"} & CONTEXT.keys()
    assert CONTEXT["@version"] == 1.1
