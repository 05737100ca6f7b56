"""Cells as RDF terms, in canonical form only."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from inovasi import iris
from inovasi.errors import DataError
from inovasi.publishing.tables import Row
from inovasi.publishing.values import Value, resource, texts, value_cell


def row(**cells: str) -> Row:
    return Row(Path("t.csv"), 7, cells)


@pytest.mark.parametrize(
    ("path", "iri"),
    [
        ("org/33.71/pemkot", iris.ENTITY + "org/33.71/pemkot"),
        ("skema/kategori/pelayanan-publik", iris.CONCEPT + "kategori/pelayanan-publik"),
        ("inov:score", iris.TERM + "score"),
        ("https://sws.geonames.org/1/", "https://sws.geonames.org/1/"),
    ],
)
def test_resource_knows_the_ways_to_name_a_thing(path: str, iri: str) -> None:
    assert resource(path) == NamedNode(iri)


@pytest.mark.parametrize("path", ["", "/a", "a//b", "a b", "nil:x", "http://a b", "../x", "a/<b>"])
def test_resource_refuses(path: str) -> None:
    with pytest.raises(ValueError, match="is no"):
        resource(path)


@pytest.mark.parametrize(
    ("value", "datatype", "term"),
    [
        ("2478", "xsd:integer", Literal("2478", datatype=NamedNode(iris.expand("xsd:integer")))),
        ("75.39", "xsd:decimal", Literal("75.39", datatype=NamedNode(iris.expand("xsd:decimal")))),
        ("38", "xsd:string", Literal("38")),
        ("kota", "@id", Literal("kota", language="id")),
        ("skema/tingkat/masyarakat", "iri", NamedNode(iris.CONCEPT + "tingkat/masyarakat")),
    ],
)
def test_value_cell_makes_the_term(value: str, datatype: str, term: Value) -> None:
    assert value_cell(row(value=value, datatype=datatype)) == term


@pytest.mark.parametrize(
    ("value", "datatype", "message"),
    [
        ("75,39", "xsd:decimal", "column value: '75,39' is not an xsd:decimal — write digits with"),
        ("1.50", "xsd:decimal", "is not an xsd:decimal"),
        ("01", "xsd:integer", "is not an xsd:integer"),
        ("-0", "xsd:integer", "is not an xsd:integer"),
        ("17", "xsd:gYear", "is not an xsd:gYear"),
        ("2017-13-01", "xsd:date", "is not an xsd:date"),
        ("2017-02-31", "xsd:date", "'2017-02-31' is no day of the calendar — correct the day"),
        ("True", "xsd:boolean", "is not an xsd:boolean"),
        ("x", "xsd:float", "column datatype: 'xsd:float' is not known — use one of iri"),
        ("x", "@fr", "'@fr' is not known"),
        ("org//x", "iri", "column value: 'org//x' is no identifier — write it as in data/entities"),
        ("", "xsd:integer", "column value: is empty"),
    ],
)
def test_value_cell_refuses(value: str, datatype: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        value_cell(row(value=value, datatype=datatype))


def test_texts_gives_the_languages_that_are_filled() -> None:
    assert texts(row(reason_id="a", reason_en=""), "reason") == (Literal("a", language="id"),)
    with pytest.raises(DataError, match="reason_id: is empty beside an English text"):
        texts(row(reason_id="", reason_en="b"), "reason")
