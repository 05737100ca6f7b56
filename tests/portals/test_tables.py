"""Which tables and columns there are."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from inovasi import paths
from inovasi.errors import Inexpressible
from inovasi.portals.compaction import read_context
from inovasi.portals.labels import Labels
from inovasi.portals.tables import SEPARATORS, Table, survey, things
from tests.portals.samples import NAME, ORG, TYPE, VALUE, A, B, stored, typed


def tables(folder: Path, quads: list[ox.Quad]) -> list[Table]:
    source = stored(folder, quads)
    with Labels(folder / "labels", [source]) as labels:
        return survey(source, labels, read_context(paths.ONTOLOGY / "context.jsonld"))


def test_a_column_says_its_kind_only_where_there_are_several(tmp_path: Path) -> None:
    values = (typed("1", "integer"), ox.Literal("x"), ox.Literal("y", language="en"), B)
    found = tables(tmp_path, [ox.Quad(A, VALUE, value) for value in values])
    assert [(table.name, table.rows) for table in found] == [("untyped", 1)]
    names = {column.name for column in found[0].columns}
    assert names == {"value_integer", "value_string", "value_en", "value_iri"}


def test_names_come_first_and_indonesian_before_english(tmp_path: Path) -> None:
    texts = [ox.Quad(A, NAME, ox.Literal("x", language=tag)) for tag in ("en", "de", "id")]
    [table] = tables(tmp_path, [*texts, ox.Quad(A, TYPE, ORG), ox.Quad(A, VALUE, A)])
    names = [column.name for column in table.columns]
    assert names == ["type", "prefLabel_id", "prefLabel_en", "prefLabel_de", "value"]
    assert table.columns[-1].labels == ((0, "value_label_id"), (1, "value_label_en"))


def test_a_separator_is_one_that_no_value_has(tmp_path: Path) -> None:
    [table] = tables(tmp_path, [ox.Quad(A, VALUE, ox.Literal(text)) for text in ("a|b", "c¦d")])
    assert table.columns[0].separator == "‖"
    every = [ox.Quad(A, VALUE, ox.Literal(f"x{sign}")) for sign in SEPARATORS]
    (tmp_path / "every").mkdir()
    with pytest.raises(Inexpressible, match="column value — take Parquet"):
        tables(tmp_path / "every", every)


def test_a_thing_stands_in_the_table_of_each_of_its_classes(tmp_path: Path) -> None:
    quads = [ox.Quad(A, TYPE, ORG), ox.Quad(A, TYPE, B), ox.Quad(B, VALUE, A)]
    found = {table.iri: table.rows for table in tables(tmp_path, quads)}
    assert found == {ORG.value: 1, B.value: 1, "": 1}
    subjects = [subject for subject, *_ in things(tmp_path / "inovasi.nq")]
    assert subjects == [A.value, B.value]
