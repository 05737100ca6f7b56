"""Sorting beyond the memory gives what sorting in it gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inovasi.portals.sorting import sort_lines


@pytest.mark.parametrize("piece", [1, 1000, 10**9])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]))))
def test_lines_are_sorted_by_bytes_each_once(tmp_path: Path, piece: int, texts: list[str]) -> None:
    lines = [f"{text}\n".encode() for text in texts]
    assert list(sort_lines(lines, tmp_path, piece)) == sorted(set(lines))
    assert list(tmp_path.iterdir()) == []


def test_more_pieces_than_files_may_be_open(tmp_path: Path) -> None:
    lines = [f"{number * 7919 % 300_000:06}\n".encode() for number in range(300_000)]
    assert list(sort_lines(lines, tmp_path, 1)) == sorted(lines)
    assert list(tmp_path.iterdir()) == []
