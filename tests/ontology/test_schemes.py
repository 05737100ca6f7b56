"""Each concept scheme is a file of its own, whole, and readable in both languages."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SKOS

from inovasi import iris
from tests.ontology import reading
from tests.ontology.reading import BOTH

each_scheme = pytest.mark.parametrize("file", reading.SCHEMES, ids=lambda file: file.stem)


def scheme(file: Path) -> tuple[Graph, URIRef]:
    return reading.read(file), URIRef(iris.CONCEPT + file.stem)


def concepts(graph: Graph, kind: URIRef = SKOS.Concept) -> list[URIRef]:
    found = graph.subjects(RDF.type, kind)
    return sorted(concept for concept in found if isinstance(concept, URIRef))


@each_scheme
def test_a_file_holds_the_scheme_it_is_named_after(file: Path) -> None:
    graph, name = scheme(file)
    assert list(graph.subjects(RDF.type, SKOS.ConceptScheme)) == [name]


@each_scheme
def test_a_scheme_holds_all_concepts_of_its_file(file: Path) -> None:
    graph, name = scheme(file)
    found = concepts(graph)
    assert found
    assert set(graph.objects(name, SKOS.hasTopConcept)) == set(found)
    for concept in found:
        assert list(graph.objects(concept, SKOS.inScheme)) == [name]
        assert list(graph.objects(concept, SKOS.topConceptOf)) == [name]


@each_scheme
def test_scheme_and_concepts_have_names_and_definitions_in_both_languages(file: Path) -> None:
    graph, name = scheme(file)
    for subject in [name, *concepts(graph)]:
        for text in ("skos:prefLabel", "skos:definition"):
            assert reading.languages(graph, subject, text) == BOTH, subject


@each_scheme
def test_a_concept_is_named_after_its_scheme(file: Path) -> None:
    graph, name = scheme(file)
    strange = [concept for concept in concepts(graph) if not concept.startswith(f"{name}/")]
    assert strange == ([] if file.stem != "peringkat-klaim" else concepts(graph))


@each_scheme
def test_a_label_names_one_concept_of_its_scheme_once(file: Path) -> None:
    graph, _ = scheme(file)
    kinds = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
    labels = Counter(
        label
        for concept in concepts(graph)
        for kind in kinds
        for label in graph.objects(concept, kind)
    )
    assert [label for label, count in labels.items() if count > 1] == []


def test_every_form_of_regulation_38_of_2017_is_there() -> None:
    graph, _ = scheme(next(file for file in reading.SCHEMES if file.stem == "kategori"))
    names = {concept.rpartition("/")[2] for concept in concepts(graph)}
    assert names == {"tata-kelola-pemerintahan", "pelayanan-publik", "bentuk-lainnya"}


def test_the_concepts_of_document_types_are_resource_types() -> None:
    graph, _ = scheme(next(file for file in reading.SCHEMES if file.stem == "jenis-dokumen"))
    assert concepts(graph, reading.node("eli:ResourceType")) == concepts(graph)


def test_the_claim_ranks_are_defined_by_the_ontology() -> None:
    graph, _ = scheme(next(file for file in reading.SCHEMES if file.stem == "peringkat-klaim"))
    ranks = concepts(graph, reading.node("inov:ClaimRank"))
    assert ranks == concepts(graph)
    for rank in ranks:
        assert list(graph.objects(rank, reading.node("rdfs:isDefinedBy"))) == [URIRef(iris.TERM)]
        assert reading.languages(graph, rank, "skos:example") == BOTH
