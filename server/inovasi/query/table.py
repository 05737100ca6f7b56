"""The rows of an answer as people read them: short names for IRIs, plain literals."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
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
    """An answer in rows; ``truth`` is the answer of ASK, which has none."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    truth: bool | None = None

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
    bindings = document["results"]["bindings"]
    return Table(
        columns, tuple(tuple(_cell(row.get(name)) for name in columns) for row in bindings)
    )


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
