from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from inovasi import iris, paths
from inovasi.errors import DataError
from inovasi.knowledge.ontology import documented, read_ontology

ONTOLOGY = documented()


def of(name: str) -> str:
    return iris.expand(name)


def copied(folder: Path, **changes: tuple[str, str]) -> Path:
    shutil.copytree(paths.ONTOLOGY, folder / "ontology")
    for name, (old, new) in changes.items():
        file = folder / "ontology" / f"{name}.toml"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
    return folder / "ontology"


def test_the_head_says_what_it_is() -> None:
    assert set(ONTOLOGY.title) == {"id", "en"}
    assert ONTOLOGY.version_iri == iris.TERM + ONTOLOGY.version
    assert ONTOLOGY.licence.startswith("https://creativecommons.org/")
    assert ONTOLOGY.prefixes["inov"] == ONTOLOGY.namespace == iris.TERM


def test_it_is_read_once() -> None:
    assert documented() is ONTOLOGY


def test_every_term_of_ours_has_its_texts_in_both_languages() -> None:
    for term in (*ONTOLOGY.classes.values(), *ONTOLOGY.properties.values()):
        texts = (term.labels, term.definition, term.example) if term.ours else (term.definition,)
        for text in texts:
            assert set(text) == {"id", "en"}, term.name


def test_every_term_of_ours_stands_in_one_theme() -> None:
    named = [
        term.iri
        for theme in ONTOLOGY.themes
        for term in (*theme.classes, *theme.properties)
        if term.ours
    ]
    known = [iri for iri in (*ONTOLOGY.classes, *ONTOLOGY.properties) if iri.startswith(iris.TERM)]
    assert sorted(named) == sorted(known)


def test_the_anchors_of_a_page_differ() -> None:
    terms = [*ONTOLOGY.classes.values(), *ONTOLOGY.properties.values()]
    anchors = [term.anchor for term in terms] + [theme.name for theme in ONTOLOGY.themes]
    assert len(set(anchors)) == len(anchors)


def test_a_class_has_the_properties_of_its_domain_and_of_its_shape() -> None:
    ceremony = {use.property: use for use in ONTOLOGY.classes[of("inov:AwardCeremony")].uses}
    assert ceremony[of("inov:ceremonyOf")].values == (of("inov:AwardEdition"),)
    assert ceremony[of("schema:startDate")].values == (of("xsd:date"),)
    assert ceremony[of("inov:activityType")].inherited == of("inov:Event")


def test_what_a_superclass_has_is_inherited_even_where_a_shape_repeats_it() -> None:
    innovation = {use.property: use for use in ONTOLOGY.classes[of("inov:Innovation")].uses}
    assert innovation[of("inov:mentoredBy")].inherited == of("inov:Initiative")
    assert innovation[of("inov:category")].inherited == ""


def test_a_property_that_a_shape_forbids_is_none_of_the_class() -> None:
    team = {use.property for use in ONTOLOGY.classes[of("inov:AssessmentTeam")].uses}
    assert of("org:unitOf") not in team


def test_of_the_classes_that_a_shape_lists_the_widest_count() -> None:
    post = {use.property: use.values for use in ONTOLOGY.classes[of("org:Post")].uses}
    assert post[of("org:postIn")] == (of("org:Organization"),)


def test_a_property_knows_its_bounds_marks_schemes_and_classes() -> None:
    year = ONTOLOGY.properties[of("inov:year")]
    assert year.domains == ()
    assert set(year.domain_reason) == {"id", "en"}
    assert year.flags == ("singleValued", "curated")
    assert {of("inov:AwardEdition"), of("eli:LegalResource")} <= set(year.classes)
    kind = ONTOLOGY.properties[of("inov:areaKind")]
    assert kind.schemes == (iris.CONCEPT + "jenis-wilayah",)
    assert of("dct:type") in kind.related


def test_what_is_stated_of_one_of_two_classes_holds_for_both() -> None:
    initiative, organization = (
        ONTOLOGY.classes[of(name)] for name in ("inov:Initiative", "org:Organization")
    )
    assert organization.iri in initiative.disjoint
    assert initiative.iri in organization.disjoint


def test_every_scheme_has_concepts() -> None:
    folder = paths.ONTOLOGY / "schemes"
    assert len(ONTOLOGY.schemes) == len(list(folder.glob("*.ttl")))
    assert all(scheme.concepts for scheme in ONTOLOGY.schemes)


def test_its_statements_are_those_that_are_published() -> None:
    published = (paths.PUBLISHED / "ontologi.nq").read_text(encoding="utf-8")
    assert "".join(ONTOLOGY.lines) == published


def test_terms_are_called_by_their_label_and_others_by_their_prefixed_name() -> None:
    assert ONTOLOGY.called(of("inov:Claim"), "en") == "“Claim”"
    assert ONTOLOGY.called(iris.CONCEPT + "tingkat", "id") == "“Tingkat inovasi”"
    assert ONTOLOGY.called(of("org:Post"), "en") == "org:Post"
    assert ONTOLOGY.term("http://a/b") is None


def test_foreign_terms_are_those_of_others_classes_first() -> None:
    names = [term.name for term in ONTOLOGY.foreign()]
    assert names.index("skos:ConceptScheme") < names.index("dct:date")
    assert not any(name.startswith("inov:") for name in names)


def test_a_theme_that_names_no_term_is_refused(tmp_path: Path) -> None:
    folder = copied(tmp_path, themes=('"inov:AreaCode"', '"inov:AreaCoda"'))
    with pytest.raises(DataError, match="AreaCoda"):
        read_ontology(folder)


def test_a_term_in_no_theme_is_refused(tmp_path: Path) -> None:
    folder = copied(tmp_path, themes=('properties = ["inov:year"]', ""))
    with pytest.raises(DataError, match="inov:year stands in no theme"):
        read_ontology(folder)
