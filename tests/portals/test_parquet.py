"""Parquet is opened by DuckDB and by pandas, and holds what the source states."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import duckdb
import pandas  # type: ignore[import-untyped]
import pyoxigraph as ox
import pytest

from inovasi import paths
from inovasi.portals.editions import DATASETS
from inovasi.portals.parquet import STATEMENTS
from tests.portals.samples import (
    IN_GRAPHS,
    NAME,
    ORG,
    QUADS,
    SCORE,
    TYPE,
    VALUE,
    A,
    B,
    dumped,
    named,
    typed,
)

Row = tuple[str | None, ...]


def row(quad: ox.Quad) -> Row:
    """What is to stand in the table."""

    def plain(term: object) -> str:
        return term.value if isinstance(term, ox.NamedNode) else str(term)

    value = quad.object
    kind = {ox.NamedNode: "iri", ox.BlankNode: "blank", ox.Literal: "literal"}.get(type(value))
    text = value.value if isinstance(value, ox.Literal) else plain(value)
    datatype = value.datatype.value if isinstance(value, ox.Literal) else None
    language = value.language if isinstance(value, ox.Literal) else None
    graph = None if quad.graph_name == ox.DefaultGraph() else plain(quad.graph_name)
    named_by = (plain(quad.subject), plain(quad.predicate))
    return (*named_by, text, kind or "triple", datatype, language, graph)


def rows_in_duckdb(file: Path) -> list[Row]:
    with duckdb.connect() as database:
        return database.execute("SELECT * FROM read_parquet(?)", [str(file)]).fetchall()


def rows_in_pandas(file: Path) -> list[Row]:
    frame = pandas.read_parquet(file)
    assert list(frame.columns) == list(STATEMENTS)
    whole = frame.astype(object).where(frame.notna(), None)
    return [tuple(values) for values in whole.itertuples(index=False)]


def test_what_is_hostile_reads_back_by_both_readers(tmp_path: Path) -> None:
    quads = [
        *IN_GRAPHS,
        ox.Quad(A, VALUE, ox.Literal("nol: \0")),
        ox.Quad(A, VALUE, ox.Literal("")),
    ]
    made = dumped(tmp_path, quads, "parquet")
    expected = sorted(map(row, quads), key=str)
    assert sorted(rows_in_duckdb(made), key=str) == expected
    assert sorted(rows_in_pandas(made), key=str) == expected


@pytest.mark.parametrize("dataset", DATASETS)
def test_what_is_published_reads_back_in_order(tmp_path: Path, dataset: str) -> None:
    source = list(ox.parse(path=str(paths.PUBLISHED / f"{dataset}.nq")))
    assert rows_in_duckdb(dumped(tmp_path, source, "parquet")) == list(map(row, source))


def unpacked(folder: Path, quads: list[ox.Quad], beside: tuple[Path, ...] = ()) -> Path:
    with ZipFile(dumped(folder, quads, "parquet.zip", beside)) as packed:
        packed.extractall(folder / "tables")
    return folder / "tables"


def test_tables_have_types_lists_and_labels(tmp_path: Path) -> None:
    tables = unpacked(
        tmp_path,
        [
            *(ox.Quad(thing, TYPE, ORG) for thing in (A, B)),
            ox.Quad(B, NAME, ox.Literal("Kantor B", language="id")),
            ox.Quad(A, SCORE, typed("1.5", "decimal")),
            ox.Quad(B, SCORE, typed("22.75", "decimal")),
            ox.Quad(A, named("inov:startYear"), typed("2004", "gYear")),
            ox.Quad(A, named("inov:recorded"), typed("2017-11-16", "date")),
            ox.Quad(A, named("inov:memberCount"), typed("7", "integer")),
            ox.Quad(A, named("inov:complete"), typed("true", "boolean")),
            *(ox.Quad(A, named("inov:recipient"), each) for each in (A, B)),
        ],
    )
    file = tables / "Organization.parquet"
    with duckdb.connect() as database:
        described = database.execute("DESCRIBE FROM read_parquet(?)", [str(file)]).fetchall()
        types = {name: kind for name, kind, *_ in described}
        assert types == {
            "id": "VARCHAR",
            "type": "VARCHAR",
            "prefLabel_id": "VARCHAR",
            "complete": "BOOLEAN",
            "memberCount": "BIGINT",
            "recipient": "VARCHAR[]",
            "recipient_label_id": "VARCHAR[]",
            "recorded": "DATE",
            "score": "DECIMAL(4,2)",
            "startYear": "INTEGER",
        }
        query = "SELECT recipient, recipient_label_id FROM read_parquet(?) WHERE complete"
        found = database.execute(query, [str(file)]).fetchall()
    assert found == [([A.value, B.value], [None, "Kantor B"])]
    frame = pandas.read_parquet(file)
    assert list(frame["id"]) == [A.value, B.value]


def test_values_that_do_not_fit_stay_texts(tmp_path: Path) -> None:
    tables = unpacked(tmp_path, list(QUADS))
    frame = pandas.read_parquet(tables / "Organization.parquet")
    integers = frame.loc[frame["id"] == A.value, "value_integer"].iloc[0]
    assert set(integers) == {"01", "-7", "99999999999999999999999999", "satu"}
    assert set(frame["startYear_gYear"].dropna()) == {2004}
    assert "file,column,property,kind,type" in (tables / "columns.csv").read_text(encoding="utf-8")
    assert "one table per class" in (tables / "README.md").read_text(encoding="utf-8")


def test_what_is_published_opens_in_both(tmp_path: Path) -> None:
    source = list(ox.parse(path=str(paths.PUBLISHED / "inovasi.nq")))
    tables = unpacked(tmp_path, source)
    files = sorted(tables.glob("*.parquet"))
    assert len(files) > 30
    with duckdb.connect() as database:
        for file in files:
            counted = database.execute("SELECT count(*) FROM read_parquet(?)", [str(file)])
            assert counted.fetchone() == (len(pandas.read_parquet(file)),)
