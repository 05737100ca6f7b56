"""Areas with all that lies in them, and categories."""

from __future__ import annotations

import pytest

from inovasi import iris
from inovasi.errors import MalformedRequest
from inovasi.resources import narrowing
from inovasi.resources.narrowing import (
    Narrowing,
    area_of,
    category_of,
    pattern_of,
    read_areas,
    read_categories,
)
from tests.resources.conftest import AskerOf
from tests.resources.listed import WORLD, listing


def things(asker_of: AskerOf, word: str, limits: Narrowing) -> set[str]:
    asker = asker_of(WORLD)
    pattern = pattern_of(asker, listing(word), limits)
    rows = asker.rows(f"SELECT ?thing WHERE {{ {pattern} }}")
    return {row[0].text.removeprefix(iris.ENTITY) for row in rows}


def area(code: str) -> Narrowing:
    return Narrowing(area_of(code))


def test_a_list_holds_things_of_any_of_its_classes(asker_of: AskerOf) -> None:
    everything = {"inovasi/1", "inovasi/2", "inovasi/3"}
    assert things(asker_of, "inovasi", Narrowing()) == everything


@pytest.mark.parametrize("code", ["33", "33.71"])
def test_what_belongs_to_an_agency_of_an_area_lies_in_it(asker_of: AskerOf, code: str) -> None:
    assert things(asker_of, "inovasi", area(code)) == {"inovasi/1", "inovasi/2"}
    assert things(asker_of, "org", area(code)) == {"org/a", "org/b"}
    assert things(asker_of, "hasil", area(code)) == {"hasil/1"}


def test_an_area_has_itself_and_those_within(asker_of: AskerOf) -> None:
    assert things(asker_of, "wilayah", area("33")) == {"wilayah/33", "wilayah/33.71"}
    assert things(asker_of, "wilayah", area("33.71")) == {"wilayah/33.71"}
    assert things(asker_of, "inovasi", area("99")) == set()


def test_reference_areas_are_narrowed_by_their_own_graph(asker_of: AskerOf) -> None:
    assert things(asker_of, "wilayah-acuan", Narrowing()) == {"wilayah/33.01"}
    assert things(asker_of, "wilayah-acuan", area("33")) == {"wilayah/33.01"}
    assert things(asker_of, "wilayah-acuan", area("34")) == set()


def test_a_list_in_any_graph_names_none(asker_of: AskerOf) -> None:
    assert things(asker_of, "sumber-luar", Narrowing()) == {"sumber/halaman"}


def test_more_agencies_than_a_query_holds_are_joined_by_the_engine(
    asker_of: AskerOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(narrowing, "_AT_ONCE", 1)
    assert things(asker_of, "org", area("33.71")) == {"org/a", "org/b"}
    assert things(asker_of, "inovasi", area("33.71")) == {"inovasi/1", "inovasi/2"}


def test_a_category_and_an_area_hold_together(asker_of: AskerOf) -> None:
    in_x = Narrowing("", category_of("x"))
    assert things(asker_of, "inovasi", in_x) == {"inovasi/1"}
    assert things(asker_of, "inovasi", in_x._replace(area=area_of("34"))) == set()


def test_what_can_be_chosen_is_read_from_the_graph(asker_of: AskerOf) -> None:
    asker = asker_of(WORLD)
    assert list(read_areas(asker).values()) == ["33", "33.71", "34"]
    assert read_categories(asker) == [category_of("x"), category_of("y")]


@pytest.mark.parametrize("code", ["", "3", "33.7", "33.71.01", "Magelang", "33>", "٣٣"])
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(MalformedRequest):
        area_of(code)


@pytest.mark.parametrize("name", ["", "X", "a b", "a>", "../x", "a-", "é"])
def test_what_is_no_name_of_a_category_is_refused(name: str) -> None:
    with pytest.raises(MalformedRequest):
        category_of(name)
