"""The shapes are told as they are written, and what they look at is counted."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from inovasi import iris, paths
from inovasi.errors import DataError
from inovasi.knowledge.constraints import Aim, Rule, Shape, looked_at, read_shapes

HEAD = """
@prefix inov: <https://w3id.org/inovasi/def/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix shape: <https://w3id.org/inovasi/def/shapes/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
MESSAGE = 'sh:message "Salah: perbaiki."@id, "Wrong: mend it."@en .'
SHAPE = f"""
shape:Award a sh:NodeShape ; sh:targetClass inov:Award ; sh:property shape:Award-scope ;
  sh:sparql shape:Award-all .
shape:Award-scope sh:path inov:scope ; sh:minCount 1 ; sh:maxCount 1 ; sh:in (inov:a inov:b) ;
  sh:class skos:Concept ; {MESSAGE}
shape:Award-all sh:select "" ; {MESSAGE}
shape:Award-none sh:path inov:scope ; {MESSAGE}
shape:Award-given sh:targetNode inov:Award ; shape:required inov:scope ; {MESSAGE}
"""
AWARD = Aim("targetClass", iris.expand("inov:Award"))


def shapes_of(folder: Path, text: str) -> tuple[Shape, ...]:
    (folder / "Award.ttl").write_text(HEAD + text, encoding="utf-8")
    return read_shapes(folder)


def rules_of(folder: Path, text: str) -> dict[str, Rule]:
    return {rule.name: rule for shape in shapes_of(folder, text) for rule in shape.rules}


def test_a_rule_has_the_target_of_its_shape(tmp_path: Path) -> None:
    rules = rules_of(tmp_path, SHAPE)
    assert list(rules) == ["Award-scope", "Award-all", "Award-given"], "one has no target"
    scope = rules["Award-scope"]
    assert (scope.path, scope.aims) == ("inov:scope", (AWARD,))
    assert rules["Award-all"].aims == (AWARD,)
    given = rules["Award-given"]
    assert given.path == "inov:scope"
    assert given.iri == f"{iris.TERM}shapes/Award-given"


def test_a_message_has_the_fault_and_the_mend(tmp_path: Path) -> None:
    rule = rules_of(tmp_path, SHAPE)["Award-scope"]
    assert rule.parts("id") == ("Salah.", "Perbaiki.")
    assert rule.parts("en") == ("Wrong.", "Mend it.")
    assert rule.parts("jv") == ("", "")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("[ sh:inversePath inov:scope ]", "^inov:scope"),
        ("[ sh:alternativePath ( inov:scope skos:note ) ]", "inov:scope|skos:note"),
        ("( inov:scope skos:note )", "inov:scope/skos:note"),
    ],
)
def test_a_path_is_told_in_the_notation_of_queries(tmp_path: Path, path: str, text: str) -> None:
    shape = f"shape:Award-x sh:targetClass inov:Award ; sh:path {path} ; sh:minCount 2 ; {MESSAGE}"
    rule = rules_of(tmp_path, shape)["Award-x"]
    assert rule.path == text


def test_what_is_looked_at_is_counted_with_the_subclasses(tmp_path: Path) -> None:
    shapes = shapes_of(
        tmp_path,
        SHAPE
        + f"shape:Award-label sh:targetSubjectsOf skos:note ; sh:minLength 1 ; {MESSAGE}"
        + f"shape:Award-noted sh:targetObjectsOf skos:note ; sh:minLength 1 ; {MESSAGE}"
        + f"shape:Award-texts sh:targetNode rdf:langString ; sh:minLength 1 ; {MESSAGE}",
    )
    data = """
    inov:Prize rdfs:subClassOf inov:Award .
    inov:x a inov:Award, inov:Prize . inov:y a inov:Prize ; skos:note "a", "b" .
    """
    counts = looked_at(shapes, ox.parse(HEAD + data, format=ox.RdfFormat.TURTLE))
    assert counts == {
        "Award-scope": 2,
        "Award-all": 2,
        "Award-given": 2,
        "Award-label": 1,
        "Award-noted": 2,
        "Award-texts": 3,
    }
    assert set(looked_at(shapes, []).values()) == {0}


def test_the_ontology_is_looked_through_and_not_counted(tmp_path: Path) -> None:
    shapes = shapes_of(tmp_path, SHAPE)
    terms = ox.parse(
        HEAD + "inov:Award a inov:Kind . inov:Prize rdfs:subClassOf inov:Award .",
        format=ox.RdfFormat.TURTLE,
    )
    ontology = list(terms)
    prize = list(
        ox.parse(HEAD + "inov:x a inov:Prize . inov:z skos:note 1 .", format=ox.RdfFormat.TURTLE)
    )
    assert set(looked_at(shapes, prize, ontology).values()) == {1}
    assert looked_at(shapes, prize[1:], ontology)["Award-given"] == 0
    assert looked_at(shapes, prize[1:])["Award-given"] == 1, "no class, as far as anyone knows"


def test_every_rule_of_ours_is_told_in_both_languages_and_has_a_faulty_example() -> None:
    shapes = read_shapes(paths.ONTOLOGY / "shapes")
    assert len(shapes) == 34
    for shape in shapes:
        texts = "".join(
            file.read_text(encoding="utf-8")
            for file in (paths.ONTOLOGY / "examples" / shape.name).glob("fail-*.ttl")
        )
        for rule in shape.rules:
            assert all(all(rule.parts(language)) for language in ("id", "en")), rule.name
            assert f"# expect: {rule.name} " in texts


def test_a_file_that_is_no_turtle_is_named(tmp_path: Path) -> None:
    (tmp_path / "Award.ttl").write_text("<<", encoding="utf-8")
    with pytest.raises(DataError, match=r"Award\.ttl: cannot be read .* — restore the file"):
        read_shapes(tmp_path)
