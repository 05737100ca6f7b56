from __future__ import annotations

import pyoxigraph as ox
import pytest

from inovasi.query.functions import EXTENSION_FUNCTIONS

SHAPE = "'POLYGON((0 0,1 0,1 1,0 0))'^^<http://www.opengis.net/ont/geosparql#wktLiteral>"


@pytest.mark.parametrize("iri", EXTENSION_FUNCTIONS)
def test_the_engine_has_each_function_that_is_told_of(iri: str) -> None:
    solutions = ox.Store().query(f"SELECT (<{iri}>({SHAPE}, {SHAPE}) AS ?x) {{}}")
    assert isinstance(solutions, ox.QuerySolutions)
    assert [row["x"] is not None for row in solutions] == [True]
