from __future__ import annotations

import io

from inovasi.query.table import Cell, Table
from inovasi.query.terminal import draw


def drawn(table: Table) -> str:
    output = io.StringIO()
    draw(table, output)
    return output.getvalue()


def test_numbers_stand_to_the_right_and_rows_are_counted() -> None:
    rows = tuple(
        (Cell(name), Cell(value, numeric=True)) for name, value in (("a", "5"), ("b", "40"))
    )
    lines = [line.rstrip() for line in drawn(Table(("name", "score"), rows)).splitlines()]
    assert "  a          5" in lines
    assert "  b         40" in lines
    assert "2 rows" in lines


def test_markup_in_data_is_text() -> None:
    assert "[bold]x[/bold]" in drawn(Table(("a",), ((Cell("[bold]x[/bold]"),),)))


def test_data_does_not_steer_the_terminal() -> None:
    text = drawn(Table(("a",), ((Cell("x\x1b]0;title\x07\x9by"),),)))
    assert "\x1b" not in text
    assert "\x9b" not in text


def test_ask_is_one_word() -> None:
    assert drawn(Table((), (), truth=True)) == "true\n"


def test_rows_too_wide_for_the_terminal_are_records() -> None:
    columns = tuple(f"column_{number}" for number in range(9))
    rows = (tuple(Cell("word " * 9) for _ in columns),)
    lines = [line.rstrip() for line in drawn(Table(columns, rows)).splitlines()]
    assert "  column_8   word word word word word word word word word" in lines
