"""What the claims give: direct triples, conflicts, graphs by source, provenance."""

from __future__ import annotations

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad

from inovasi import iris
from inovasi.knowledge.vocabulary import Vocabulary
from inovasi.publishing.accounting import unaccounted
from inovasi.publishing.model import Corpus
from inovasi.publishing.triples import dataset_quads
from inovasi.publishing.values import resource

MAGELANG = resource("hasil/iga-2017/kota/33.71")
SCORE = resource("inov:score")
ARTICLE = NamedNode(iris.graph("litbang-526"))
DEFAULT = DefaultGraph()

Datasets = dict[str, list[Quad]]


@pytest.fixture(scope="module")
def datasets(corpus: Corpus, terms: Vocabulary) -> Datasets:
    return dataset_quads(corpus, terms)


def values(quads: list[Quad], subject: NamedNode, predicate: str, graph: object) -> set[str]:
    node = resource(predicate)
    return {
        quad.object.value  # type: ignore[union-attr]
        for quad in quads
        if (quad.subject, quad.predicate, quad.graph_name) == (subject, node, graph)
    }


def test_the_default_graph_has_the_preferred_score_only(datasets: Datasets) -> None:
    assert values(datasets["inovasi"], MAGELANG, "inov:score", DEFAULT) == {"2478"}


def test_the_graph_of_the_article_has_both_scores(datasets: Datasets) -> None:
    assert values(datasets["inovasi"], MAGELANG, "inov:score", ARTICLE) == {"2478", "2548"}


def test_conflicting_claims_are_linked_both_ways(corpus: Corpus, datasets: Datasets) -> None:
    one, two = (c.node for c in corpus.claims if (c.subject, c.predicate) == (MAGELANG, SCORE))
    conflicts = {
        (quad.subject, quad.object)
        for quad in datasets["inovasi"]
        if quad.predicate == resource("inov:conflictsWith")
    }
    assert conflicts == {(one, two), (two, one)}


def test_an_assertion_is_a_claim_and_never_a_triple(datasets: Datasets) -> None:
    predicates = {quad.predicate.value for quad in datasets["inovasi"]}
    assert not {name for name in predicates if name.startswith(iris.TERM + "asserted")}


def test_a_page_is_marked_unverified_and_stays_out_of_the_default_graph(
    corpus: Corpus, datasets: Datasets
) -> None:
    quads = datasets["eksternal"]
    graphs = {quad.graph_name for quad in quads}
    assert graphs == {NamedNode(iris.graph(name)) for name in corpus.external}
    for name in corpus.external:
        node, graph = NamedNode(iris.source(name)), NamedNode(iris.graph(name))
        found = values(quads, node, "inov:verification", graph)
        assert found == {iris.CONCEPT + "verifikasi/belum-diperiksa"}


def test_both_press_figures_stay_and_none_is_preferred(datasets: Datasets) -> None:
    graph = NamedNode(iris.graph("pers-iid-2018-2025"))
    node = resource("amatan/ID/inovasi-dilaporkan/2019")
    assert values(datasets["eksternal"], node, "inov:observedValue", graph) == {"8016", "8014"}


def test_reference_areas_have_a_graph_of_their_own(datasets: Datasets) -> None:
    assert {str(quad.graph_name) for quad in datasets["wilayah"]} == {f"<{iris.graph('wilayah')}>"}
    areas = {quad.subject for quad in datasets["wilayah"]} - {
        NamedNode(iris.source("idn-area-data"))
    }
    assert len(areas) == 38 + 514


def test_a_fact_of_both_documents_is_one_claim_with_two_quotations(corpus: Corpus) -> None:
    (claim,) = [
        c
        for c in corpus.claims
        if c.subject == resource("inovasi/33.71/krenova")
        and c.predicate == resource("inov:startYear")
    ]
    assert [quotation.source for quotation in claim.quotations] == ["litbang-525", "litbang-526"]


def test_reported_speech_names_the_speaker(datasets: Datasets) -> None:
    speakers = {
        quad.object
        for quad in datasets["inovasi"]
        if quad.predicate == resource("inov:reportedSpeechOf")
    }
    assert speakers == {resource("jabatan/33.71/kepala-balitbang")}


def test_every_triple_of_an_entity_has_a_ground(
    corpus: Corpus, terms: Vocabulary, datasets: Datasets
) -> None:
    assert list(unaccounted(datasets["inovasi"], corpus, terms)) == []


def test_the_classes_above_are_stated(datasets: Datasets) -> None:
    """Nothing is inferred where the graph is asked: a query for prov:Activity finds events."""
    visit = resource("kegiatan/33.71/kunjungan-penilaian-iga-2017")
    found = values(datasets["inovasi"], visit, "rdf:type", DEFAULT)
    wanted = ("inov:AssessmentVisit", "inov:Event", "prov:Activity", "schema:Event")
    assert {iris.expand(name) for name in wanted} <= found
