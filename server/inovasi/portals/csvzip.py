"""Wide tables in CSV, packed with what they mean (RFC 4180, CSV on the Web)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from inovasi.portals.csvw import METADATA, README, metadata, readme
from inovasi.portals.labels import Labels
from inovasi.portals.packing import Package
from inovasi.portals.spill import Spill
from inovasi.portals.tables import IDENTIFIER, Cells, Table, things

_QUOTED: Final = re.compile(r'[",\r\n\x00]|^\s|\s$')
_END: Final = "\r\n"
# What stands in a label for the sign between two labels.
_PARTED: Final = "/"


def csv_zip(
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
    for table in tables:
        spill.add(f"{table.name}.csv", _line(_head(table)))
    by_class = {table.iri: table for table in tables}
    for subject, classes, cells in things(source):
        for iri in classes:
            table = by_class[iri]
            spill.add(f"{table.name}.csv", _line(_row(subject, cells, table, labels)))
    spill.flush()
    with Package(package) as packed:
        packed.add_text(README, readme(dataset, tables, ours=ours))
        packed.add_text(METADATA, metadata(dataset, tables, ours=ours))
        for table in tables:
            packed.add_file(f"{table.name}.csv", folder / f"{table.name}.csv")


def _head(table: Table) -> Iterator[str]:
    yield IDENTIFIER
    for column in table.columns:
        yield column.name
        yield from (name for _, name in column.labels)


def _row(subject: str, cells: Cells, table: Table, labels: Labels) -> Iterator[str]:
    yield subject
    for column in table.columns:
        values = cells.get(column.key)
        if values is None:
            # Most cells of a wide table.
            yield from ("",) * (1 + len(column.labels))
            continue
        yield column.separator.join(values)
        for number, _ in column.labels:
            named = [labels.of(value)[number] for value in values]
            if column.separator:
                named = [name.replace(column.separator, _PARTED) for name in named]
            yield column.separator.join(named)


def _line(cells: Iterator[str]) -> str:
    return ",".join([_quoted(cell) for cell in cells]) + _END


def _quoted(cell: str) -> str:
    if cell and _QUOTED.search(cell):
        return '"' + cell.replace('"', '""') + '"'
    return cell
