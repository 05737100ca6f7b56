"""Reference areas keep the register's codes and names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, Quad

from inovasi import paths
from inovasi.errors import DataError
from inovasi.knowledge import vocabulary
from inovasi.knowledge.serialization import to_rdflib
from inovasi.knowledge.validation import load_shapes, validate
from inovasi.publishing.regions import area, read_regions, region_quads
from inovasi.publishing.values import resource


def test_regions_lie_in_their_province_and_the_provinces_in_the_country() -> None:
    rows = {row["code"]: row for row in read_regions(paths.DATA / "regions")}
    assert len(rows) == 38 + 514
    triples = {(quad.predicate, quad.object) for quad in region_quads(rows["33.71"])}
    assert (resource("inov:within"), resource("wilayah/33")) in triples
    assert (resource("inov:areaKind"), resource("skema/jenis-wilayah/kota")) in triples
    assert area(rows["33"]) == resource("wilayah/33")


def write(folder: Path, provinces: str, regencies: str) -> Path:
    register = folder / "idn-area-data"
    register.mkdir()
    (register / "provinces.csv").write_text("code,name\n" + provinces)
    (register / "regencies.csv").write_text("code,province_code,name\n" + regencies)
    return folder


@pytest.mark.parametrize(
    ("provinces", "regencies", "message"),
    [
        ("3,Aceh\n", "", "provinces.csv, row 2, column code: '3' is no area code — write it as 33"),
        ("33.71,Aceh\n", "", "'33.71' is no area code — write it as 33"),
        ("11,Aceh\n11,Aceh\n", "", "row 3, column code: 11 stands in row 2 already"),
        ("11,\n", "", "row 2, column name: is empty"),
        ("11,Aceh\n", "11,11,Kota Sabang\n", "regencies.csv, row 2, column code: '11' is no area"),
        ("11,Aceh\n", "11.72,11,Kota A\n11.72,11,Kota B\n", "row 3, column code: 11.72 stands in"),
        ("11,Aceh\n", "99.71,99,Kota Sabang\n", "column province_code: '99' is no province"),
        ("11,Aceh\n", "11.72,1 1,Kota Sabang\n", "column province_code: '1 1' is no province"),
        ("11,Aceh\n12,B\n", "11.72,12,Kota Sabang\n", "province_code: 11.72 does not lie in 12"),
        ("11,Aceh\n", "11.72,11,Distrik Sabang\n", "column name: 'Distrik Sabang' does not say"),
        ("11,Aceh\n", "11.72,11,Kota\n", "column name: 'Kota' does not say what it is"),
        ("11,Aceh\n", "11.72,11,\n", "column name: is empty"),
    ],
)
def test_an_area_that_cannot_stand_is_refused(
    tmp_path: Path, provinces: str, regencies: str, message: str
) -> None:
    with pytest.raises(DataError, match=re.escape(message)):
        read_regions(write(tmp_path, provinces, regencies))


def test_every_area_of_the_register_fits_the_shapes() -> None:
    """Publishing checks the rows; that rows which pass make a graph that fits is shown here."""
    quads = [quad for row in read_regions(paths.DATA / "regions") for quad in region_quads(row)]
    country = [
        Quad(resource("wilayah/ID"), resource("rdf:type"), resource("inov:AdministrativeArea")),
        Quad(
            resource("wilayah/ID"), resource("skos:prefLabel"), Literal("Indonesia", language="id")
        ),
        Quad(
            resource("wilayah/ID"),
            resource("inov:areaKind"),
            resource("skema/jenis-wilayah/negara"),
        ),
    ]
    data = to_rdflib(quad.triple for quad in [*quads, *country])
    ontology = to_rdflib(quad.triple for quad in vocabulary.load(paths.ONTOLOGY).quads())
    report = validate(data, load_shapes(paths.ONTOLOGY / "shapes"), ontology)
    assert [violation.line() for violation in report.violations] == []
