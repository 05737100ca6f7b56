"""Shapes name terms that exist, and mean the same in the form that is run."""

from __future__ import annotations

from typing import Final

import pyshacl
import pytest
import rdflib
from rdflib.namespace import SH
from rdflib.term import Node

from inovasi import iris, paths
from inovasi.knowledge import vocabulary
from inovasi.knowledge.shapes import SHAPES, side_by_side, undefined_terms
from inovasi.knowledge.validation import load_shapes
from inovasi.knowledge.vocabulary import Vocabulary

PREFIXES: Final = f"@base <{iris.BASE}> . @prefix shape: <{SHAPES}> .\n" + "".join(
    f"@prefix {name}: <{space}> .\n" for name, space in iris.PREFIXES.items()
)
SCORE: Final = """
shape:A a sh:NodeShape ; sh:targetClass inov:AwardResult ; sh:property shape:A-score .
shape:A-score a sh:PropertyShape ; sh:path inov:score ; sh:maxCount 1 .
"""


def graph(text: str) -> rdflib.Graph:
    return rdflib.Graph(bind_namespaces="none").parse(data=PREFIXES + text, format="turtle")


def shape(name: str) -> rdflib.URIRef:
    return rdflib.URIRef(SHAPES + name)


@pytest.fixture(scope="module")
def terms() -> Vocabulary:
    return vocabulary.load(paths.ONTOLOGY)


def test_every_term_of_our_shapes_exists(terms: Vocabulary) -> None:
    assert list(undefined_terms(load_shapes(paths.ONTOLOGY / "shapes"), terms)) == []


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ("sh:path inov:skor", "inov:skor"),
        ("sh:path [ sh:inversePath inov:skor ]", "inov:skor"),
        ("sh:path [ sh:alternativePath ( inov:score inov:skor ) ]", "inov:skor"),
        ("sh:path org:postInn", "org:postInn"),
        ("sh:targetClass inov:Skor", "inov:Skor"),
        ("sh:class org:Pos", "org:Pos"),
        ("sh:in ( inov:Normal inov:Biasa )", "inov:Biasa"),
        ("sh:hasValue skema:kategori/lain", "skema:kategori/lain"),
        ("shape:required inov:skor", "inov:skor"),
        ('sh:sparql [ sh:select "SELECT $this { $this inov:score|inov:skor ?x }" ]', "inov:skor"),
        (f'sh:select "SELECT $this {{ $this <{iris.TERM}skor> ?x }}"', "inov:skor"),
    ],
)
def test_a_term_that_does_not_exist_is_told(terms: Vocabulary, stated: str, name: str) -> None:
    stated = stated.replace("skema:kategori/lain", f"<{iris.CONCEPT}kategori/lain>")
    (line,) = undefined_terms(graph(f"shape:A-x {stated} ."), terms)
    assert line == (
        f"A-x: names {name}, which is no term of the ontology"
        " — correct it in ontology/shapes, or define the term"
    )


def test_property_shapes_aim_at_what_their_node_shape_aims_at() -> None:
    before = graph(SCORE)
    flat = side_by_side(before)
    assert (shape("A"), SH.property, None) not in flat
    target = rdflib.URIRef(iris.TERM + "AwardResult")
    assert (shape("A-score"), SH.targetClass, target) in flat
    assert set(before) == set(graph(SCORE)), "the shapes are left as they were"


@pytest.mark.parametrize(
    "more",
    [
        "shape:B sh:node shape:A .",
        "shape:A sh:deactivated true .",
        "shape:A a rdfs:Class .",
        "shape:A-score sh:qualifiedValueShapesDisjoint true .",
    ],
)
def test_a_shape_that_would_mean_something_else_stays(more: str) -> None:
    assert set(side_by_side(graph(SCORE + more))) == set(graph(SCORE + more))


def test_a_property_that_is_no_shape_stays() -> None:
    text = SCORE.replace("sh:path inov:score ;", "")
    assert set(side_by_side(graph(text))) == set(graph(text))


@pytest.mark.no_cover
def test_both_forms_report_the_same_of_the_shapes_and_their_faults() -> None:
    shapes = load_shapes(paths.ONTOLOGY / "shapes")
    data = graph("")
    for file in sorted((paths.ONTOLOGY / "examples").glob("*/fail-*.ttl")):
        data.parse(file, format="turtle")
    found = [results(data, form) for form in (shapes, side_by_side(shapes))]
    assert found[0] == found[1]
    assert len(found[0]) > 100


def results(data: rdflib.Graph, shapes: rdflib.Graph) -> set[tuple[str, ...]]:
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    assert isinstance(report, rdflib.Graph)
    parts = (SH.sourceShape, SH.focusNode, SH.value, SH.sourceConstraintComponent)
    return {
        tuple(_told(report.value(result, part)) for part in parts)
        for result in report.objects(None, SH.result)
    }


def _told(node: Node | None) -> str:
    return "[]" if isinstance(node, rdflib.BNode) else repr(node)
