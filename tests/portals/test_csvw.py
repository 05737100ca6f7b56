"""What is said of the tables."""

from __future__ import annotations

import json

from inovasi import iris
from inovasi.portals.csvw import metadata, readme
from inovasi.portals.tables import REFERENCE, Column, Table

COLUMNS = (
    Column("type", (iris.expand("rdf:type"), REFERENCE), "|", "VARCHAR"),
    Column("measure", (iris.expand("inov:measure"), REFERENCE), "", "VARCHAR", ((0, "m_id"),)),
    Column("name_en", (iris.expand("skos:prefLabel"), "@en"), "", "VARCHAR"),
    Column("year", (iris.expand("inov:year"), iris.expand("xsd:gYear")), "", "INTEGER"),
    Column("shape", (iris.expand("geo:asWKT"), iris.expand("geo:wktLiteral")), "", "VARCHAR"),
)
TABLE = Table("Measure", iris.expand("inov:Measure"), COLUMNS, 3)


def test_every_column_is_described() -> None:
    [table] = json.loads(metadata("inovasi", [TABLE]))["tables"]
    assert (table["url"], table["tableSchema"]["aboutUrl"]) == ("Measure.csv", "{+id}")
    columns = {column["name"]: column for column in table["tableSchema"]["columns"]}
    assert list(columns) == ["id", "type", "measure", "m_id", "name_en", "year", "shape"]
    assert columns["type"]["separator"] == "|"
    assert "valueUrl" not in columns["type"]
    assert columns["measure"]["valueUrl"] == "{+measure}"
    assert columns["m_id"]["suppressOutput"] is True
    assert columns["name_en"]["lang"] == "en"
    assert columns["year"]["datatype"] == "gYear"
    assert columns["shape"]["datatype"]["@id"] == iris.expand("geo:wktLiteral")


def test_people_are_told_in_both_languages() -> None:
    text = readme("inovasi", [TABLE])
    assert "| Measure.csv | inov:Measure | 3 |" in text
    assert "satu tabel per kelas" in text
    assert "one table per class" in text
    assert "Measure.parquet" in readme("inovasi", [TABLE], parquet=True)


def test_data_of_others_go_without_our_name_and_licence() -> None:
    assert json.loads(metadata("inovasi", [TABLE]))["@id"] == iris.dataset("inovasi")
    assert f"{iris.BASE}catalog" in readme("inovasi", [TABLE])
    assert "@id" not in json.loads(metadata("inovasi", [TABLE], ours=False))
    for parquet in (False, True):
        assert iris.BASE not in readme("inovasi", [TABLE], parquet=parquet, ours=False)
