"""The one rule by which things are called."""

from __future__ import annotations

from dataclasses import replace

from inovasi import iris
from inovasi.resources.labels import Name, brief, choose, local_name, read_labels
from tests.resources.conftest import AskerOf

BOTH = {"id": "Kota", "en": "City"}


def test_the_language_asked_for_then_indonesian_then_english_then_any_then_the_local_name() -> None:
    thing = iris.ENTITY + "inovasi/33.71/datago"
    assert choose(BOTH, "en", thing) == Name("City", "en")
    assert choose({"id": "Kota", "fr": "Ville"}, "en", thing) == Name("Kota", "id")
    assert choose({"en": "City"}, "id", thing) == Name("City", "en")
    assert choose({"": "X", "fr": "Ville"}, "id", thing) == Name("X")
    assert choose({"nl": "Stad", "fr": "Ville"}, "id", thing) == Name("Ville", "fr")
    assert choose({}, "id", thing) == Name("inovasi/33.71/datago")


def test_a_local_name_is_short_and_unescaped() -> None:
    assert local_name(iris.CONCEPT + "kategori/a%20b") == "kategori/a b"
    assert local_name(iris.expand("skos:prefLabel")) == "skos:prefLabel"
    assert local_name("http://example.org/x") == "example.org/x"
    assert local_name(iris.TERM) == "inov:"


def test_labels_are_read_wherever_they_are_stated_and_the_preferred_ones_count(
    asker_of: AskerOf,
) -> None:
    asker = asker_of(
        '<id/a> rdfs:label "b"@id ; skos:prefLabel "Z"@id, "A"@id ; dct:title "T"@en .'
        ' GRAPH <graf/x> { <id/b> skos:prefLabel "B" . <id/c> skos:prefLabel <id/a> }'
    )
    things = [iris.ENTITY + name for name in "abc"]
    found = read_labels(asker, [*things, things[0]])
    assert found == {things[0]: {"id": "A", "en": "T"}, things[1]: {"": "B"}, things[2]: {}}


def test_more_labels_than_one_query_holds_are_read_in_several(asker_of: AskerOf) -> None:
    names = [f"x{number}" for number in range(700)]
    asker = asker_of("".join(f'<id/{name}> skos:prefLabel "{name}"@id .\n' for name in names))
    found = read_labels(asker, [iris.ENTITY + name for name in names])
    assert [labels["id"] for labels in found.values()] == names


def test_a_label_of_nothing_but_spaces_names_nothing() -> None:
    assert choose({"id": " ", "en": "Thing"}, "id", "http://a/b") == Name("Thing", "en")


def test_an_address_is_read_without_its_scheme() -> None:
    assert brief("http://www.wikidata.org/entity/Q11462") == "wikidata.org/entity/Q11462"
    assert brief("https://example.org/") == "example.org"
    assert brief("urn:a") == "urn:a"
    assert brief("https://") == "https://"


def test_labels_that_are_not_too_long_are_read_once_for_a_state_of_the_data(
    asker_of: AskerOf,
) -> None:
    label = "skos:prefLabel"
    first = asker_of(
        f'<def/a> {label} "A" . <skema/a> {label} "{"x" * 1_000}" . <id/a> {label} "B" .'
    )
    terms = [iris.TERM + "a", iris.CONCEPT + "a", iris.ENTITY + "a", iris.TERM + "b"]
    found = read_labels(first, terms)
    remembered = first.labels.recall(first.version, terms)
    assert remembered == {iri: found[iri] for iri in terms if iri != terms[1]}
    assert read_labels(first, reversed(terms)) == found
    second = replace(first, engine=asker_of(f'<def/a> {label} "C" .').engine)
    assert read_labels(second, terms[:1]) == {terms[0]: {"": "C"}}


def test_names_that_are_made_are_remembered_and_end_where_claims_are_about_claims(
    asker_of: AskerOf,
) -> None:
    graph = (
        "<id/klaim/a> inov:about <id/klaim/b> ; inov:onProperty inov:score ."
        "<id/klaim/b> inov:about <id/klaim/a> ; inov:onProperty inov:rank ."
    )
    claims = [iris.ENTITY + "klaim/a", iris.ENTITY + "klaim/b"]
    for order in (claims, claims[::-1]):
        asker = asker_of(graph)
        one_by_one = {claim: read_labels(asker, [claim])[claim] for claim in order}
        assert one_by_one[claims[0]]["en"] == "score · klaim/b"
        assert one_by_one[claims[1]]["en"] == "rank · klaim/a"
        assert asker.labels.recall(asker.version, claims) == one_by_one


def test_an_identifier_that_is_very_long_is_not_remembered(asker_of: AskerOf) -> None:
    asker, long = asker_of(""), "data:," + "x" * 1_000
    read_labels(asker, [long])
    assert asker.labels.recall(asker.version, [long]) == {}
