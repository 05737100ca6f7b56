"""Tables that cannot be read exactly are refused with file, row and mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from inovasi.errors import DataError
from inovasi.publishing.tables import decode, read_table


def write(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    return path


def test_read_table_gives_rows_numbered_as_a_spreadsheet_does(tmp_path: Path) -> None:
    path = write(tmp_path, b'a,b\n1,"x, y"\n2,z\n')
    rows = list(read_table(path, ("b", "a")))
    assert [(row.number, row["a"], row["b"]) for row in rows] == [(2, "1", "x, y"), (3, "2", "z")]


def test_decode_drops_the_byte_order_mark_of_a_spreadsheet(tmp_path: Path) -> None:
    assert decode(write(tmp_path, b"\xef\xbb\xbfa,b\n")) == "a,b\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a,b\n1\n", r"t\.csv, row 2: has 1 cells where the head has 2 — quote cells"),
        (b'a,b\n1,"x\n', r"row 2: is not well-formed CSV .* — mend the quotes"),
        (b'a,b\n1,"x"y\n', r"row 2: is not well-formed CSV"),
        (b"a\n1\n", r"row 1: lacks the column b — correct the first row"),
        (b"a,b,c\n", r"row 1: has the unknown column c"),
        (b"a,b,a\n", r"row 1: names the column a more than once — correct the first row"),
        (b"a,a\n", r"row 1: names the column a more than once, lacks the column b — correct"),
        (
            b"a;b\n1;2\n",
            r"row 1: the separator seems to be a semicolon — save the file with commas",
        ),
        (b"b\ta\n1\t2\n", r"row 1: the separator seems to be a tab — save the file with commas"),
        (b"", r"row 1: lacks the column a"),
        (b"a,b\n1, 2\n", r"row 2, column b: begins or ends with white space — remove it"),
        (b"a,b\n1,x\x00y\n", r"row 2, column b: holds the unseen character U\+0000 — remove it"),
        (b"a,b\n1,x\xe2\x80\x8by\n", r"column b: holds the unseen character U\+200B"),
        (b'a,b\n1,"x\ny"\n', r"column b: holds the unseen character U\+000A"),
        (b"a,b\n1,caf\xe9\n", r"is not UTF-8: byte 0xe9 on line 2 — save the file"),
    ],
)
def test_read_table_refuses(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(DataError, match=message):
        list(read_table(write(tmp_path, content), ("a", "b")))


def test_decode_names_a_file_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"none\.csv: cannot be read \(No such file"):
        decode(tmp_path / "none.csv")


def test_required_refuses_an_empty_cell(tmp_path: Path) -> None:
    row = next(read_table(write(tmp_path, b"a,b\n1,\n"), ("a", "b")))
    with pytest.raises(DataError, match="row 2, column b: is empty — fill it in"):
        row.required("b")
