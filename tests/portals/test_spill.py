"""Files that grow at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from inovasi.portals.spill import Spill


@pytest.mark.parametrize("bound", [0, 7, 10**6])
def test_lines_arrive_in_order_whatever_the_bound(tmp_path: Path, bound: int) -> None:
    spill = Spill(tmp_path, bound)
    for number in range(20):
        spill.add(f"f{number % 3}", f"é{number}\n")
    spill.flush()
    for rest in range(3):
        text = (tmp_path / f"f{rest}").read_text(encoding="utf-8")
        assert text.splitlines() == [f"é{number}" for number in range(rest, 20, 3)]
    assert spill.longest["f1"] == len("é10\n".encode())
