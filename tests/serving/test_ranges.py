"""Parts of files, as RFC 9110 has them."""

from __future__ import annotations

import pytest

from inovasi.errors import RangeNotSatisfiable
from inovasi.serving.ranges import part, still_holds


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-0", range(1)),
        ("bytes=0-", range(10)),
        ("bytes=3-5", range(3, 6)),
        ("bytes=3-500", range(3, 10)),
        ("bytes=-4", range(6, 10)),
        ("bytes=-40", range(10)),
        ("Bytes = 2 - 3", range(2, 4)),
    ],
)
def test_a_part_is_within_the_whole(header: str, expected: range) -> None:
    assert part(header, 10) == expected


@pytest.mark.parametrize(
    "header", [None, "", "bytes=", "bytes=-", "bytes=5-3", "bytes=0-1,3-4", "lines=0-1", "bytes=x"]
)
def test_what_is_no_single_part_is_the_whole(header: str | None) -> None:
    assert part(header, 10) is None


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=99-100", "bytes=-0"])
def test_a_part_behind_the_end_is_refused_with_the_size(header: str) -> None:
    with pytest.raises(RangeNotSatisfiable) as told:
        part(header, 10)
    assert told.value.size == 10


def test_only_the_same_strong_tag_lets_a_part_follow() -> None:
    assert still_holds(None, "a")
    assert still_holds('"a"', "a")
    for other in ('"b"', 'W/"a"', "Wed, 21 Oct 2015 07:28:00 GMT", "a"):
        assert not still_holds(other, "a")
