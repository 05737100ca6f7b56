from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inovasi.serving.conditional import Conditions, coded, held, tag_of

THEN = datetime(2026, 11, 22, 10, 0, 0, tzinfo=UTC)
TAGS = ("a-zstd", "a")


@pytest.mark.parametrize(
    ("header", "tag"),
    [
        ('"a"', "a"),
        ('W/"a"', "a"),
        ('"x", "a-zstd"', "a-zstd"),
        ('"x","y", W/"a"', "a"),
        ('"a", "a-zstd"', "a-zstd"),
        ("*", "a-zstd"),
        (" * ", "a-zstd"),
        ('"x"', None),
        ('"A"', None),
        ("a", None),
        ('"a', None),
        ("", None),
        ('"x *"', None),
    ],
)
def test_a_client_has_what_one_of_its_tags_names(header: str, tag: str | None) -> None:
    assert held(Conditions(header), TAGS, THEN) == tag


@pytest.mark.parametrize(
    ("header", "has"),
    [
        ("Sun, 22 Nov 2026 10:00:00 GMT", True),
        ("Sun, 22 Nov 2026 10:00:01 GMT", True),
        ("Sunday, 22-Nov-26 10:00:00 GMT", True),
        ("Sun Nov 22 10:00:00 2026", True),
        ("Sun, 22 Nov 2026 09:59:59 GMT", False),
        ("yesterday", False),
        ("", False),
        (None, False),
    ],
)
def test_a_client_has_what_did_not_change_since(header: str | None, has: bool) -> None:
    assert (held(Conditions(None, header), TAGS, THEN) is not None) is has
    assert held(Conditions(None, header), TAGS, None) is None


def test_a_date_counts_only_without_tags() -> None:
    late = "Sun, 22 Nov 2026 12:00:00 GMT"
    assert held(Conditions('"x"', late), TAGS, THEN) is None


NUMBERS = st.integers() | st.integers(-20, 3000) | st.sampled_from(["0x1", "", "1.5", "9" * 5000])


@given(st.lists(NUMBERS, min_size=6, max_size=6), st.sampled_from(["Jan", "Dec", "Foo"]))
def test_a_date_of_any_numbers_is_one_or_none(numbers: list[object], month: str) -> None:
    day, year, hour, minute, second, zone = numbers
    for text in (
        f"Mon, {day} {month} {year} {hour}:{minute}:{second} GMT",
        f"Mon, {day} {month} {year} {hour}:{minute}:{second} {zone}",
        f"{month} {day} {hour}.{minute}.{second} {year}",
    ):
        assert held(Conditions(None, text), TAGS, THEN) in (*TAGS, None)


@given(st.text(), st.text())
def test_any_conditions_are_met_or_not(tags: str, date: str) -> None:
    assert held(Conditions(tags), TAGS, THEN) in (*TAGS, None)
    assert held(Conditions(None, date), TAGS, THEN) in (*TAGS, None)


@given(st.lists(st.text(), max_size=3), st.lists(st.text(), max_size=3))
def test_a_tag_names_its_parts(one: list[str], other: list[str]) -> None:
    strip = [[part.replace("\0", "") for part in parts] for parts in (one, other)]
    assert (tag_of("", *strip[0]) == tag_of("", *strip[1])) is (strip[0] == strip[1])


def test_a_coding_has_a_tag_of_its_own() -> None:
    assert coded("a", "identity") == "a"
    assert coded("a", "gzip") == "a-gzip"
