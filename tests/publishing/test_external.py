"""Pages outside the documents are held against the shapes, each as a world of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad

from inovasi import iris, paths
from inovasi.knowledge.serialization import to_rdflib
from inovasi.knowledge.validation import load_shapes
from inovasi.knowledge.vocabulary import Vocabulary
from inovasi.publishing.external import examine_pages
from inovasi.publishing.model import Corpus
from inovasi.publishing.triples import dataset_quads
from inovasi.publishing.values import Value, resource

Datasets = Mapping[str, Sequence[Quad]]
Statement = tuple[str, str, Value]

ANTARA, SURABAYA = (
    NamedNode(iris.graph(name)) for name in ("antara-248475", "surabaya-go-id-iga-2017")
)
RESULT = "hasil/iga-2017/kota/33.71"
CLAIMS = tuple(f"{iris.ENTITY}klaim/{digit * 32}" for digit in "ab")


@pytest.fixture(scope="module")
def datasets(corpus: Corpus, terms: Vocabulary) -> Datasets:
    """The project's own datasets."""
    return dataset_quads(corpus, terms)


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return load_shapes(paths.ONTOLOGY / "shapes")


@pytest.fixture(scope="module")
def ontology(terms: Vocabulary) -> rdflib.Graph:
    return to_rdflib(quad.triple for quad in terms.quads())


def typed(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=resource("xsd:" + datatype))


def stated(graph: NamedNode, *statements: Statement) -> list[Quad]:
    return [Quad(resource(s), resource(p), value, graph) for s, p, value in statements]


def disputed(*values: Value) -> list[Statement]:
    """Both values of a rank, each with its claim; the claims are linked."""
    claimed = [
        statement
        for claim, value in zip(CLAIMS, values, strict=True)
        for statement in (
            (claim, "rdf:type", resource("inov:Claim")),
            (claim, "inov:about", resource(RESULT)),
            (claim, "inov:onProperty", resource("inov:rank")),
            (claim, "inov:value", value),
            (claim, "inov:claimRank", resource("inov:Normal")),
            (claim, "inov:externalPage", resource("sumber/antara-248475")),
            (claim, "inov:recorded", typed("2026-11-22", "date")),
            (RESULT, "inov:rank", value),
        )
    ]
    linked = [
        (one, "inov:conflictsWith", NamedNode(other)) for one, other in (CLAIMS, CLAIMS[::-1])
    ]
    return [*claimed, *linked]


def found(
    datasets: Datasets, shapes: rdflib.Graph, ontology: rdflib.Graph, planted: Sequence[Quad]
) -> list[str]:
    """What the pages break; a page that says only what is planted, but for its description."""
    graphs = {quad.graph_name for quad in planted}
    kept = [
        quad
        for quad in datasets["eksternal"]
        if quad.graph_name in graphs and "/id/sumber/" in str(quad.subject)
    ]
    told = {**datasets, "eksternal": [*kept, *planted]}
    return examine_pages(told, shapes, ontology, ()).violations


def test_the_pages_of_the_project_break_no_shape(
    datasets: Datasets, shapes: rdflib.Graph, ontology: rdflib.Graph
) -> None:
    examined = examine_pages(datasets, shapes, ontology, ())
    assert examined.violations == []
    assert {dispute.graph for dispute in examined.disputes} == {iris.graph("pers-iid-2018-2025")}
    for rule in ("Observation-observedValue", "Claim-disputeUndecided"):
        things = {each.thing for each in examined.disputes if each.rule == rule}
        observed = f"{iris.ENTITY}amatan/ID/inovasi-dilaporkan/"
        assert things == {f"{observed}2019", f"{observed}2020"}


@pytest.mark.parametrize(
    ("statement", "line"),
    [
        (
            (RESULT, "inov:rank", typed("-5", "integer")),
            'AwardResult-rank: id:hasil/iga-2017/kota/33.71 inov:rank "-5"^^xsd:integer — ',
        ),
        (
            ("kegiatan/iga-2017/penyerahan", "schema:startDate", typed("2017-02-31", "date")),
            "AwardCeremony-startDate: id:kegiatan/iga-2017/penyerahan schema:startDate"
            ' "2017-02-31"^^xsd:date — ',
        ),
        (
            (
                "hasil/iga-2017/kota/11.71",
                "inov:editionCluster",
                resource("penghargaan/iga-2017/kota"),
            ),
            "EditionCluster-resultCount: id:penghargaan/iga-2017/kota ",
        ),
        (
            ("org/33.71/pemkot", "inov:governs", resource("wilayah/99.99")),
            "FormalOrganization-governs: id:org/33.71/pemkot inov:governs id:wilayah/99.99 — ",
        ),
    ],
)
def test_a_page_that_breaks_a_shape_is_named(
    datasets: Datasets,
    shapes: rdflib.Graph,
    ontology: rdflib.Graph,
    capfd: pytest.CaptureFixture[str],
    statement: Statement,
    line: str,
) -> None:
    lines = found(datasets, shapes, ontology, stated(ANTARA, statement))
    assert any(one.startswith(f"graf:antara-248475: {line}") for one in lines), lines
    assert capfd.readouterr().err == "", "an ill-typed literal is a violation, not a traceback"


def test_a_page_that_states_what_may_only_be_claimed_is_named(
    datasets: Datasets, shapes: rdflib.Graph, ontology: rdflib.Graph
) -> None:
    values = disputed(typed("5", "integer"), typed("6", "integer"))
    values.append((RESULT, "inov:assertion", Literal("x", language="id")))
    (line,) = found(datasets, shapes, ontology, stated(ANTARA, *values))
    assert line.startswith(
        "graf:antara-248475: Claim-claimOnly: inov:Claim inov:assertion id:hasil"
    )


def test_a_page_may_contradict_the_core_and_need_not_repeat_it(
    datasets: Datasets, shapes: rdflib.Graph, ontology: rdflib.Graph
) -> None:
    quads = stated(ANTARA, (RESULT, "inov:score", typed("2548", "integer")))
    assert found(datasets, shapes, ontology, quads) == []


def test_a_page_may_govern_an_area_of_the_register(
    datasets: Datasets, shapes: rdflib.Graph, ontology: rdflib.Graph
) -> None:
    recipient = (RESULT, "inov:recipient", resource("org/33.71/pemkot"))
    governs = ("org/33.71/pemkot", "inov:governs", resource("wilayah/33.08"))
    quads = stated(ANTARA, recipient, governs)
    lines = found(datasets, shapes, ontology, quads)
    assert not any("FormalOrganization-governs" in line for line in lines)
    assert any("AwardResult-areaKind" in line for line in lines), "33.08 is no city"


def test_linked_values_of_a_page_stand_side_by_side(
    datasets: Datasets, shapes: rdflib.Graph, ontology: rdflib.Graph
) -> None:
    values = disputed(typed("5", "integer"), typed("6", "integer"))
    assert found(datasets, shapes, ontology, stated(ANTARA, *values)) == []
    unlinked = [value for value in values if value[1] != "inov:conflictsWith"]
    lines = found(datasets, shapes, ontology, stated(ANTARA, *unlinked))
    assert {line.split(": ")[1] for line in lines} == {
        "AwardResult-rank",
        "Claim-disputeLinked",
        "Claim-disputeUndecided",
    }


def test_each_of_two_disputed_values_must_be_one(
    datasets: Datasets, shapes: rdflib.Graph, ontology: rdflib.Graph
) -> None:
    values = disputed(typed("5", "integer"), typed("-5", "integer"))
    lines = found(datasets, shapes, ontology, stated(ANTARA, *values))
    assert any('"-5"^^xsd:integer' in line for line in lines)


def test_pages_that_differ_do_not_touch_each_other(
    datasets: Datasets, shapes: rdflib.Graph, ontology: rdflib.Graph
) -> None:
    quads = stated(ANTARA, (RESULT, "inov:rank", typed("5", "integer")))
    quads += stated(SURABAYA, (RESULT, "inov:rank", typed("6", "integer")))
    lines = found(datasets, shapes, ontology, quads)
    assert not any("AwardResult-rank" in line for line in lines), lines
    quads += stated(SURABAYA, (RESULT, "inov:score", typed("-1", "integer")))
    lines = found(datasets, shapes, ontology, quads)
    assert {line.split(": ")[0] for line in lines if "AwardResult-score" in line} == {
        "graf:surabaya-go-id-iga-2017"
    }
