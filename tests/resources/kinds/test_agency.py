"""Where an organization came from, and what it answers for."""

from __future__ import annotations

from inovasi.resources.asking import Asker
from inovasi.resources.kinds.agency import read
from tests.resources.conftest import AskerOf
from tests.resources.kinds.conftest import entity


def test_the_history_begins_with_the_founding_of_what_was_before(published: Asker) -> None:
    agency = read(published, entity("org/33.71/balitbang"), "id")
    founding, change = agency.history
    assert founding.founded is not None
    assert founding.founded.iri == entity("org/33.71/kantor-litbang-statistik")
    assert founding.when is not None
    assert founding.when.term.text == "2008"
    assert change.change is not None
    assert change.change.text("org:resultingOrganization").startswith("Badan Penelitian")
    groups = agency.around.groups
    assert {thing.name.text for thing in groups["answered"].things} >= {"Kampung IT", "Krenova"}
    assert groups["units"].count == 1
    assert groups["posts"].count == 1


def test_what_it_became_is_in_the_history_of_what_was_before(published: Asker) -> None:
    kantor = read(published, entity("org/33.71/kantor-litbang-statistik"), "en")
    assert [bool(step.change) for step in kantor.history] == [False, True]


def test_a_government_shows_its_results(published: Asker) -> None:
    (place,) = read(published, entity("org/33.71/pemkot"), "id").results
    assert (place.rank, place.name.text) == ("5", "Kota Magelang")


def test_a_change_without_a_date_comes_last(asker_of: AskerOf) -> None:
    agency = read(
        asker_of(
            "<id/c1> a org:ChangeEvent ; org:originalOrganization <id/x> ."
            " <id/c2> a org:ChangeEvent ; org:originalOrganization <id/x> ;"
            ' dct:date "2001"^^xsd:gYear .'
        ),
        entity("x"),
        "id",
    )
    assert [step.change.iri for step in agency.history if step.change] == [
        entity("c2"),
        entity("c1"),
    ]
