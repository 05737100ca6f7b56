"""An answer drawn for a terminal."""

from __future__ import annotations

from io import TextIOWrapper
from typing import Final, Literal, TextIO

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as Drawing
from rich.text import Text

from inovasi.query.table import Table

_PADDING: Final = 3  # the blanks around a column


def draw(table: Table, output: TextIO) -> None:
    """The rows under their columns, or as records where they are too wide; for ASK the truth."""
    if isinstance(output, TextIOWrapper):
        # A terminal that takes only ASCII shows a question mark for the rest.
        output.reconfigure(errors="replace")
    console = Console(file=output, highlight=False)
    if table.truth is not None:
        console.print(str(table.truth).lower())
        return
    console.print(_grid(table) if _fits(table, console.width) else _records(table))
    count = len(table.rows)
    console.print(f"{count} row{'s' if count != 1 else ''}")


def _fits(table: Table, width: int) -> bool:
    """Whether no word need be broken when the columns stand side by side."""
    return sum(word + _PADDING for word in _longest_words(table)) + 1 <= width


def _longest_words(table: Table) -> list[int]:
    """The width of the longest word of each column, its name among them."""
    return [
        max(map(cell_len, [column, *(word for row in table.rows for word in row[at].text.split())]))
        for at, column in enumerate(table.columns)
    ]


def _grid(table: Table) -> Drawing:
    drawn = Drawing(box=box.SIMPLE_HEAD)
    widths = _longest_words(table)
    for column, numeric, word in zip(table.columns, table.numeric_columns, widths, strict=True):
        side: Literal["left", "right"] = "right" if numeric else "left"
        drawn.add_column(column, justify=side, overflow="fold", min_width=word)
    for row in table.rows:
        drawn.add_row(*(Text(_harmless(cell.text)) for cell in row))
    return drawn


def _records(table: Table) -> Drawing:
    """One line a value, one block a row."""
    drawn = Drawing(box=box.SIMPLE, show_header=False)
    drawn.add_column(style="bold", no_wrap=True)
    drawn.add_column(overflow="fold")
    for row in table.rows:
        for column, cell in zip(table.columns, row, strict=True):
            drawn.add_row(column, Text(_harmless(cell.text)))
        drawn.add_section()
    return drawn


def _harmless(text: str) -> str:
    """The text without what would steer the terminal: data comes from anyone."""
    return "".join(c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in text)
