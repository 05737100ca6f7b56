from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inovasi.errors import ResultTooLarge
from inovasi.query.rows import CountingSink, counted
from inovasi.workers.spool import Spool

MEDIA_TYPES = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/tab-separated-values",
)
ODD = [
    "",
    ",{",
    '"',
    '",{"',
    '"}},{"',
    "\\",
    '\\",{',
    "\n",
    "\r\n",
    "a\nb\nc",
    "<result>",
    "</result><result>",
    "\t",
    "é😀",
]


def check(values: list[str], media_type: str, limit: int, folder: Path) -> None:
    """Writes the values as rows of two columns, the second a triple term or nothing."""
    terms = " ".join(
        f"({ox.Literal(value)} {'UNDEF' if at % 2 else f'<<(<a:s> <a:p> {ox.Literal(value)})>>'})"
        for at, value in enumerate(values)
    )
    check_query(f"SELECT * {{ VALUES (?a ?b) {{ {terms} }} }}", media_type, limit, folder)


def check_query(text: str, media_type: str, limit: int, folder: Path) -> None:
    """Writes the answer and counts its rows."""
    rows: Any = ox.Store().query(text)
    with contextlib.closing(Spool(str(folder))) as spool:
        sink = CountingSink(spool, media_type, limit)
        rows.serialize(sink, ox.QueryResultsFormat.from_media_type(media_type))
        sink.check()


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
@given(st.lists(st.sampled_from(ODD) | st.text(), min_size=1, max_size=30))
def test_rows_are_counted_exactly(media_type: str, values: list[str]) -> None:
    folder = Path("/tmp")
    check(values, media_type, len(values), folder)
    if len(values) > 1:
        with pytest.raises(ResultTooLarge, match=f"{len(values) - 1} rows"):
            check(values, media_type, len(values) - 1, folder)


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_rows_are_counted_across_the_pieces_of_a_large_answer(
    media_type: str, tmp_path: Path
) -> None:
    values = ["x,{\n" * 20] * 5000
    check(values, media_type, 5000, tmp_path)
    with pytest.raises(ResultTooLarge):
        check(values, media_type, 4999, tmp_path)


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_no_rows_are_none(media_type: str, tmp_path: Path) -> None:
    check([], media_type, 1, tmp_path)


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_rows_without_a_column_are_rows(media_type: str, tmp_path: Path) -> None:
    query = "SELECT * { VALUES () { () () () } }"
    check_query(query, media_type, 3, tmp_path)
    with pytest.raises(ResultTooLarge):
        check_query(query, media_type, 2, tmp_path)


def test_items_are_counted_as_they_come() -> None:
    assert list(counted("abc", 3)) == ["a", "b", "c"]
    items = counted("abc", 2)
    assert [next(items), next(items)] == ["a", "b"]
    with pytest.raises(ResultTooLarge, match="2 rows"):
        next(items)
