"""The table of lists agrees with the ontology and with itself."""

from __future__ import annotations

import re

import pytest
import rdflib

from inovasi import iris
from inovasi.paths import ONTOLOGY
from inovasi.resources.listings import GROUPS, LISTINGS, find
from inovasi.resources.lists import Listing

TERMS = {
    str(term)
    for term in rdflib.Graph().parse(ONTOLOGY / "inovasi.ttl").subjects()
    if isinstance(term, rdflib.URIRef)
}
BY_WORD = pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing.word)


def test_each_list_has_an_address_of_its_own() -> None:
    words = [listing.word for listing in LISTINGS]
    assert len(words) == len(set(words)) == sum(len(group.listings) for group in GROUPS)
    assert find("hasil") in LISTINGS
    assert find("nothing") is None


@BY_WORD
def test_every_class_and_property_is_one_that_exists(listing: Listing) -> None:
    paths = [column.path for column in listing.columns]
    reach = [listing.reach.path] if listing.reach else []
    names = re.findall(r"[a-z]+:\w+", " ".join([*listing.classes, *paths, *reach]))
    expanded = [iris.expand(name) for name in names]
    assert [iri for iri in expanded if iri.startswith(iris.TERM) and iri not in TERMS] == []


@BY_WORD
def test_a_list_is_sorted_by_one_of_its_columns(listing: Listing) -> None:
    assert listing.sort in listing.sortable
    keys = [column.key for column in listing.columns]
    assert len(keys) == len(set(keys))
    # The CSV has heads of its own besides.
    assert not {"iri", "name", "disputed"} & set(keys)


@BY_WORD
def test_words_say_something_in_both_languages(listing: Listing) -> None:
    for words in (listing.title, listing.hint, *(column.words for column in listing.columns)):
        for text in words:
            assert text.strip()
            assert not text.endswith(".")


@BY_WORD
def test_lists_to_look_at_too_exist(listing: Listing) -> None:
    assert all(find(word) for word in listing.beside)
