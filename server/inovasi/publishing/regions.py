"""Reference areas: provinces, regencies and cities as their register lists them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from inovasi import iris
from inovasi.publishing.tables import Row, read_table
from inovasi.publishing.values import resource

GRAPH: Final = NamedNode(iris.graph("wilayah"))
SOURCE: Final = "idn-area-data"

_PROVINCE = re.compile(r"[1-9]\d")
_REGENCY = re.compile(r"[1-9]\d\.\d{2}")
_COUNTRY = resource("wilayah/ID")
_KINDS = {"Kabupaten": "kabupaten", "Kota": "kota"}


def read_regions(folder: Path) -> tuple[Row, ...]:
    """The rows of both tables, provinces first; DataError for the first that cannot stand."""
    register = folder / SOURCE
    provinces = tuple(read_table(register / "provinces.csv", ("code", "name")))
    codes = _codes(provinces, _PROVINCE, "33")
    regencies = tuple(read_table(register / "regencies.csv", ("code", "province_code", "name")))
    _codes(regencies, _REGENCY, "33.71")
    for row in regencies:
        _check_regency(row, codes)
    return (*provinces, *regencies)


def _codes(rows: Sequence[Row], pattern: re.Pattern[str], example: str) -> dict[str, Row]:
    """The rows by code, each with a name."""
    found: dict[str, Row] = {}
    for row in rows:
        code = row["code"]
        if not pattern.fullmatch(code):
            raise row.error("code", f"{code!r} is no area code", f"write it as {example}")
        if code in found:
            problem = f"{code} stands in row {found[code].number} already"
            raise row.error("code", problem, "remove one of the rows")
        row.required("name")
        found[code] = row
    return found


def _check_regency(row: Row, provinces: Container[str]) -> None:
    province = row["province_code"]
    if province not in provinces:
        raise row.error(
            "province_code", f"{province!r} is no province", "write a code of provinces.csv"
        )
    if not row["code"].startswith(province + "."):
        problem = f"{row['code']} does not lie in {province}"
        raise row.error("province_code", problem, "let the code begin with that of the province")
    kind, _, name = row["name"].partition(" ")
    if kind not in _KINDS or not name:
        raise row.error(
            "name",
            f"{row['name']!r} does not say what it is",
            "begin it with Kabupaten or Kota, then the name",
        )


def area(row: Row) -> NamedNode:
    """The node of the area that a row describes."""
    return resource("wilayah/" + row["code"])


def region_quads(row: Row) -> Iterator[Quad]:
    """One area: class, code, kind, name and the area that it lies in."""
    node = area(row)
    parent = resource("wilayah/" + row["province_code"]) if "." in row["code"] else _COUNTRY
    kind = "provinsi" if "." not in row["code"] else _KINDS[row["name"].split()[0]]
    name = row["name"] if "." in row["code"] else _province_name(row["name"])
    for predicate, value in (
        ("rdf:type", resource("inov:AdministrativeArea")),
        ("skos:prefLabel", Literal(name, language="id")),
        ("inov:kemendagriCode", Literal(row["code"])),
        ("inov:areaKind", resource("skema/jenis-wilayah/" + kind)),
        ("inov:within", parent),
        ("prov:wasDerivedFrom", NamedNode(iris.source(SOURCE))),
    ):
        yield Quad(node, resource(predicate), value, GRAPH)


def _province_name(name: str) -> str:
    return name if name.startswith("Daerah ") else "Provinsi " + name
