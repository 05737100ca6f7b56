"""Parquet, for whoever analyses: one table of statements, or wide tables with typed columns.

Written by DuckDB from lines of JSON, by one thread and within a bound of memory. Only the process
that makes dumps comes here: loading DuckDB takes a second.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from json.encoder import encode_basestring
from pathlib import Path
from typing import Any, Final

import duckdb

from inovasi.portals.csvw import README, readme
from inovasi.portals.labels import Labels
from inovasi.portals.packing import Package
from inovasi.portals.spill import Spill
from inovasi.portals.statements import literal, statements
from inovasi.portals.tables import IDENTIFIER, Cells, Column, Table, plain, things
from inovasi.portals.values import in_json

STATEMENTS: Final = {
    "subject": "VARCHAR",
    "predicate": "VARCHAR",
    "object": "VARCHAR",
    "object_kind": "VARCHAR",
    "datatype": "VARCHAR",
    "language": "VARCHAR",
    "graph": "VARCHAR",
}
"""The columns of the one table; ``graph`` is null for the default graph."""
COLUMNS: Final = "columns.csv"
_GROUP: Final = 122_880
_SETTINGS: Final[dict[str, str | bool | int | float | list[str]]] = {
    "memory_limit": "512MB",
    "threads": "1",
    "preserve_insertion_order": "true",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
_LINE: Final = '{"c0":%s,"c1":%s,"c2":%s,"c3":"%s","c4":%s,"c5":%s,"c6":%s}\n'
_NONE: Final = "null"
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def parquet(source: Path, target: Path, folder: Path) -> None:
    """Every statement of every graph, in the order of the source."""
    lines = folder / "statements.json"
    longest = 0
    with lines.open("w", encoding="utf-8", newline="\n") as written:
        for statement in statements(source):
            line = _statement(*statement)
            longest = max(longest, len(line))
            written.write(line)
    with _duckdb(folder) as database:
        # A character has four bytes at most.
        _convert(database, lines, target, STATEMENTS, 4 * longest)


def parquet_zip(
    source: Path,
    dataset: str,
    labels: Labels,
    tables: Sequence[Table],
    package: Path,
    *,
    ours: bool = True,
) -> None:
    """Packs the tables of a dataset; works in the folder of the package."""
    folder = package.parent / "work"
    spill = Spill(folder)
    by_class = {table.iri: table for table in tables}
    for subject, classes, cells in things(source):
        for iri in classes:
            table = by_class[iri]
            spill.add(f"{table.name}.json", _row(subject, cells, table, labels))
    spill.flush()
    with Package(package) as packed, _duckdb(folder) as database:
        packed.add_text(README, readme(dataset, tables, parquet=True, ours=ours))
        packed.add_text(COLUMNS, "".join(_described(tables)))
        for table in tables:
            lines, made = folder / f"{table.name}.json", folder / f"{table.name}.parquet"
            _convert(database, lines, made, _types(table), spill.longest[lines.name])
            lines.unlink()
            packed.add_file(made.name, made, compress=False)


def _statement(subject: str, predicate: str, value: str, graph: str) -> str:
    datatype = language = _NONE
    if value[0] == '"':
        kind, (text, tag, iri) = "literal", literal(value)
        datatype, language = encode_basestring(iri), encode_basestring(tag) if tag else _NONE
    elif value.startswith("<<"):
        kind, text = "triple", value
    else:
        kind, text = "iri" if value[0] == "<" else "blank", plain(value)
    return _LINE % (
        encode_basestring(plain(subject)),
        encode_basestring(plain(predicate)),
        encode_basestring(text),
        kind,
        datatype,
        language,
        encode_basestring(plain(graph)) if graph else _NONE,
    )


def _row(subject: str, cells: Cells, table: Table, labels: Labels) -> str:
    named: dict[str, Any] = {"c0": subject}
    place = 0
    for column in table.columns:
        place += 1
        found = cells.get(column.key)
        if found is not None:
            values = [in_json(text, column.type) for text in found]
            named[f"c{place}"] = _one_or_list(column, values)
            for offset, (number, _) in enumerate(column.labels, 1):
                names = [labels.of(text)[number] or None for text in found]
                named[f"c{place + offset}"] = _one_or_list(column, names)
        place += len(column.labels)
    return _ENCODER.encode(named) + "\n"


def _one_or_list(column: Column, values: list[Any]) -> Any:
    return values if column.separator else values[0]


def _types(table: Table) -> dict[str, str]:
    types = {IDENTIFIER: "VARCHAR"}
    for column in table.columns:
        several = "[]" if column.separator else ""
        types[column.name] = column.type + several
        types |= {name: "VARCHAR" + several for _, name in column.labels}
    return types


def _described(tables: Iterable[Table]) -> Iterator[str]:
    """A row for each column; nothing in it needs quotes."""
    yield "file,column,property,kind,type\r\n"
    for table in tables:
        for column in table.columns:
            predicate, kind = column.key
            several = " list" if column.separator else ""
            shown = column.type.replace(", ", " ")
            yield f'{table.name},{column.name},"{predicate}","{kind}",{shown}{several}\r\n'


@contextmanager
def _duckdb(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    settings = _SETTINGS | {
        name: str(folder) for name in ("temp_directory", "home_directory", "extension_directory")
    }
    database = duckdb.connect(config=settings)
    database.execute("SET enable_progress_bar = false")
    try:
        yield database
    finally:
        database.close()


def _convert(
    database: duckdb.DuckDBPyConnection,
    lines: Path,
    target: Path,
    types: Mapping[str, str],
    longest: int,
) -> None:
    """Lines of JSON with the members c0, c1 … as a Parquet file with these columns."""
    members = ", ".join(f"c{number}: '{kind}'" for number, kind in enumerate(types.values()))
    named = ", ".join(f'c{number} AS "{name}"' for number, name in enumerate(types))
    longest = max(longest + 1, 1024 * 1024)
    read = (
        f"read_json({_text(lines)}, format = 'newline_delimited', columns = {{{members}}},"
        f" maximum_object_size = {longest})"
    )
    written = f"{_text(target)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_GROUP})"
    # Names of columns are letters, digits and underscores; paths are quoted.
    database.execute(f"COPY (SELECT {named} FROM {read}) TO {written}")  # noqa: S608


def _text(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
