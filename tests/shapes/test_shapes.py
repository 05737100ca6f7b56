"""Every shape has a file that passes and files that fail, and each says what must be reported.

A file ``fail-*.ttl`` begins with lines ``# expect: SHAPE COMPONENT``; together they are exactly
the pairs of source shape (or query) and constraint component that its validation reports.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

import pyshacl
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from inovasi import iris, paths
from inovasi.knowledge.shapes import SHAPES
from inovasi.knowledge.validation import Violation, load_shapes, validate

# What takes the time here is pyshacl.
pytestmark = pytest.mark.no_cover

FOLDER: Final = paths.ONTOLOGY / "shapes"
EXAMPLES: Final = paths.ONTOLOGY / "examples"
COMMON: Final = "Common"
CLASSES: Final = sorted(file.stem for file in FOLDER.glob("*.ttl") if file.stem != COMMON)
PASSING: Final = sorted(EXAMPLES.glob("*/pass-*.ttl"))
FAILING: Final = sorted(EXAMPLES.glob("*/fail-*.ttl"))

# Parameters that make a constraint component; the others (flags, qualified shapes) go with one.
PARAMETERS: Final = {
    *("minCount", "maxCount", "class", "datatype", "nodeKind", "pattern", "in", "node", "not"),
    *("or", "xone", "equals", "disjoint", "lessThan", "minInclusive", "minExclusive"),
    *("uniqueLang", "qualifiedMinCount", "qualifiedMaxCount", "hasValue", "languageIn"),
    "required",
}
TARGETS: Final = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)

Pair = tuple[str, str]


@cache
def shapes_of(name: str) -> Graph:
    return Graph().parse(FOLDER / f"{name}.ttl", format="turtle")


@cache
def with_common(name: str) -> Graph:
    return shapes_of(COMMON) + shapes_of(name)


@cache
def all_shapes() -> Graph:
    return load_shapes(FOLDER)


@cache
def expected(file: Path) -> frozenset[Pair]:
    found = re.findall(r"^# expect: (\S+) (\S+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return frozenset((shape, component) for shape, component in found)


def violations(file: Path) -> tuple[Violation, ...]:
    data = Graph(bind_namespaces="none").parse(file, format="turtle")
    return validate(data, with_common(file.parent.name)).violations


def pair(violation: Violation) -> Pair:
    component = violation.component.removeprefix(str(SH)).removeprefix(SHAPES)
    return violation.shape.removeprefix(SHAPES), component


def name_of(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"


def local(node: Node) -> str:
    assert isinstance(node, URIRef)
    return str(node).removeprefix(SHAPES)


def reporting(graph: Graph) -> set[Node]:
    """Shapes that can stand as the source of a result: those with a target and their properties."""
    targeted = {shape for target in TARGETS for shape in graph.subjects(target, None)}
    return targeted | {prop for shape in targeted for prop in graph.objects(shape, SH.property)}


def components(graph: Graph, shape: Node) -> set[Pair]:
    """The pairs that a shape can report."""
    queries = {(local(query), "SPARQLConstraintComponent") for query in graph[shape : SH.sparql]}
    names = {
        str(predicate).removeprefix(str(SH)).removeprefix(SHAPES)
        for predicate in graph.predicates(shape)
    }
    return queries | {
        (local(shape), f"{name[0].upper()}{name[1:]}ConstraintComponent")
        for name in names & PARAMETERS
    }


@pytest.mark.parametrize("file", PASSING, ids=name_of)
def test_conforming_file_passes(file: Path) -> None:
    assert [violation.line() for violation in violations(file)] == []


@pytest.mark.parametrize("file", FAILING, ids=name_of)
def test_faulty_file_breaks_exactly_the_constraints_it_names(file: Path) -> None:
    assert expected(file), "a failing file says what it expects"
    assert {pair(violation) for violation in violations(file)} == expected(file)


@pytest.mark.parametrize("name", CLASSES)
def test_every_constraint_of_a_class_is_shown_to_fail(name: str) -> None:
    graph = shapes_of(name)
    possible = {item for shape in reporting(graph) for item in components(graph, shape)}
    shown = {item for file in EXAMPLES.glob(f"{name}/fail-*.ttl") for item in expected(file)}
    assert possible - shown == set()
    assert shown - possible == set()


def test_every_class_has_a_passing_file_and_every_folder_a_class() -> None:
    assert {file.parent.name for file in PASSING} == set(CLASSES)
    assert {folder.name for folder in EXAMPLES.iterdir() if any(folder.glob("*.ttl"))} == set(
        CLASSES
    )


@pytest.mark.parametrize("file", FAILING, ids=name_of)
def test_file_is_named_for_a_constraint_it_breaks(file: Path) -> None:
    named = file.stem.removeprefix("fail-").partition("-")[0]
    assert f"{file.parent.name}-{named}" in {shape for shape, _ in expected(file)}


@pytest.mark.parametrize("name", [*CLASSES, COMMON])
def test_shapes_are_named_class_and_property(name: str) -> None:
    graph = shapes_of(name)
    named = {local(node) for node in graph.subjects() if isinstance(node, URIRef)}
    kinds = (SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint)
    shapes = {local(node) for kind in kinds for node in graph.subjects(RDF.type, kind)}
    if name != COMMON:
        assert all(re.fullmatch(rf"{name}(-[a-z]\w*)?", shape) for shape in named)
        assert named == shapes
    for prop in graph.subjects(RDF.type, SH.PropertyShape):
        assert "-" in local(prop)


@pytest.mark.parametrize("name", CLASSES)
def test_every_constraint_says_what_is_wrong_in_both_languages(name: str) -> None:
    graph = shapes_of(name)
    sources = {shape for shape in reporting(graph) if components(graph, shape)}
    queries = set(graph.subjects(RDF.type, SH.SPARQLConstraint))
    for source in (sources - set(graph.subjects(SH.sparql, None))) | queries:
        texts = [text for text in graph.objects(source, SH.message) if isinstance(text, Literal)]
        assert sorted(str(text.language) for text in texts) == ["en", "id"], local(source)
        assert all(": " in text and text.endswith(".") for text in texts), "fault: mend."


def test_blank_nodes_are_lists_and_paths_only() -> None:
    for file in FOLDER.glob("*.ttl"):
        text = file.read_text(encoding="utf-8")
        assert "[" not in re.sub(r'"""(?:.|\n)*?"""|"[^"\n]*"|sh:path \[', "", text)


def test_no_name_is_used_that_no_shape_has() -> None:
    graph = all_shapes()
    used = {node for node in graph.objects() if str(node).startswith(SHAPES)}
    assert used <= set(graph.subjects())


def test_terms_and_schemes_of_the_shapes_exist() -> None:
    ontology = Graph().parse(paths.ONTOLOGY / "inovasi.ttl", format="turtle")
    ranks = Graph().parse(paths.ONTOLOGY / "schemes" / "peringkat-klaim.ttl", format="turtle")
    defined = {
        str(node).removeprefix(iris.TERM) for node in {*ontology.subjects(), *ranks.subjects()}
    }
    texts = [file.read_text(encoding="utf-8") for file in FOLDER.glob("*.ttl")]
    used = {name for text in texts for name in re.findall(r"\binov:(\w+)", text)}
    assert used - defined == set()
    schemes = {file.stem for file in (paths.ONTOLOGY / "schemes").glob("*.ttl")}
    named = {name for text in texts for name in re.findall(r"inovasi/skema/([\w-]+)", text)}
    assert named - schemes == set()


def test_no_shape_counts_innovations() -> None:
    assert not any(Literal(11) == value for value in all_shapes().objects())


def test_shapes_are_well_formed() -> None:
    conforms, _, text = pyshacl.validate(
        Graph(), shacl_graph=all_shapes(), meta_shacl=True, inference="none"
    )
    assert conforms, text


@pytest.mark.parametrize("value", ["<https://example.org/x>", "_:x", '"75,39"^^xsd:decimal'])
def test_no_value_stops_the_validation(value: str) -> None:
    shapes = all_shapes()
    classes = {f"<{kind}>" for kind in shapes.objects(None, SH.targetClass)}
    paths_used = {f"<{path}>" for path in shapes.objects(None, SH.path) if "/" in str(path)}
    lines = [f"<urn:x:{i}> a {kind} ; " for i, kind in enumerate(sorted(classes))]
    facts = " ; ".join(f"{path} {value}, {value}" for path in sorted(paths_used))
    head = "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
    data = Graph().parse(data=head + "".join(f"{line}{facts} .\n" for line in lines))
    assert not validate(data, shapes).conforms
