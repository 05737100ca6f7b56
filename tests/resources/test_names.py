"""Finding things by what they are called."""

from __future__ import annotations

import pytest

from inovasi import iris
from inovasi.resources.labels import Name
from inovasi.resources.matches import How, Label, Match
from inovasi.resources.names import LONGEST, NameIndex, read_index
from tests.resources.conftest import AskerOf

CITY = iris.ENTITY + "wilayah/33.71"
TOWN = iris.ENTITY + "wilayah/35.71"
APP = iris.ENTITY + "inovasi/33.71/datago"
AGENCY = iris.ENTITY + "org/33.71/balitbang"
TERM = iris.TERM + "score"
NAMES = NameIndex(
    [
        Label(CITY, "Kota Magelang", "id"),
        Label(CITY, "City of Magelang", "en"),
        Label(TOWN, "Kota Kediri", "id"),
        Label(APP, "DataGo", "id"),
        Label(AGENCY, "Badan Penelitian Kota Magelang", "id"),
        Label(AGENCY, "Balitbang", "id", 4),
        Label(TERM, "Skor: Kota Magelang", "id"),
    ]
)


def found(text: str, language: str = "id", kind: str = "") -> list[tuple[str, How]]:
    return [(match.iri, match.how) for match in NAMES.search(text, language, kind=kind).matches]


def test_the_same_comes_before_a_beginning_and_this_before_words_within() -> None:
    names = NameIndex(
        [
            Label(TERM, "Batas Kota", "id"),
            Label(APP, "Kotak", "id"),
            Label(AGENCY, "Kota Lama", "id"),
            Label(CITY, "KÓTA", "id"),
        ]
    )
    listed = [(match.iri, match.how) for match in names.search("kota", "id").matches]
    assert listed == [
        (CITY, How.EXACT),
        (APP, How.PREFIX),
        (AGENCY, How.PREFIX),
        (TERM, How.WORDS),
    ]


def test_every_word_counts_and_their_order_does_not() -> None:
    assert found("magelang kota") == [
        (CITY, How.WORDS),
        (TERM, How.WORDS),
        (AGENCY, How.WORDS),
    ]
    assert found("mag kot")[0] == (CITY, How.WORDS)


def test_what_is_misspelt_finds_what_is_like_it_the_most_alike_first() -> None:
    assert found("Magelnag")[0] == (CITY, How.SIMILAR)
    assert found("balitang") == [(AGENCY, How.SIMILAR)]
    names = NameIndex([Label(CITY, "Batang", "id"), Label(AGENCY, "Balitbang di mana saja", "id")])
    assert [match.iri for match in names.search("balitang", "id").matches] == [AGENCY, CITY]


def test_some_of_the_words_are_better_than_nothing() -> None:
    assert found("kota kediri berseri") == [(TOWN, How.SOME)]
    assert found("sama sekali bukan kediri") == []
    assert found("xyzzy") == found("") == found(" …") == []


def test_a_name_is_shown_in_the_language_beside_what_it_was_found_by() -> None:
    (match, *_) = NAMES.search("kota mag", "en").matches
    assert match.name == Name("City of Magelang", "en")
    assert match.also == Name("Kota Magelang", "id")
    assert match.marks == ((0, 4), (5, 8))
    (match,) = NAMES.search("balitbang", "en").matches
    assert match.also == Name("Balitbang", "id")
    (match,) = NAMES.search("datago", "en").matches
    assert (match.also, match.marks) == (None, ((0, 6),))


def test_identifiers_are_searched_too_without_the_word_for_their_kind() -> None:
    assert found("33.71")[0] == (CITY, How.EXACT)
    assert {iri for iri, _ in found("33.71")} == {CITY, APP, AGENCY}
    for text in (CITY, "wilayah/33.71", f" {CITY} "):
        assert found(text)[0] == (CITY, How.EXACT)
    assert found("score") == [(TERM, How.EXACT)]


def test_kinds_are_counted_whatever_is_shown() -> None:
    everything = NAMES.search("kota", "id", most=1)
    assert everything.kinds == [("wilayah", 2), ("def", 1), ("org", 1)]
    assert [match.iri for match in everything.matches] == [TOWN, TERM, AGENCY]
    assert everything.total == 4
    one = NAMES.search("kota", "id", kind="org")
    assert [match.iri for match in one.matches] == [AGENCY]
    assert one.kinds == everything.kinds


def iris_of(matches: list[Match]) -> list[str]:
    return [match.iri for match in matches]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("inovasi/33.71/dataggo", APP),
        (iris.ENTITY + "inovasi/3371/datago", APP),
        ("wilayah/33.711", CITY),
        ("Kota Magelnag", CITY),
        ("org/kota-magelang/balitbang", AGENCY),
        ("skor", TERM),
    ],
)
def test_near_names_are_of_identifiers_first(text: str, first: str) -> None:
    assert iris_of(NAMES.near(text))[0] == first


def test_near_names_are_few_and_none_where_nothing_is_near() -> None:
    assert len(NAMES.near("wilayah/33.71", most=1)) == 1
    assert NAMES.near("xyzzy/xyzzy") == NAMES.near("") == NAMES.near("/" * 5000) == []


TEXT = """
<id/a> skos:prefLabel "Satu"@id , "One"@en ; skos:altLabel "Uno"@es ; dct:title "Judul"@id .
<http://example.org/b> skos:prefLabel "Satu"@id .
<id/c> skos:prefLabel <id/a> ; rdfs:label "Tiga" .
GRAPH <graf/x> { <id/d> skos:hiddenLabel "Empat"@id . <id/a> skos:prefLabel "Satu"@id }
"""


def test_names_are_read_wherever_they_are_stated_but_only_of_things_of_ours(
    asker_of: AskerOf,
) -> None:
    names = read_index(asker_of(TEXT))
    assert (len(names), names.whole) == (3, True)
    (match,) = names.search("satu", "en").matches
    assert (match.iri, match.name, match.also) == (
        iris.ENTITY + "a",
        Name("One", "en"),
        Name("Satu", "id"),
    )
    for text, name in (("uno", "One"), ("judul", "One"), ("tiga", "Tiga"), ("empat", "d")):
        assert [each.name.text for each in names.search(text, "en").matches] == [name]


def test_an_index_has_a_bound_and_what_things_are_called_comes_first(asker_of: AskerOf) -> None:
    names = read_index(asker_of(TEXT), most=2)
    assert (len(names), names.whole) == (1, False)
    assert not names.search("tiga", "id").matches
    assert read_index(asker_of(TEXT), most=6).whole
    assert not read_index(asker_of(TEXT), most=5).whole


def test_a_very_long_name_is_cut_where_it_is_read(asker_of: AskerOf) -> None:
    asker = asker_of(f'<id/a> skos:prefLabel "{"x" * 5000}"@id .')
    (match,) = read_index(asker).search("xxx", "id").matches
    assert match.name.text == "x" * LONGEST + "…"
