"""What follows from how a column or a list is described."""

from __future__ import annotations

from inovasi.resources.lists import Column, Listing, Words

WORDS = Words("Skor", "Score")


def column(step: str, via: str = "", **kind: bool) -> Column:
    return Column("score", WORDS, step, via, **kind)


def test_words_are_indonesian_unless_english_is_asked_for() -> None:
    assert [WORDS.of(language) for language in ("id", "en", "fr")] == ["Skor", "Score", "Skor"]


def test_the_path_leads_by_way_of_what_has_the_property() -> None:
    assert column("inov:score").path == "inov:score"
    assert column("inov:a|inov:b", "^inov:c").path == "^inov:c/(inov:a|inov:b)"


def test_only_values_of_one_property_may_be_disputed() -> None:
    assert column("inov:score", "^inov:recipient").disputable
    assert not column("inov:a|inov:b").disputable
    assert not column("inov:score", counted=True).disputable


def test_numbers_stand_right_and_only_things_have_names() -> None:
    assert column("inov:score", numeric=True).right
    assert column("^inov:measure", counted=True).right
    assert column("inov:agency").named
    assert not column("inov:x", plain=True).named
    assert not column("inov:x", prose=True).named
    assert not column("inov:x", numeric=True).named
    assert not column("inov:x", counted=True).named


def test_a_list_is_sorted_by_what_can_be_compared() -> None:
    columns = (
        Column("year", WORDS, "inov:year", numeric=True),
        Column("count", WORDS, "^inov:of", counted=True),
        Column("text", WORDS, "skos:definition", prose=True),
    )
    listing = Listing("x", WORDS, WORDS, ("inov:X",), columns)
    assert listing.sortable == ("name", "year")
    assert listing.column("count") is columns[1]
    assert listing.column("name") is None
