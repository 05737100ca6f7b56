"""The tables in CSV hold every statement: read back by their metadata, and by pandas."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pandas  # type: ignore[import-untyped]
import pyoxigraph as ox
import pytest

from inovasi import iris, paths
from inovasi.portals.csvw import METADATA, README
from inovasi.portals.editions import DATASETS
from tests.portals.samples import NAME, ORG, QUADS, TYPE, VALUE, A, B, dumped, named

XSD = iris.PREFIXES["xsd"]


def node(text: str) -> ox.NamedNode | ox.BlankNode:
    return ox.BlankNode(text[2:]) if text.startswith("_:") else ox.NamedNode(text)


def term(text: str, column: dict[str, Any]) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """A value as CSV on the Web reads it."""
    if column.get("rdfs:range"):
        return node(text)
    if "lang" in column:
        return ox.Literal(text, language=column["lang"])
    kind = column["datatype"]
    iri = kind["@id"] if isinstance(kind, dict) else XSD + kind
    return ox.Literal(text, datatype=ox.NamedNode(iri))


def read_back(package: Path) -> Iterator[ox.Triple]:
    with ZipFile(package) as packed:
        for table in json.loads(packed.read(METADATA))["tables"]:
            columns = table["tableSchema"]["columns"]
            text = packed.read(table["url"]).decode()
            head, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
            assert head == [column["name"] for column in columns]
            for row in rows:
                subject, *cells = row
                for column, cell in zip(columns[1:], cells, strict=True):
                    if column.get("suppressOutput") or not cell:
                        continue
                    values = cell.split(column["separator"]) if "separator" in column else [cell]
                    for value in values:
                        predicate = ox.NamedNode(column["propertyUrl"])
                        yield ox.Triple(node(subject), predicate, term(value, column))


@pytest.mark.parametrize("dataset", DATASETS)
def test_what_is_published_reads_back(tmp_path: Path, dataset: str) -> None:
    source = list(ox.parse(path=str(paths.PUBLISHED / f"{dataset}.nq")))
    default = {quad.triple for quad in source if quad.graph_name == ox.DefaultGraph()}
    expected = default or {quad.triple for quad in source}
    assert set(read_back(dumped(tmp_path, source, "csv.zip"))) == expected


def test_what_is_hostile_reads_back(tmp_path: Path) -> None:
    package = dumped(tmp_path, [*QUADS, ox.Quad(A, NAME, ox.Literal("nol: \0"))], "csv.zip")
    expected = {quad.triple for quad in QUADS} | {ox.Triple(A, NAME, ox.Literal("nol: \0"))}
    assert set(read_back(package)) == expected


def test_labels_stand_beside_identifiers_also_from_other_datasets(tmp_path: Path) -> None:
    other = tmp_path / "wilayah.nq"
    label = ox.Literal('Kota "B", | satu', language="id")
    other.write_text(f"{ox.Quad(B, NAME, label)} .\n", encoding="utf-8")
    quads = [ox.Quad(A, TYPE, ORG), ox.Quad(A, VALUE, B), ox.Quad(A, named("inov:measure"), A)]
    package = dumped(tmp_path, quads, "csv.zip", (other,))
    with ZipFile(package) as packed, packed.open("Organization.csv") as table:
        frame = pandas.read_csv(table)
    assert list(frame.columns) == ["id", "type", "measure", "value", "value_label_id"]
    assert frame.loc[0, "value"] == B.value
    assert frame.loc[0, "value_label_id"] == label.value


def test_pandas_reads_every_table_of_what_is_published(tmp_path: Path) -> None:
    source = list(ox.parse(path=str(paths.PUBLISHED / "inovasi.nq")))
    with ZipFile(dumped(tmp_path, source, "csv.zip")) as packed:
        tables = [name for name in packed.namelist() if name.endswith(".csv")]
        rows = {}
        for name in tables:
            with packed.open(name) as table:
                rows[name] = len(pandas.read_csv(table))
        assert "AwardResult.csv" in tables
        readme = packed.read(README).decode()
    for name, count in rows.items():
        assert f"| {name} |" in readme
        assert f"| {count} |" in readme
    for sentence in ("satu tabel per kelas", "one table per class", "rumus", "formula"):
        assert sentence in readme


def test_names_of_classes_are_names_of_files(tmp_path: Path) -> None:
    odd = ["http://a/NUL", "http://a/../..", "http://a/a%2Fb", "http://a/" + "x" * 300]
    odd += ["http://a/case", "http://b/CASE", "http://a/kelas é", "urn:x"]
    quads = [ox.Quad(A, TYPE, ox.NamedNode(iri.replace(" ", "-"))) for iri in odd]
    quads.append(ox.Quad(B, VALUE, A))
    with ZipFile(dumped(tmp_path, quads, "csv.zip")) as packed:
        names = [name for name in packed.namelist() if name.endswith(".csv")]
    assert len({name.lower() for name in names}) == len(odd) + 1
    assert "untyped.csv" in names
    assert all(name.removesuffix(".csv").replace("_", "a").isalnum() for name in names)
    assert all(len(name) < 100 and name.isascii() for name in names)
    assert "NUL.csv" not in names
