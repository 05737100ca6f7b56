"""Types in which every value of a column fits."""

from __future__ import annotations

import pytest

from inovasi import iris
from inovasi.portals.values import Measure, in_json


@pytest.mark.parametrize(
    ("datatype", "values", "expected"),
    [
        ("integer", ["1", "-2", "+03"], "BIGINT"),
        ("integer", ["1", "x"], "VARCHAR"),
        ("integer", ["1" * 19], "VARCHAR"),
        ("positiveInteger", ["7"], "BIGINT"),
        ("decimal", ["1.50", "-22.7", "3"], "DECIMAL(4, 2)"),
        ("decimal", ["."], "VARCHAR"),
        ("decimal", ["1" * 39], "VARCHAR"),
        ("boolean", ["true", "0"], "BOOLEAN"),
        ("boolean", ["yes"], "VARCHAR"),
        ("gYear", ["2017"], "INTEGER"),
        ("gYear", ["2017Z"], "VARCHAR"),
        ("date", ["2017-02-28"], "DATE"),
        ("date", ["2017-02-30"], "VARCHAR"),
        ("date", ["20170228"], "VARCHAR"),
        ("double", ["1.0E0"], "DOUBLE"),
        ("double", ["INF"], "VARCHAR"),
        ("double", ["-1", ".5", "2.", "1e-3"], "DOUBLE"),
        ("double", ["1_000"], "VARCHAR"),
        ("double", ["1e999"], "VARCHAR"),
        ("duration", ["P2D"], "VARCHAR"),
        ("integer", ["١"], "VARCHAR"),
    ],
)
def test_a_type_holds_all_values(datatype: str, values: list[str], expected: str) -> None:
    measure = Measure(iris.expand(f"xsd:{datatype}"))
    for value in values:
        measure.look(value)
    assert measure.type == expected


def test_other_kinds_are_text() -> None:
    assert Measure("@id").type == Measure("iri").type == Measure("http://a/date").type == "VARCHAR"


def test_json_has_values_of_the_type() -> None:
    found = [in_json(text, kind) for text, kind in (("07", "BIGINT"), ("1", "BOOLEAN"))]
    assert found == [7, True]
    assert in_json("1.5E1", "DOUBLE") == 15.0
    assert in_json("1.50", "DECIMAL(3, 2)") == "1.50"
