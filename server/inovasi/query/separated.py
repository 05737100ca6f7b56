"""Rows as CSV (SPARQL 1.1 Query Results CSV and TSV, 3), for the engine's own is none.

It puts no quotes around an IRI with a comma, nor around a triple term with quotes in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

import pyoxigraph as ox

from inovasi.query.rows import Sink, counted

CSV: Final = "text/csv"
_TOGETHER: Final = 256
_PLAIN: Final = (ox.NamedNode, ox.Literal)
_needs_quotes: Final = re.compile(r'[",\r\n]').search


def write_csv(solutions: ox.QuerySolutions, sink: Sink, max_rows: int) -> None:
    """All rows under a line of names; ResultTooLarge past so many, 0 for no limit."""
    sink.write(_line([variable.value for variable in solutions.variables]).encode())
    rows: Iterator[ox.QuerySolution] = counted(solutions, max_rows) if max_rows else solutions
    while lines := [_line(map(_cell, row)) for row in islice(rows, _TOGETHER)]:
        sink.write("".join(lines).encode())


def _line(cells: Iterator[str] | list[str]) -> str:
    return ",".join(cells) + "\r\n"


def _cell(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    """The value alone; a blank node and a triple term as N-Triples 1.2 writes them."""
    if term is None:
        return ""
    if isinstance(term, _PLAIN):
        text = term.value
    else:
        text = f"<<( {term} )>>" if isinstance(term, ox.Triple) else str(term)
    return '"' + text.replace('"', '""') + '"' if _needs_quotes(text) else text
