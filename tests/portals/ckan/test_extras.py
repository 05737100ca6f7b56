from __future__ import annotations

from pathlib import Path

import pytest

from inovasi.errors import DataError
from inovasi.portals.ckan.command import TABLE
from inovasi.portals.ckan.extras import FIELDS, fill, read_extras
from tests.shared import CHECKOUT

KNOWN = dict.fromkeys(FIELDS, "") | {"years": "2004-2017", "places": "Indonesia"}


def table(folder: Path, *lines: str, head: str = "key,dataset,value") -> Path:
    file = folder / "ckan.csv"
    file.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return file


def test_the_table_of_the_project_has_the_fields_of_indonesian_portals() -> None:
    keys = {row.key for row in read_extras(TABLE)}
    assert {"frekuensi_penerbitan", "level_penyajian", "tahun", "cakupan", "rujukan"} <= keys


def test_a_value_stands_for_what_is_known(tmp_path: Path) -> None:
    rows = read_extras(table(tmp_path, 'Cakupan Wilayah,,"{places}, {{semua}}"', "tahun,,{years}"))
    filled = fill(rows, "inovasi", KNOWN)
    assert filled == {"Cakupan Wilayah": "Indonesia, {semua}", "tahun": "2004-2017"}


def test_a_value_that_stands_for_something_unknown_is_left_out(tmp_path: Path) -> None:
    rows = read_extras(table(tmp_path, "frekuensi,,{frequency}", "tahun,,{years}"))
    assert fill(rows, "inovasi", KNOWN) == {"tahun": "2004-2017"}


@pytest.mark.parametrize("turned", [False, True])
def test_a_row_for_a_dataset_wins_over_one_for_all(tmp_path: Path, turned: bool) -> None:
    lines = ["level,,Nasional", "level,wilayah,Provinsi"]
    rows = read_extras(table(tmp_path, *(reversed(lines) if turned else lines)))
    assert fill(rows, "wilayah", KNOWN) == {"level": "Provinsi"}
    assert fill(rows, "inovasi", KNOWN) == {"level": "Nasional"}


def test_a_table_of_a_spreadsheet_is_read(tmp_path: Path) -> None:
    file = tmp_path / "ckan.csv"
    file.write_bytes(b"\xef\xbb\xbfkey,dataset,value\r\ntahun,,{years}\r\n")
    assert [row.key for row in read_extras(file)] == ["tahun"]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["tahun,,{year}"], "ckan.csv, row 2, column value: there is no field {year}"),
        (["tahun,,{years!r}"], "row 2, column value: there is no field {years}"),
        (["tahun,,{years"], "row 2, column value: "),
        (["tahun,,x", "tahun,,y"], "has 'tahun' twice for one dataset"),
        (["tahun,,"], "row 2: the row is not whole, or has too much"),
        (["tahun,"], "row 2: the row is not whole, or has too much"),
        (["tahun,,x,y"], "row 2: the row is not whole, or has too much"),
        (["level,wilyah,x"], "row 2, column dataset: there is no dataset 'wilyah'"),
        (["inovasi_dataset,,x"], "row 2: inovasi_dataset is how this command knows its own"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, lines: list[str], message: str) -> None:
    with pytest.raises(DataError) as raised:
        read_extras(table(tmp_path, *lines))
    assert message in str(raised.value)


def test_another_table_or_none_says_what_it_takes(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="it takes key, dataset, value"):
        read_extras(table(tmp_path, head="kunci,nilai"))
    with pytest.raises(DataError, match=r"missing\.csv: cannot be read"):
        read_extras(tmp_path / "missing.csv")
    latin = tmp_path / "latin.csv"
    latin.write_bytes(b"key,dataset,value\n\xe9,,x\n")
    with pytest.raises(DataError, match="cannot be read"):
        read_extras(latin)


def test_the_document_names_every_field_and_its_table_is_read(tmp_path: Path) -> None:
    text = (CHECKOUT / "docs" / "portals.md").read_text(encoding="utf-8")
    _, indonesian, english = text.split("\n## ")
    for part in (indonesian, english):
        assert [name for name in FIELDS if f"`{{{name}}}`" not in part] == []
        shown = tmp_path / "shown.csv"
        shown.write_text(part.split("```csv\n")[1].split("```")[0], encoding="utf-8")
        assert [row.names for row in read_extras(shown)] == [
            ("start",),
            ("end",),
            ("places",),
            ("frequency",),
        ]
