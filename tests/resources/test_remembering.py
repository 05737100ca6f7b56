"""What is remembered of the vocabulary, and for how long."""

from __future__ import annotations

from inovasi import iris
from inovasi.resources.remembering import MOST, Memory, is_term, keep


def test_terms_are_remembered_and_things_are_not() -> None:
    known: dict[str, int] = {}
    for iri in (iris.TERM + "a", iris.ENTITY + "a", iris.expand("skos:broader"), "http://a/b"):
        keep(known, iri, 1)
    assert list(known) == [iris.TERM + "a", iris.expand("skos:broader")]
    assert not is_term(iris.BASE)


def test_there_is_an_end_to_it() -> None:
    known: dict[str, int] = {}
    for number in range(MOST + 2):
        keep(known, f"{iris.TERM}{number}", number)
    assert len(known) == MOST


def test_another_state_of_the_data_starts_anew() -> None:
    memory: Memory[int] = Memory()
    before = memory.of("1")
    before["a"] = 1
    assert memory.of("1") is before
    assert memory.of("2") == {}
    assert memory.of("1") == {}
