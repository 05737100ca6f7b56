"""Anyone's files against the shapes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rdflib

from inovasi import iris, paths
from inovasi.errors import DataError, UsageError
from inovasi.publishing.validating import validate_files

PERIOD = """@prefix inov: <https://w3id.org/inovasi/def/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://w3id.org/inovasi/id/periode/1> a inov:Period ; skos:prefLabel "Masa"@id ;
  inov:periodStart "2011"^^xsd:gYear ; inov:periodEnd "2015"^^xsd:gYear .
"""


@pytest.fixture
def right(tmp_path: Path) -> Path:
    file = tmp_path / "right.ttl"
    file.write_text(PERIOD)
    return file


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    file = tmp_path / "faulty.ttl"
    file.write_text(PERIOD.replace("periode/1", "periode/2").replace("2015", "2010"))
    return file


def test_files_that_keep_every_rule_say_so(right: Path) -> None:
    told = validate_files([right], paths.ONTOLOGY, None, "text")
    assert told == ("every rule is kept\n", True)


def test_a_fault_is_told_with_its_mend(right: Path, faulty: Path) -> None:
    told = validate_files([right, faulty], paths.ONTOLOGY, None, "text")
    first, last = told.text.splitlines()
    assert first.startswith("Period-yearOrder: inov:Period id:periode/2 — ")
    assert (last, told.conforms) == ("1 violation", False)


def test_programs_get_the_report_of_shacl_or_json(faulty: Path) -> None:
    turtle = validate_files([faulty], paths.ONTOLOGY, None, "turtle").text
    graph = rdflib.Graph().parse(data=turtle, format="turtle")
    assert len(list(graph.objects(None, rdflib.SH.result))) == 1
    plain = json.loads(validate_files([faulty], paths.ONTOLOGY, None, "json").text)
    assert plain["conforms"] is False
    assert [each["shape"].rpartition("/")[2] for each in plain["results"]] == ["Period-yearOrder"]


def test_a_graph_of_its_own_is_looked_at_where_nothing_else_is(tmp_path: Path) -> None:
    kind = "<https://w3id.org/inovasi/def/Period>"
    fault = f"<http://a/p> <{iris.expand('rdf:type')}> {kind} <http://a/g> .\n"
    file = tmp_path / "a.nq"
    file.write_text(fault)
    assert not validate_files([file], paths.ONTOLOGY, None, "text").conforms
    file.write_text(fault + '<http://a/x> <http://a/y> "1" .\n')
    assert validate_files([file], paths.ONTOLOGY, None, "text").conforms


def test_shapes_of_others_come_without_our_ontology(tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix a: <http://a/> .
        a:S a sh:NodeShape ; sh:targetSubjectsOf a:y ; sh:property a:S-z .
        a:S-z sh:path a:z ; sh:minCount 1 ; sh:message "No z: add one."@en ."""
    )
    data = tmp_path / "data.ttl"
    data.write_text("<http://a/x> <http://a/y> 1 .")
    told = validate_files([data], paths.ONTOLOGY, shapes, "text")
    assert "http://a/S-z: http://a/x http://a/z — No z: add one.\n1 violation\n" in told.text
    with pytest.raises(DataError, match="there are no shapes here"):
        validate_files([data], paths.ONTOLOGY, tmp_path / "none.ttl", "text")


def test_another_format_is_refused(right: Path) -> None:
    with pytest.raises(UsageError, match="use one of text, turtle, json"):
        validate_files([right], paths.ONTOLOGY, None, "pdf")


def test_nothing_is_no_proof(tmp_path: Path, right: Path) -> None:
    empty = tmp_path / "empty.ttl"
    empty.write_text("# nothing\n")
    with pytest.raises(DataError, match="there are 0 statements"):
        validate_files([empty], paths.ONTOLOGY, None, "text")
    with pytest.raises(DataError, match="no shape that looks at anything"):
        validate_files([right], paths.ONTOLOGY, right, "text")


@pytest.mark.parametrize(
    "target", ["sh:targetSubjectsOf inov:periodEnd", "a <http://www.w3.org/2002/07/owl#Class>"]
)
def test_shapes_of_others_may_have_any_target(tmp_path: Path, right: Path, target: str) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        f"@prefix inov: <{iris.TERM}> .\ninov:Period a sh:NodeShape ; {target} .\n"
    )
    assert validate_files([right], paths.ONTOLOGY, shapes, "text").conforms
