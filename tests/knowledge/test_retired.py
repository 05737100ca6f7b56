"""The table of retired identifiers, read strictly."""

from __future__ import annotations

from pathlib import Path

import pytest

from inovasi import iris, paths
from inovasi.errors import DataError
from inovasi.knowledge.retired import COLUMNS, read_retired

HEAD = ",".join(COLUMNS) + "\n"
OLD = iris.ENTITY + "inovasi/lama"


def table(folder: Path, text: str) -> Path:
    file = folder / "retired.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_projects_own_table_can_be_read() -> None:
    assert all(row.since for row in read_retired(paths.RETIRED).values())


def test_a_row_says_what_stands_in_its_place_since_when_and_why(tmp_path: Path) -> None:
    new = iris.ENTITY + "inovasi/baru"
    found = read_retired(table(tmp_path, f"{HEAD}{OLD},{new},0.3.0,Ganda.,Double.\n"))
    assert found[OLD].replacement == new
    assert (found[OLD].since, found[OLD].reason) == ("0.3.0", {"id": "Ganda.", "en": "Double."})


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "other columns"),
        ("iri,since\n", "other columns"),
        (HEAD + f"{OLD},,0.3.0,Ganda.\n", "number of cells"),
        (HEAD + f"{OLD},,0.3.0,Ganda.,\n", "column reason_en: is empty"),
        (HEAD + ",,0.3.0,Ganda.,Double.\n", "column iri: is empty"),
        (HEAD + "http://x.example/,,0.3.0,a,b\n", "no identifier of ours"),
        (HEAD + f"{OLD},http://x.example/,0.3.0,a,b\n", "column replacement"),
        (HEAD + f"{OLD},,1,a,b\n{OLD},,1,a,b\n", "row 3: "),
    ],
)
def test_what_says_too_little_is_refused(tmp_path: Path, text: str, part: str) -> None:
    with pytest.raises(DataError, match=part):
        read_retired(table(tmp_path, text))


def test_a_table_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="restore"):
        read_retired(tmp_path / "none.csv")
