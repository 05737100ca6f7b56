"""A retired identifier is gone, and what stands in its place is there."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from inovasi import iris
from inovasi.knowledge.retired import COLUMNS
from inovasi.publishing.retirement import check_retired

OLD, NEW, NAME = (iris.ENTITY + name for name in ("lama", "baru", "nama"))
QUADS = [Quad(NamedNode(NEW), NamedNode(NAME), Literal("x"))]


def checked(folder: Path, row: str) -> list[str]:
    file = folder / "retired.csv"
    file.write_text(f"{','.join(COLUMNS)}\n{row}\n", encoding="utf-8")
    return list(check_retired(file, {"inovasi": QUADS}))


def test_a_row_that_the_graph_bears_out_is_silent(tmp_path: Path) -> None:
    assert checked(tmp_path, f"{OLD},{NEW},1,a,b") == []
    assert checked(tmp_path, f"{OLD},,1,a,b") == []


def test_an_identifier_that_is_still_in_use_is_told(tmp_path: Path) -> None:
    for used in (NEW, NAME):
        (fault,) = checked(tmp_path, f"{used},,1,a,b")
        assert used in fault


def test_a_replacement_that_nothing_is_said_of_is_told(tmp_path: Path) -> None:
    (fault,) = checked(tmp_path, f"{OLD},{NAME},1,a,b")
    assert "in place of" in fault
