from __future__ import annotations

import re

import pytest

from inovasi import iris, paths
from inovasi.knowledge.conditions import Condition, Shape, read_conditions
from inovasi.knowledge.wording import WORDS, path_text, rules, sentences

SCORE = iris.expand("inov:score")
PLACE = re.compile(r"\{\d\}")


def shape(*conditions: Condition, path: str = SCORE, **texts: str) -> Shape:
    return Shape("", path, conditions, (), texts)


def said(*conditions: Condition, language: str = "en") -> list[str]:
    return sentences(shape(*conditions), language, iris.shorten)


def test_both_languages_have_the_same_words_with_the_same_places() -> None:
    assert WORDS["id"].keys() == WORDS["en"].keys()
    for key, text in WORDS["id"].items():
        assert set(PLACE.findall(text)) == set(PLACE.findall(WORDS["en"][key])), key


@pytest.mark.parametrize(
    ("condition", "indonesian", "english"),
    [
        (Condition("maxCount", ("1",)), "Paling banyak 1 nilai.", "At most 1 value."),
        (Condition("maxCount", ("0",)), "Tidak boleh ada nilai.", "No value is allowed."),
        (
            Condition("class", (iris.expand("org:Post"),)),
            "Nilainya tergolong org:Post.",
            "Each value is a thing of the class org:Post.",
        ),
        (
            Condition("pattern", (f"^{iris.CONCEPT}tingkat/".replace(".", "\\."),)),
            "Dipilih dari skema skema:tingkat.",
            "Chosen from the scheme skema:tingkat.",
        ),
        (
            Condition("pattern", ("^F[0-9]$",)),
            "Ditulis menurut pola ^F[0-9]$.",
            "Written by the pattern ^F[0-9]$.",
        ),
        (
            Condition("in", (iris.expand("inov:Normal"), iris.expand("inov:Preferred"))),
            "Salah satu dari inov:Normal, inov:Preferred.",
            "One of inov:Normal, inov:Preferred.",
        ),
        (Condition("languageIn", ("id",)), "Dalam bahasa Indonesia.", "In Indonesian."),
    ],
)
def test_a_constraint_is_a_sentence(condition: Condition, indonesian: str, english: str) -> None:
    assert said(condition, language="id") == [indonesian]
    assert said(condition) == [english]


def test_at_least_and_at_most_the_same_are_told_as_one() -> None:
    both = Condition("minCount", ("1",)), Condition("maxCount", ("1",))
    assert said(*both) == ["Exactly 1 value."]


def test_shapes_within_a_constraint_stand_within_its_sentence() -> None:
    whole = shape(Condition("datatype", (iris.expand("xsd:integer"),)), path="")
    none = shape(Condition("maxCount", ("0",)))
    assert said(Condition("or", (), (whole, none))) == [
        "One of these holds: each value has the type xsd:integer; or inov:score: no value is"
        " allowed."
    ]


def test_a_list_of_classes_is_told_as_such() -> None:
    kinds = shape(Condition("in", (iris.expand("org:Post"), iris.expand("org:Organization"))))
    typed = shape(
        Condition("qualifiedMinCount", ("1",), (kinds._replace(path=""),)),
        path=iris.expand("rdf:type"),
    )
    node = Shape("", "", (), (typed,), {})
    assert said(Condition("node", (), (node,))) == [
        "Each value is a thing of one of org:Post, org:Organization."
    ]


def test_all_that_is_asked_along_a_path_stands_together() -> None:
    first = shape(Condition("maxCount", ("1",)), en="Twice.")
    given = shape(Condition("required", (SCORE,)), path="", en="Missing.")
    whole = shape(Condition("query"), path="", en="Out of order.")
    along, itself = rules([whole, first, given], "en", iris.shorten)
    assert along.path == SCORE
    assert along.sentences == (
        "At most 1 value.",
        "Must be there, unless claims about it are still in conflict.",
    )
    assert along.messages == ("Twice.", "Missing.")
    assert (itself.path, itself.messages) == ("", ("Out of order.",))


def test_paths_are_told_by_the_names_of_their_properties() -> None:
    assert path_text(f"^{SCORE}|{SCORE}", iris.shorten) == "^inov:score|inov:score"


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_rule_of_our_shapes_has_a_sentence_and_a_message(language: str) -> None:
    for target, shapes in read_conditions(paths.ONTOLOGY / "shapes").items():
        for rule in rules(shapes, language, iris.shorten):
            assert rule.sentences, target
            assert rule.messages, (target, rule.path)
            assert not any("{" in text and "}" in PLACE.findall(text) for text in rule.sentences)
