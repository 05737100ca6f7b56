"""Numbers by size, gaps at the end, and the same order every time."""

from __future__ import annotations

import pytest

from inovasi.resources.ordering import key_of, natural, ordered


def test_numbers_within_names_count_by_size_and_case_does_not() -> None:
    names = ["kota 10", "Kota 2", "KOTA 1", "33.71", "33", "Alat"]
    assert sorted(names, key=natural) == ["33", "33.71", "Alat", "KOTA 1", "Kota 2", "kota 10"]


def test_a_run_of_digits_that_names_something_is_no_number() -> None:
    long = "9" * 5000
    assert natural(long) < natural(long + "1")


@pytest.mark.parametrize("text", ["", "abc", "NaN", "1,5"])
def test_what_is_no_number_comes_behind_numbers(text: str) -> None:
    assert key_of(text, numeric=True) > key_of("1e300", numeric=True)


def test_numbers_are_compared_as_numbers_only_where_they_are() -> None:
    assert key_of("9", numeric=True) < key_of("10.5", numeric=True)
    assert key_of("10.5", numeric=False) > key_of("9", numeric=False)


def test_things_without_a_value_come_last_in_either_direction() -> None:
    found = {"c": ["1"], "b": [], "a": ["2"], "d": []}
    assert ordered(found, numeric=True) == ["c", "a", "b", "d"]
    assert ordered(found, numeric=True, descending=True) == ["a", "c", "b", "d"]


def test_equals_stand_in_the_order_of_their_identifiers_in_either_direction() -> None:
    found = {"b": ["x"], "a": ["X"], "c": ["w"]}
    assert ordered(found) == ["c", "a", "b"]
    assert ordered(found, descending=True) == ["a", "b", "c"]


def test_a_thing_with_several_values_stands_where_the_first_of_them_would() -> None:
    found = {"a": ["1", "9"], "b": ["5"]}
    assert ordered(found, numeric=True) == ["a", "b"]
    assert ordered(found, numeric=True, descending=True) == ["a", "b"]
