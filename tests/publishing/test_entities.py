"""Entities carry classes and names in both languages; links carry a reason."""

from __future__ import annotations

from inovasi import paths
from inovasi.publishing.entities import read_entities, read_links
from inovasi.publishing.values import resource

ENTITIES = read_entities(paths.DATA / "entities")


def test_every_entity_is_named_in_both_languages() -> None:
    for entity in ENTITIES.values():
        assert [name.language for name in entity.names] == ["id", "en"]


def test_wordings_hold_the_spelling_of_the_source() -> None:
    edition = ENTITIES[resource("penghargaan/iga-2017")]
    assert "Innovative Goverment Award 2017" in edition.wordings()
    assert "Innovative Government Award 2017" in edition.wordings()


def test_an_abbreviation_that_no_source_expands_stays_as_it_is() -> None:
    assert ENTITIES[resource("inovasi/33.71/sipput")].wordings() == ("SIPPUT", "SIPPUT")


def test_offices_are_posts_and_nobody_is_a_person() -> None:
    posts = [e for e in ENTITIES.values() if resource("org:Post") in e.types]
    assert len(posts) == 5
    kinds = {node.value for entity in ENTITIES.values() for node in entity.types}
    assert not {kind for kind in kinds if kind.endswith("Person")}


def test_krenova_is_a_programme_and_an_innovation() -> None:
    types = ENTITIES[resource("inovasi/33.71/krenova")].types
    assert set(types) == {resource("inov:Innovation"), resource("inov:Programme")}


def test_links_know_which_belong_to_outside_pages() -> None:
    links = read_links(paths.DATA / "links")
    assert {link.row.file.name for link in links if link.external} == {"eksternal.csv"}
    assert all(link.row["reason_id"] and link.row["reason_en"] for link in links)
