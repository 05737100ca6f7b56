from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inovasi.serving.fields import MAX_ITEMS, Item, item, items


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", []),
        (" , ,", []),
        ("text/csv", [Item("text/csv")]),
        ("Text/CSV;Q=0.5", [Item("text/csv", (), 0.5)]),
        ("gzip;q=1.000 , br;q=0", [Item("gzip"), Item("br", (), 0.0)]),
        ("a/b;Charset=UTF-8;q=.5;x=1", [Item("a/b", (("charset", "UTF-8"),), 0.5)]),
        ('a/b;p="x,y\\";q=0", c/d', [Item("a/b", (("p", 'x,y";q=0'),)), Item("c/d")]),
        ("a/b ; p = 1 ;; q = 0.5", [Item("a/b", (("p", "1"),), 0.5)]),
        (
            "text/html, image/gif, *; q=.2",
            [Item("text/html"), Item("image/gif"), Item("*", (), 0.2)],
        ),
        ("a/b;q=0.33333", [Item("a/b", (), 0.33333)]),
        # What is malformed is not there.
        ("a/b;q=2, c/d", [Item("c/d")]),
        ("a/b;q=-1, c/d;q=, e/f;q=x, g/h;q=.", []),
        ("a b, c/d", [Item("c/d")]),
        ("a/b/c, /x, x/, (c)", []),
        ('a/b;p="open, c/d', []),
        ('"a/b", c/d', [Item("c/d")]),
        ("a/b;p, c/d", [Item("c/d")]),
    ],
)
def test_a_list_is_read_and_what_is_malformed_is_left_out(
    header: str, expected: list[Item]
) -> None:
    assert items(header) == expected


def test_a_field_of_one_value_keeps_all_parameters() -> None:
    assert item(" a/b ; q=1; charset=x") == Item("a/b", (("q", "1"), ("charset", "x")))
    assert item("a/b, c/d") is None
    assert item("") is None


def test_no_more_are_looked_at_than_anyone_has() -> None:
    assert len(items("a/b," * 10_000)) == MAX_ITEMS


@given(st.text() | st.text('a/b;q=0.1," \\*=\t'))
def test_any_text_is_a_list(header: str) -> None:
    assert all(0 <= found.quality <= 1 for found in items(header))
    item(header)


@pytest.mark.parametrize(
    "piece", ['"\\"', "a/b;", 'a/b;a="', "a/b;x=y;", "a", " ", '"', "\\", "a/b;q=0.5,", 'x="y",']
)
def test_a_long_header_takes_no_longer_than_its_length(piece: str) -> None:
    started = time.process_time()
    items(piece * 60_000)
    item("a/b" + piece * 60_000)
    assert time.process_time() - started < 1
