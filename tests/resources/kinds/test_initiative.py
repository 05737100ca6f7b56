"""Who did what, and when."""

from __future__ import annotations

from inovasi.resources.asking import Asker
from inovasi.resources.kinds.initiative import read
from tests.resources.conftest import AskerOf
from tests.resources.kinds.conftest import entity


def test_the_four_parts_are_told_apart_and_form_and_level_are_explained(published: Asker) -> None:
    shown = read(published, entity("inovasi/33.71/kampung-it"), "en").around
    thing = shown.thing
    assert thing.text("inov:initiatedBy") == "the community"
    assert thing.text("inov:mentoredBy").startswith("Research and Development Agency")
    assert thing.first("inov:developedBy") is None
    assert shown.groups["levels"].things[0].text("skos:definition")
    assert shown.groups["made"].count == 5


def test_years_are_drawn_where_there_is_a_span(published: Asker) -> None:
    marks = read(published, entity("inovasi/33.71/smart-city"), "id").marks
    assert [(mark.property, mark.year.name.text, mark.x) for mark in marks] == [
        ("inov:startYear", "2016", 0),
        ("inov:plannedEndYear", "2021", 1000),
    ]
    assert read(published, entity("inovasi/33.71/datago"), "id").marks == ()


def test_years_that_are_none_are_not_drawn(asker_of: AskerOf) -> None:
    text = """<id/x> a inov:Innovation ; inov:preparationYear "2014"^^xsd:gYear ;
      inov:startYear "2016"^^xsd:gYear ; inov:plannedEndYear "soon" ."""
    assert [mark.x for mark in read(asker_of(text), entity("x"), "id").marks] == [0, 1000]
    assert read(asker_of("<id/x> a inov:Innovation ."), entity("x"), "id").marks == ()


def test_a_programme_shows_what_is_part_of_it_and_what_was_counted(published: Asker) -> None:
    krenova = read(published, entity("inovasi/33.71/krenova"), "id")
    assert krenova.around.groups["members"].things[0].name.text == "Kampung IT"
    assert [each.bar.value for each in krenova.counts] == ["359"]
