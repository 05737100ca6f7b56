"""A dataset written in a format, from sorted N-Quads: the same bytes each time, in flat memory."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

from inovasi import paths
from inovasi.portals.compaction import read_context
from inovasi.portals.csvzip import csv_zip
from inovasi.portals.files import put, workplace
from inovasi.portals.formats import DumpFormat
from inovasi.portals.jsonld import json_ld
from inovasi.portals.labels import Labels
from inovasi.portals.rdfxml import rdf_xml
from inovasi.portals.statements import COMPRESSED, one_graph
from inovasi.portals.tables import Table, survey
from inovasi.portals.turtle import trig, turtle

_PIECE: Final = 1024 * 1024
_WORK: Final = "work"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written: ``source`` holds sorted N-Quads, also with .gz.

    ``beside`` are such files, too, with the names of things that the dataset only mentions.
    What is not ``ours`` goes without our name and a reference to our licence.
    """

    source: Path
    dataset: str
    beside: tuple[Path, ...] = ()
    context: Path = paths.ONTOLOGY / "context.jsonld"
    ours: bool = True
    _surveyed: list[Table] = field(default_factory=list, compare=False, repr=False)

    def tables(self, labels: Labels) -> list[Table]:
        """The wide tables of the dataset, which are sought once for all formats that hold them."""
        if not self._surveyed:
            self._surveyed.extend(survey(self.source, labels, read_context(self.context)))
        return self._surveyed


Writer = Callable[[Order, Path], None]
"""Writes to the path, and may use the folder ``work`` beside it."""


def make(order: Order, form: DumpFormat, target: Path) -> None:
    """Puts the dump and its checksum in place; Inexpressible if the format cannot hold the data."""
    with workplace(target.parent) as folder:
        put(write(order, form, folder / target.name), target)


def write(order: Order, form: DumpFormat, target: Path) -> Path:
    """Writes the target, in a folder that has nothing else in it, and gives it back."""
    (target.parent / _WORK).mkdir()
    WRITERS[form.name](order, target)
    return target


def _n_quads(order: Order, target: Path) -> None:
    """The source is what is wanted."""
    with target.open("wb") as copy, order.source.open("rb") as raw:
        if order.source.suffix == COMPRESSED:
            with gzip.GzipFile(fileobj=raw) as plain:
                shutil.copyfileobj(plain, copy, _PIECE)
        else:
            shutil.copyfileobj(raw, copy, _PIECE)


def _text(write: Callable[[Order, Path], Iterator[str]]) -> Writer:
    """A writer of what a function gives, piece by piece; it gets the folder to work in."""

    def write_text(order: Order, target: Path) -> None:
        with target.open("w", encoding="utf-8", newline="\n", buffering=_PIECE) as written:
            written.writelines(write(order, target.parent / _WORK))

    return write_text


def _n_triples(order: Order, _: Path) -> Iterator[str]:
    """The lines without their graphs, which leaves them in order."""
    return (f"{s} {p} {o} .\n" for s, p, o, _ in one_graph(order.source))


def _parquet(order: Order, target: Path) -> None:
    # Loading DuckDB takes a second, which no other format is to wait for.
    from inovasi.portals.parquet import parquet  # noqa: PLC0415

    parquet(order.source, target, target.parent / _WORK)


def _parquet_zip(order: Order, target: Path) -> None:
    from inovasi.portals.parquet import parquet_zip  # noqa: PLC0415

    with _labels(order, target) as labels:
        parquet_zip(
            order.source, order.dataset, labels, order.tables(labels), target, ours=order.ours
        )


def _csv_zip(order: Order, target: Path) -> None:
    with _labels(order, target) as labels:
        csv_zip(order.source, order.dataset, labels, order.tables(labels), target, ours=order.ours)


def _labels(order: Order, target: Path) -> Labels:
    return Labels(target.parent / _WORK / "labels", (order.source, *order.beside))


WRITERS: Final = MappingProxyType(
    {
        "ttl": _text(lambda order, _: turtle(order.source)),
        "jsonld": _text(lambda order, _: json_ld(order.source, order.context)),
        "nt": _text(_n_triples),
        "rdf": _text(lambda order, _: rdf_xml(order.source)),
        "nq": _n_quads,
        "trig": _text(lambda order, work: trig(order.source, work)),
        "csv.zip": _csv_zip,
        "parquet": _parquet,
        "parquet.zip": _parquet_zip,
    }
)
