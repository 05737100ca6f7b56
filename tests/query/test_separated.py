from __future__ import annotations

import csv
import io

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inovasi.errors import ResultTooLarge
from inovasi.query.separated import write_csv
from inovasi.workers.spool import Spool


def written(query: str, max_rows: int = 0, data: str = "") -> str:
    store = ox.Store()
    store.load(data.encode(), ox.RdfFormat.TURTLE)
    solutions = store.query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    spool = Spool("/tmp")
    try:
        write_csv(solutions, spool, max_rows)
        return bytes(spool.content()).decode()
    finally:
        spool.close()


def values(*terms: str) -> str:
    return f"SELECT ?x ?y {{ VALUES (?x ?y) {{ {' '.join(f'({term} 1)' for term in terms)} }} }}"


@pytest.mark.parametrize(
    ("term", "cell"),
    [
        ("<http://x/a>", "http://x/a"),
        ("<http://x/Washington,_D.C.>", '"http://x/Washington,_D.C."'),
        ('"plain"', "plain"),
        ('"says \\"so\\""', '"says ""so"""'),
        ('"a,b"@en', '"a,b"'),
        ('"line\\nline"', '"line\nline"'),
        ('"carriage\\rreturn"', '"carriage\rreturn"'),
        ('"tab\\there"', "tab\there"),
        ('""', ""),
        ("UNDEF", ""),
        ("1.50", "1.5"),
        ("true", "true"),
        ("'2017-01-01'^^<http://www.w3.org/2001/XMLSchema#date>", "2017-01-01"),
        ("<<( <a:s> <a:p> <a:o> )>>", "<<( <a:s> <a:p> <a:o> )>>"),
        ("<<( <a:s> <a:p> 'o' )>>", '"<<( <a:s> <a:p> ""o"" )>>"'),
    ],
)
def test_a_term_is_its_value_in_quotes_where_needed(term: str, cell: str) -> None:
    assert written(values(term)) == f"x,y\r\n{cell},1\r\n"


def test_a_blank_node_has_its_label() -> None:
    (row,) = csv.reader(io.StringIO(written("SELECT ?s { ?s ?p ?o }", 0, "[] <a:p> 1 .")[3:]))
    assert row[0].startswith("_:")


def test_many_rows_keep_their_order_and_are_counted() -> None:
    numbers = [str(number) for number in range(1000)]
    text = written(values(*numbers), 1000)
    assert [row[0] for row in csv.reader(io.StringIO(text))] == ["x", *numbers]
    with pytest.raises(ResultTooLarge, match="999 rows"):
        written(values(*numbers), 999)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))))
def test_any_reader_finds_the_values(texts: list[str]) -> None:
    terms = ["'" + "".join(f"\\U{ord(c):08X}" for c in text) + "'" for text in texts]
    rows = csv.reader(io.StringIO(written(values(*terms)), newline=""))
    assert list(rows) == [["x", "y"], *([text, "1"] for text in texts)]
