from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

from inovasi import iris, paths
from inovasi.errors import DataError
from inovasi.knowledge.conditions import Condition, Shape, read_conditions
from inovasi.knowledge.shapes import SHAPES
from inovasi.knowledge.validation import load_shapes

SH = iris.PREFIXES["sh"]
HEAD = "".join(f"@prefix {name}: <{space}> .\n" for name, space in iris.PREFIXES.items())
HEAD += f"@prefix shape: <{SHAPES}> .\n"
RESULT = iris.expand("inov:AwardResult")


def read(folder: Path, **files: str) -> dict[str, tuple[Shape, ...]]:
    for name, text in files.items():
        (folder / f"{name}.ttl").write_text(HEAD + text, encoding="utf-8")
    return read_conditions(folder)


def test_paths_with_their_constraints_and_messages_stand_under_the_class(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        A="""shape:A a sh:NodeShape ; sh:targetClass inov:AwardResult ; sh:property shape:A-score .
        shape:A-score sh:path inov:score ; sh:maxCount 1 ; sh:datatype xsd:decimal ;
          sh:message "Satu."@id , "One."@en .""",
    )
    score = Shape(
        SHAPES + "A-score",
        iris.expand("inov:score"),
        (Condition("maxCount", ("1",)), Condition("datatype", (iris.expand("xsd:decimal"),))),
        (),
        {"id": "Satu.", "en": "One."},
    )
    assert found == {RESULT: (score,)}


def test_what_is_asked_of_the_thing_itself_comes_as_a_shape_without_a_path(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        A='shape:A sh:targetClass inov:AwardResult ; sh:nodeKind sh:IRI ; sh:message "IRI."@id .',
    )
    assert [shape.path for shape in found[RESULT]] == [""]
    assert found[RESULT][0].conditions == (Condition("nodeKind", (SH + "IRI",)),)


def test_shapes_within_others_are_read_with_them(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        A="""shape:A sh:targetClass inov:AwardResult ; sh:property [ sh:path inov:score ;
          sh:or ( shape:Whole [ sh:datatype xsd:decimal ] ) ; sh:not shape:Whole ] .
        shape:Whole sh:datatype xsd:integer .""",
    )
    either, never = found[RESULT][0].conditions
    assert [inner.conditions[0].values[0] for inner in either.shapes] == [
        iris.expand("xsd:integer"),
        iris.expand("xsd:decimal"),
    ]
    assert (never.kind, never.shapes[0].iri) == ("not", SHAPES + "Whole")


def test_queries_and_requirements_of_a_whole_class_are_asked_of_it(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        A="""shape:A sh:targetNode inov:AwardResult ; sh:sparql shape:A-all .
        shape:A-all sh:select "SELECT $this {}" ; sh:message "Semua."@id .
        shape:B sh:targetNode inov:AwardResult ; shape:required inov:score .""",
    )
    assert [shape.conditions for shape in found[RESULT]] == [
        (Condition("query"),),
        (Condition("required", (iris.expand("inov:score"),)),),
    ]
    assert found[RESULT][0].message == {"id": "Semua."}


def test_paths_that_are_no_single_property_are_told_in_the_notation_of_sparql(
    tmp_path: Path,
) -> None:
    found = read(
        tmp_path,
        A="""shape:A sh:targetClass inov:AwardResult ; sh:property
          [ sh:path [ sh:inversePath inov:score ] ; sh:maxCount 1 ] ,
          [ sh:path [ sh:alternativePath ( inov:score inov:rank ) ] ; sh:maxCount 1 ] .""",
    )
    score, rank = iris.expand("inov:score"), iris.expand("inov:rank")
    assert [shape.path for shape in found[RESULT]] == [f"^{score}", f"{score}|{rank}"]


def test_a_file_that_is_not_turtle_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"A\.ttl"):
        read(tmp_path, A="shape:A a")


def test_every_message_of_our_shapes_is_told_somewhere() -> None:
    """A kind of constraint that the reader does not know would be left out in silence."""
    told = {
        text
        for shapes in read_conditions(paths.ONTOLOGY / "shapes").values()
        for shape in shapes
        for text in shape.message.values()
    }
    shapes = load_shapes(paths.ONTOLOGY / "shapes")
    assert {str(text) for text in shapes.objects(None, rdflib.SH.message)} == told


def test_every_constraint_of_our_shapes_is_known_to_the_reader() -> None:
    from inovasi.knowledge import conditions

    told = {*conditions.SIMPLE, *conditions.LISTS, *conditions.LOGIC, "node", "not", "sparql"}
    beside = {
        *("property", "path", "message", "targetClass", "targetNode", "targetSubjectsOf"),
        *("qualifiedValueShape", "qualifiedMinCount", "qualifiedMaxCount", "select", "prefixes"),
        *("declare", "prefix", "namespace", "parameter", "nodeValidator", "inversePath"),
        "alternativePath",
    }
    used = {
        str(predicate).removeprefix(SH)
        for predicate in load_shapes(paths.ONTOLOGY / "shapes").predicates()
        if str(predicate).startswith(SH)
    }
    assert used <= told | beside
