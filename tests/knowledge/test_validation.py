"""What a report says about a graph that breaks the shapes."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any, Final

import pytest
import rdflib

from inovasi import iris, paths
from inovasi.errors import DataError
from inovasi.knowledge.serialization import literals_as_written
from inovasi.knowledge.shapes import SHAPES
from inovasi.knowledge.validation import (
    Violation,
    load_shapes,
    path_text,
    validate,
)

PREFIXES: Final = """
@base <https://w3id.org/inovasi/> .
@prefix inov: <https://w3id.org/inovasi/def/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix shape: <https://w3id.org/inovasi/def/shapes/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
SCORE: Final = """
shape:AwardResult a sh:NodeShape ; sh:targetClass inov:AwardResult ;
    sh:property shape:AwardResult-score .
shape:AwardResult-score a sh:PropertyShape ; sh:path inov:score ;
    sh:maxCount 1 ; sh:datatype xsd:decimal ;
    sh:message "Skor salah: perbaiki."@id, "The score is wrong: mend it."@en .
"""
RESULT: Final = "<id/hasil/iga-2017/kota/33.71>"


def graph(text: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=PREFIXES + text, format="turtle")


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return load_shapes(paths.ONTOLOGY / "shapes")


def test_validate_conforming_graph_reports_nothing() -> None:
    report = validate(graph(f"{RESULT} a inov:AwardResult ; inov:score 75.39 ."), graph(SCORE))
    assert report.conforms
    assert report.violations == ()


def test_validate_decimal_comma_is_one_violation_with_every_part() -> None:
    data = graph(f'{RESULT} a inov:AwardResult ; inov:score "75,39"^^xsd:decimal .')
    report = validate(data, graph(SCORE))
    assert report.violations == (
        Violation(
            shape=SHAPES + "AwardResult-score",
            focus="id:hasil/iga-2017/kota/33.71",
            path="inov:score",
            value='"75,39"^^xsd:decimal',
            component="http://www.w3.org/ns/shacl#DatatypeConstraintComponent",
            message_id="Skor salah: perbaiki.",
            message_en="The score is wrong: mend it.",
        ),
    )
    assert not report.conforms
    assert (None, rdflib.SH.conforms, rdflib.Literal(False)) in report.graph


def test_line_names_shape_place_and_mend() -> None:
    data = graph(f'{RESULT} a inov:AwardResult ; inov:score "tinggi"@id, 1.5 .')
    assert [violation.line() for violation in validate(data, graph(SCORE)).violations] == [
        "AwardResult-score: id:hasil/iga-2017/kota/33.71 inov:score — The score is wrong: mend it.",
        'AwardResult-score: id:hasil/iga-2017/kota/33.71 inov:score "tinggi"@id'
        " — The score is wrong: mend it.",
    ]


def test_validate_ontology_lends_subclasses() -> None:
    data = graph(f'{RESULT} a inov:Prize ; inov:score "x" .')
    ontology = graph("inov:Prize rdfs:subClassOf inov:AwardResult .")
    assert validate(data, graph(SCORE)).conforms
    assert len(validate(data, graph(SCORE), ontology).violations) == 1
    assert len(data) == 2, "the data are left as they were"


def test_validate_order_does_not_depend_on_the_run() -> None:
    facts = "".join(f'<id/hasil/{i}> a inov:AwardResult ; inov:score "x" . ' for i in range(20))
    found = validate(graph(facts), graph(SCORE)).violations
    assert list(found) == sorted(found)
    assert len(found) == 20


def test_validate_blank_focus_and_value_are_brackets() -> None:
    data = graph("[] a inov:AwardResult ; inov:score [] .")
    (found,) = validate(data, graph(SCORE)).violations
    assert (found.focus, found.value) == ("[]", "[]")


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        ('sh:sparql [ sh:select "SELECT $this WHERE { VALUES ?x { 1 } }" ]', "VALUES"),
        ('sh:sparql [ sh:select "SELECT $this WHERE { ?this a " ]', "Expected SelectQuery"),
        ('sh:sparql [ sh:select "SELECT $this { $this a ?x FILTER(no:x(?x)) }" ]', "prefix : no"),
        ('sh:property [ sh:path inov:score ; sh:pattern "(" ]', "unterminated subpattern"),
        ('sh:property [ sh:path inov:score ; sh:minCount "x" ]', "sh:minCount must be"),
        ("sh:property inov:nothing", "def/nothing"),
    ],
)
def test_validate_shape_that_cannot_be_evaluated_is_named(
    capfd: pytest.CaptureFixture[str], broken: str, problem: str
) -> None:
    shapes = graph(f"{SCORE} shape:Broken a sh:NodeShape ; sh:targetNode inov:X ; {broken} .")
    data = graph('inov:X inov:score "x" ; a inov:Y .')
    with pytest.raises(DataError, match=r"^shape Broken: cannot be evaluated \(") as caught:
        validate(data, shapes)
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)
    assert capfd.readouterr().err == ""


def test_validate_focus_looks_at_these_things_and_at_whole_classes() -> None:
    shapes = graph(f"""{SCORE}
    shape:All a sh:NodeShape ; sh:targetNode inov:AwardResult ; sh:sparql shape:All-any .
    shape:All-any sh:select
        "SELECT $this ?value {{ ?value a <https://w3id.org/inovasi/def/AwardResult> }}" .""")
    data = graph(
        '<id/a> a inov:AwardResult ; inov:score "x" . <id/b> a inov:AwardResult ; inov:score "y" .'
    )
    found = validate(data, shapes, focus=[iris.ENTITY + "b"]).violations
    assert [(violation.focus, violation.value) for violation in found] == [
        ("inov:AwardResult", "id:a"),
        ("inov:AwardResult", "id:b"),
        ("id:b", '"y"'),
    ]


def test_validate_ill_typed_literal_is_a_violation_and_no_traceback(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    shapes = graph(SCORE.replace("xsd:decimal", "xsd:date"))
    with literals_as_written():
        data = graph(f'{RESULT} a inov:AwardResult ; inov:score "2017-02-31"^^xsd:date .')
    (found,) = validate(data, shapes).violations
    assert found.value == '"2017-02-31"^^xsd:date'
    assert capfd.readouterr().err == ""
    assert caplog.records == []


@pytest.mark.parametrize("before", [True, False])
def test_validate_leaves_the_rewriting_of_literals_as_it_was(
    monkeypatch: pytest.MonkeyPatch, before: bool
) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", before)
    validate(graph(""), graph(SCORE))
    assert before is rdflib.NORMALIZE_LITERALS


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("inov:score", "inov:score"),
        ("[ sh:inversePath inov:score ]", "^inov:score"),
        (
            "[ sh:alternativePath ( inov:rank [ sh:inversePath inov:score ] ) ]",
            "inov:rank|^inov:score",
        ),
        ("( inov:recipient inov:governs )", "inov:recipient/inov:governs"),
        ("[ sh:zeroOrMorePath inov:within ]", "[]"),
    ],
)
def test_path_is_written_as_in_sparql(path: str, text: str) -> None:
    shapes = graph(f"shape:X sh:path {path} .")
    node = shapes.value(rdflib.URIRef(SHAPES + "X"), rdflib.SH.path)
    assert path_text(shapes, node) == text


def test_violation_is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Violation("", "", "", "", "", "", "").shape = "x"  # type: ignore[misc]


def test_load_shapes_empty_folder_is_a_data_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no shapes"):
        load_shapes(tmp_path)


def test_load_shapes_names_the_file_that_is_not_turtle(tmp_path: Path) -> None:
    (tmp_path / "Good.ttl").write_text(PREFIXES + SCORE, encoding="utf-8")
    (tmp_path / "Bad.ttl").write_text("shape:X a ", encoding="utf-8")
    with pytest.raises(DataError, match=r"Bad\.ttl") as caught:
        load_shapes(tmp_path)
    assert "\n" not in str(caught.value)


def test_load_shapes_wrong_encoding_is_a_data_error(tmp_path: Path) -> None:
    (tmp_path / "Latin.ttl").write_bytes(b'<a:b> <a:c> "caf\xe9" .')
    with pytest.raises(DataError, match=r"Latin\.ttl"):
        load_shapes(tmp_path)


def claims(count: int) -> rdflib.Graph:
    """Claims about as many results, each with a quotation, as the pipeline writes them."""
    rows = [
        f"""
        <id/klaim/{number:032x}> a inov:Claim ; inov:about <id/hasil/{number}> ;
            inov:onProperty inov:score ; inov:value {number + 1} ; inov:claimRank inov:Normal ;
            prov:wasDerivedFrom <id/sumber/x/kutipan/{number}-{number + 4}> .
        <id/sumber/x/kutipan/{number}-{number + 4}> a inov:Quotation ;
            oa:start "{number}"^^xsd:nonNegativeInteger ;
            oa:end "{number + 4}"^^xsd:nonNegativeInteger ;
            inov:paragraph "1"^^xsd:positiveInteger ; inov:asWritten "{number + 1}" ;
            prov:wasQuotedFrom <id/sumber/x> .
        <id/hasil/{number}> inov:score {number + 1} .
        """
        for number in range(count)
    ]
    head = """
    @prefix oa: <http://www.w3.org/ns/oa#> .
    @prefix prov: <http://www.w3.org/ns/prov#> .
    inov:score inov:singleValued true .
    <id/sumber/x> a inov:Document .
    """
    return graph(head + "".join(rows))


@pytest.mark.no_cover
def test_conflict_planted_among_many_claims_is_found(shapes: rdflib.Graph) -> None:
    data = claims(100)
    planted = rdflib.URIRef(f"{iris.ENTITY}klaim/{1:032x}")
    data.set((planted, rdflib.URIRef(iris.TERM + "about"), rdflib.URIRef(iris.ENTITY + "hasil/0")))
    found = {
        violation.shape.removeprefix(SHAPES) for violation in validate(data, shapes).violations
    }
    assert {shape for shape in found if shape.startswith("Claim-")} == {
        "Claim-disputeLinked",
        "Claim-disputeUndecided",
    }


@pytest.mark.no_cover
def test_work_grows_no_faster_than_the_claims(
    shapes: rdflib.Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    lookups: list[int] = []
    triples = rdflib.Graph.triples

    def counting(self: rdflib.Graph, pattern: Any) -> Any:
        lookups[-1] += 1
        return triples(self, pattern)

    monkeypatch.setattr(rdflib.Graph, "triples", counting)
    for data in (claims(20), claims(80)):
        lookups.append(0)
        validate(data, shapes)
    assert lookups[1] < 4.5 * lookups[0]
