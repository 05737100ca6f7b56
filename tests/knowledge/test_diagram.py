from __future__ import annotations

import pytest

from inovasi import iris
from inovasi.knowledge.diagram import Panel, around, of_theme, text_width
from inovasi.knowledge.ontology import documented

ONTOLOGY = documented()
PANELS = [
    of_theme(ONTOLOGY, theme, language) for theme in ONTOLOGY.themes for language in ("id", "en")
]


def panel(name: str) -> Panel:
    return next(each for each in PANELS if each.name == name)


def test_every_class_of_a_theme_has_its_box_in_the_panel_of_the_theme() -> None:
    for theme in ONTOLOGY.themes:
        roles = {box.iri: box.role for box in panel(theme.name).boxes}
        for term in theme.classes:
            assert roles[term.iri] == ("own" if term.ours else "foreign")


def test_every_property_between_classes_is_drawn_where_its_class_is() -> None:
    """But for those whose values are concepts, properties or whatever one likes."""
    found = {iri for each in PANELS for one in each.relations for iri in one.properties}
    left_out = {"skos:Concept", "rdf:Property", "rdf:langString", "xsd:boolean"}
    for term in ONTOLOGY.properties.values():
        targets = {ONTOLOGY.short(iri) for iri in term.ranges} - left_out
        if term.ours and term.kind == "object" and term.domains and targets:
            assert term.iri in found, term.name


def test_superclasses_stand_above_and_the_arrow_points_to_them() -> None:
    found = panel("prakarsa")
    y = {box.name: box.y for box in found.boxes}
    assert y["inov:Initiative"] < y["inov:Innovation"]
    hollow = [line for line in found.lines if line.inherits]
    assert len(hollow) == 2
    assert all(line.arrow.endswith("Z") and not line.labels for line in hollow)


def test_a_property_that_leads_back_to_its_class_stands_in_the_box() -> None:
    boxes = {box.name: box.inner for box in panel("wilayah").boxes}
    assert boxes["inov:AdministrativeArea"] == ("within",)


def test_properties_between_the_same_classes_share_a_line() -> None:
    labels = [[name for name, _, _ in line.labels] for line in panel("prakarsa").lines]
    assert ["responsibleAgency", "initiatedBy", "developedBy", "mentoredBy"] in labels


@pytest.mark.parametrize("found", PANELS, ids=lambda found: found.name)
def test_the_texts_of_a_box_fit_into_it(found: Panel) -> None:
    for box in found.boxes:
        assert text_width(box.label, 14) <= box.width - 20
        assert max(map(len, (box.name, *box.inner))) * 6.8 <= box.width - 20


def test_around_a_class_stands_what_leads_to_it_as_well() -> None:
    found = around(ONTOLOGY, ONTOLOGY.classes[iris.expand("inov:AwardEdition")], "en")
    assert {"inov:Award", "inov:EditionCluster", "inov:AwardCeremony", "org:Organization"} <= {
        box.name for box in found.boxes
    }
    assert [box.name for box in found.boxes if box.role == "own"] == ["inov:AwardEdition"]
    assert len(found.boxes) == len({box.iri for box in found.boxes})


def test_a_class_that_leads_to_itself_is_told_once() -> None:
    found = around(ONTOLOGY, ONTOLOGY.classes[iris.expand("inov:AdministrativeArea")], "en")
    own = [each for each in found.relations if each.source == each.target]
    assert [each.properties for each in own] == [(iris.expand("inov:within"),)]
