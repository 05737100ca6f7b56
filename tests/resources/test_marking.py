"""Texts are cut where quotations begin and end, and nothing of them is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from inovasi.resources.marking import Excerpt, Range, Segment, excerpt, segments


def test_the_shortest_quotation_that_covers_a_piece_marks_it() -> None:
    found = segments("0123456789", [Range(2, 8, "a:long"), Range(4, 6, "a:short")])
    assert found == [
        Segment("01"),
        Segment("23", "a:long"),
        Segment("45", "a:short"),
        Segment("67", "a:long"),
        Segment("89"),
    ]


def test_ranges_outside_of_the_text_are_left_out() -> None:
    outside = [Range(0, 99, "a:x"), Range(-1, 1, "a:y"), Range(2, 2, "a:z"), Range(3, 1, "a:w")]
    assert segments("text", outside) == [Segment("text")]
    assert segments("", outside) == []


@given(
    st.text(max_size=30),
    st.lists(st.tuples(st.integers(-2, 35), st.integers(-2, 35)), max_size=6),
)
def test_the_pieces_are_the_text(text: str, ranges: list[tuple[int, int]]) -> None:
    found = segments(text, [Range(start, end, f"a:{start}-{end}") for start, end in ranges])
    assert "".join(piece.text for piece in found) == text


def test_a_quotation_stands_in_what_surrounds_it() -> None:
    assert excerpt("0123456789", 4, 6, beside=2) == Excerpt("23", "45", "67")
    assert excerpt("0123", 0, 4) == Excerpt("", "0123", "")
    assert excerpt("0123", 2, 9) is None
    assert excerpt("0123", 2, 2) is None
