"""The vocabulary that the rest of the program asks, read from the ontology's files."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph

from inovasi import iris
from inovasi.errors import DataError
from inovasi.knowledge import vocabulary
from inovasi.knowledge.vocabulary import Label, Vocabulary
from inovasi.paths import ONTOLOGY

PREFIXES = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in iris.PREFIXES.items())
CORE = """
inov:Small a owl:Class ; rdfs:subClassOf inov:Middle ; rdfs:label "kecil"@id, "small"@en .
inov:Middle a owl:Class .
inov:size a owl:DatatypeProperty ; rdfs:domain inov:Small ; rdfs:range xsd:integer ;
    inov:singleValued true ; rdfs:label "ukuran"@id ; skos:hiddenLabel "besarnya"@id .
skos:note a owl:AnnotationProperty ; inov:curated true .
inov:hint a owl:ObjectProperty ; inov:claimOnly true ; inov:singleValued false .
inov:value a rdf:Property .
"""
ALIGNMENTS = "inov:Middle rdfs:subClassOf org:Large . org:Large rdfs:subClassOf inov:Middle ."
SCHEME = """
<https://w3id.org/inovasi/skema/unit> a skos:ConceptScheme .
<https://w3id.org/inovasi/skema/unit/persen> a skos:Concept, eli:ResourceType ;
    skos:inScheme <https://w3id.org/inovasi/skema/unit> ; skos:notation "%" ;
    skos:hiddenLabel "perseratus"@id ; skos:altLabel "%"@id ; skos:prefLabel "persen"@id .
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small ontology."""
    (tmp_path / "schemes").mkdir()
    for name, text in [("inovasi", CORE), ("alignments", ALIGNMENTS), ("schemes/unit", SCHEME)]:
        (tmp_path / f"{name}.ttl").write_text(PREFIXES + text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def small(folder: Path) -> Vocabulary:
    return vocabulary.load(folder)


@pytest.fixture(scope="module")
def whole() -> Vocabulary:
    return vocabulary.load(ONTOLOGY)


def test_a_property_is_found_by_prefixed_name_and_by_iri(small: Vocabulary) -> None:
    found = small.property("inov:size")
    assert found == small.property(iris.expand("inov:size"))
    assert found.domains == (iris.expand("inov:Small"),)
    assert found.ranges == (iris.expand("xsd:integer"),)


@pytest.mark.parametrize("name", ["inov:Small", "inov:nothing", "nothing", "x:y", "https://a.b/c"])
def test_what_is_no_property_is_a_key_error(small: Vocabulary, name: str) -> None:
    with pytest.raises(KeyError):
        small.property(name)


@pytest.mark.parametrize(
    ("name", "flags", "literal"),
    [
        ("inov:size", {"single_valued"}, True),
        ("inov:hint", {"claim_only"}, False),
        ("skos:note", {"curated"}, None),
        ("inov:value", set(), None),
    ],
)
def test_a_property_has_its_flags(
    small: Vocabulary, name: str, flags: set[str], literal: bool | None
) -> None:
    found = small.property(name)
    known = {"single_valued", "claim_only", "curated"}
    assert {flag for flag in known if getattr(found, flag)} == flags
    assert found.literal is literal


def test_superclasses_go_all_the_way_up_and_end_in_a_cycle(small: Vocabulary) -> None:
    above = {iris.expand("inov:Middle"), iris.expand("org:Large")}
    assert small.classes[iris.expand("inov:Small")].superclasses == above


def test_labels_come_preferred_first_and_once(small: Vocabulary) -> None:
    assert small.labels("skema:unit/persen") == ("persen", "%", "perseratus")
    assert small.labels("inov:size") == ("ukuran", "besarnya")
    assert small.labels("inov:nothing") == ()


def test_a_concept_knows_scheme_types_and_kinds_of_label(small: Vocabulary) -> None:
    concept = small.concepts[iris.expand("skema:unit/persen")]
    assert concept.scheme == iris.expand("skema:unit")
    assert iris.expand("eli:ResourceType") in concept.types
    assert Label("perseratus", "id", "skos:hiddenLabel") in concept.labels
    assert Label("%", "", "skos:notation") in concept.labels


@pytest.mark.parametrize("name", ["inov:Small", "inov:size", "skema:unit/persen"])
def test_classes_properties_and_concepts_are_known(small: Vocabulary, name: str) -> None:
    assert small.has(name)
    assert small.has(iris.expand(name))


@pytest.mark.parametrize("name", ["inov:Nothing", "skema:unit", "nothing"])
def test_nothing_else_is_known(small: Vocabulary, name: str) -> None:
    assert not small.has(name)


def test_quads_are_in_the_default_graph_and_each_there_once(folder: Path) -> None:
    doubled = folder / "schemes" / "unit-again.ttl"
    doubled.write_text(PREFIXES + SCHEME, encoding="utf-8")
    quads = vocabulary.load(folder).quads()
    assert len(quads) == len(set(quads))
    assert {quad.graph_name for quad in quads} == {DefaultGraph()}


def test_shapes_are_left_out(whole: Vocabulary) -> None:
    assert not [
        quad
        for quad in whole.quads()
        if str(quad.predicate).startswith("<http://www.w3.org/ns/shacl#")
    ]


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "alignments.ttl").unlink()
    with pytest.raises(DataError, match=r"alignments\.ttl: .*restore the file"):
        vocabulary.load(folder)


def test_a_fault_in_the_turtle_is_named_with_its_line(folder: Path) -> None:
    file = folder / "alignments.ttl"
    file.write_text("# first\n\n<a:s> <a:p> .\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"alignments\.ttl, row 3: .*mend the Turtle"):
        vocabulary.load(folder)


def test_the_ontology_says_what_is_single_valued_and_what_only_claims_say(
    whole: Vocabulary,
) -> None:
    assert whole.property("inov:score").single_valued
    assert whole.property("dct:date").single_valued
    assert not whole.property("inov:mentoredBy").single_valued
    only = {iris.shorten(p.iri) for p in whole.properties.values() if p.claim_only}
    assert only == {"inov:assertion"} | {
        f"inov:asserted{what}"
        for what in ("Commitment", "Sequence", "Uniqueness", "Impact", "Expectation", "Outcome")
    }


def test_the_ontology_says_what_a_link_may_state(whole: Vocabulary) -> None:
    assert whole.property("inov:governs").curated
    assert whole.property("org:unitOf").curated
    assert not whole.property("inov:score").curated
    assert not any(p.curated and p.claim_only for p in whole.properties.values())


def test_a_boolean_property_knows_how_sources_word_it(whole: Vocabulary) -> None:
    assert "selengkapnya" in whole.labels("inov:complete")
    assert "di posisi" in whole.labels("inov:approximate")
