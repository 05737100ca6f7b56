"""The rows of an answer as people read them: short names for IRIs, plain literals."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from inovasi import iris

_NUMERIC: Final = frozenset(
    iris.PREFIXES["xsd"] + name for name in ("integer", "decimal", "double", "float")
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A value: ``text`` to read; ``iri`` in full where it is one; ``numeric`` goes to the right."""

    text: str = ""
    iri: str = ""
    language: str = ""
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """An answer in rows, all of them unless it is ``cut``.

    ``truth`` is the answer of ASK, which has none.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    truth: bool | None = None
    cut: bool = False

    @property
    def numeric_columns(self) -> tuple[bool, ...]:
        """Which columns hold numbers and nothing else."""
        return tuple(
            any(cell.numeric for cell in column)
            and all(cell.numeric or not cell.text for cell in column)
            for column in self._by_column()
        )

    def _by_column(self) -> Iterator[tuple[Cell, ...]]:
        return (tuple(row[place] for row in self.rows) for place in range(len(self.columns)))


def read_table(answer: bytes) -> Table:
    """The table of an answer in SPARQL JSON."""
    document = json.loads(answer)
    if "boolean" in document:
        return Table((), (), document["boolean"])
    columns = tuple(document["head"]["vars"])
    return Table(columns, _rows(columns, document["results"]["bindings"]))


def read_beginning(answer: bytes) -> Table:
    """The rows that are whole in the first bytes of an answer in SPARQL JSON."""
    text = answer.decode(errors="ignore")
    decode = json.JSONDecoder().raw_decode
    start, between = text.index("{", 1), len('"bindings":[')
    head, end = decode(text, start)
    at = text.index('"bindings":[', end) + between
    columns, bindings = tuple(head["vars"]), []
    # Without the rest the last row is no JSON.
    with contextlib.suppress(ValueError):
        while True:
            row, end = decode(text, at)
            bindings.append(row)
            at = end + 1
    return Table(columns, _rows(columns, bindings), cut=True)


def _rows(
    columns: tuple[str, ...], bindings: Iterable[Mapping[str, Any]]
) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(_cell(row.get(name)) for name in columns) for row in bindings)


def _cell(term: Mapping[str, Any] | None) -> Cell:
    if term is None:
        return Cell()
    match term["type"]:
        case "uri":
            return Cell(iris.shorten(term["value"]), iri=term["value"])
        case "bnode":
            return Cell(f"_:{term['value']}")
        case "triple":
            parts = (_cell(term["value"][role]) for role in ("subject", "predicate", "object"))
            return Cell(f"<<( {' '.join(part.text for part in parts)} )>>")
    return Cell(
        term["value"],
        language=term.get("xml:lang", ""),
        numeric=term.get("datatype") in _NUMERIC,
    )
