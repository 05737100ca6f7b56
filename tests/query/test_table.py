from __future__ import annotations

import json
from typing import Any

import pyoxigraph as ox

from inovasi.query.table import Cell, Table, read_beginning, read_table

XSD = "http://www.w3.org/2001/XMLSchema#"


def answer(*rows: dict[str, Any], names: tuple[str, ...] = ("a", "b")) -> Table:
    return read_table(json.dumps({"head": {"vars": names}, "results": {"bindings": rows}}).encode())


def test_terms_are_written_for_people() -> None:
    iri = "https://w3id.org/inovasi/def/score"
    number = {"type": "literal", "value": "1.5", "datatype": XSD + "decimal"}
    text = {"type": "literal", "value": "kota", "xml:lang": "id"}
    table = answer(
        {"a": {"type": "uri", "value": iri}, "b": number},
        {"a": {"type": "bnode", "value": "x"}, "b": text},
        {},
    )
    assert table.columns == ("a", "b")
    assert table.rows == (
        (Cell("inov:score", iri=iri), Cell("1.5", numeric=True)),
        (Cell("_:x"), Cell("kota", language="id")),
        (Cell(), Cell()),
    )


def test_a_triple_term_is_written_in_its_parts() -> None:
    part = {"type": "uri", "value": "http://www.w3.org/2004/02/skos/core#note"}
    triple = {"subject": part, "predicate": part, "object": {"type": "literal", "value": "x"}}
    table = answer({"a": {"type": "triple", "value": triple}})
    assert table.rows[0][0].text == "<<( skos:note skos:note x )>>"


def test_a_column_is_numeric_when_all_it_holds_are_numbers() -> None:
    one = {"type": "literal", "value": "1", "datatype": XSD + "integer"}
    text = {"type": "literal", "value": "1"}
    table = answer({"a": one, "b": one}, {"b": text}, names=("a", "b", "c"))
    assert table.numeric_columns == (True, False, False)


def test_ask_has_a_truth_and_no_rows() -> None:
    table = read_table(b'{"head": {}, "boolean": false}')
    assert table == Table((), (), truth=False)


def test_the_beginning_of_an_answer_holds_the_rows_that_are_whole_in_it() -> None:
    store = ox.Store()
    odd = '},{ \\"é'
    values = " ".join(f"('{odd}{number}' {number})" for number in range(20))
    solutions = store.query(f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {values} }} }}")
    assert isinstance(solutions, ox.QuerySolutions)
    text = solutions.serialize(format=ox.QueryResultsFormat.JSON)
    assert text
    whole = read_table(text)
    for end in range(text.index(b'"bindings":[') + 12, len(text)):
        table = read_beginning(text[:end])
        assert table.cut
        assert table.columns == ("a", "b")
        assert table.rows == whole.rows[: len(table.rows)]
    assert len(read_beginning(text[:-3]).rows) == 20
