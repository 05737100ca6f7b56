from __future__ import annotations

import pytest

from inovasi.query.cost import is_point_lookup
from inovasi.query.guard import guard
from inovasi.query.request import QueryRequest

PREFIX = "PREFIX : <http://example.org/> "


def judge(text: str) -> bool:
    return is_point_lookup(guard(QueryRequest(PREFIX + text)))


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { :a ?p ?o }",
        "SELECT * WHERE { :a ?p ?o ; :q ?r }",
        "SELECT ?n { :a :p ?x . ?x :q ?y . ?y :r ?n }",
        "SELECT ?n { ?x :q ?n . :a :p ?x }",
        "SELECT ?n { :a :p ?x OPTIONAL { ?x :q ?n } FILTER(?n > 3 * 4 + ?x) }",
        "SELECT ?n { :a :p ?x FILTER(lang(?x) = 'id') ?x :q ?n }",
        "SELECT ?n { { :a :p ?n } UNION { :b :p ?n } } LIMIT 10 OFFSET 5",
        "SELECT ?n { VALUES ?x { :a :b } ?x :p ?n }",
        "SELECT ?n { BIND(:a AS ?x) ?x :p/:q ?n }",
        "SELECT ?n { GRAPH :g { :a :p ?n } }",
        "SELECT DISTINCT ?n { :a :p ?n , 3 ; a ?t }",
        "ASK { :a :p true }",
        "DESCRIBE :a",
        "DESCRIBE ?x { :a :p ?x }",
        "CONSTRUCT { ?x :s ?y } WHERE { :a :p ?x . ?x :q ?y }",
        "CONSTRUCT WHERE { :a :p ?x }",
        "SELECT * {}",
    ],
)
def test_what_starts_at_a_named_thing_is_a_look_up(text: str) -> None:
    assert judge(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p ?o }",
        "SELECT * { ?s a :Thing }",
        "SELECT * { :a :p ?x . ?y :q ?z }",
        "SELECT * { :a :p ?x OPTIONAL { ?y :q ?x } }",
        "SELECT * { :a :p* ?x }",
        "SELECT * { :a :p+ ?x }",
        "SELECT * { :a :p ?x } ORDER BY ?x",
        "SELECT (COUNT(*) AS ?n) { :a :p ?x }",
        "SELECT (GROUP_CONCAT(?x) AS ?n) { :a :p ?x }",
        "SELECT * { :a :p ?x { SELECT * { ?s ?p ?o } } }",
        "SELECT * { GRAPH ?g { :a :p ?x } }",
        "SELECT * { :a :p ?x MINUS { :a :q ?x } }",
        "SELECT * { [] :p ?x }",
        "ASK { ?s ?p ?o }",
        "DESCRIBE ?x { ?x a :Thing }",
        "CONSTRUCT WHERE { ?s ?p ?o }",
        "SELECT * { :a :p " + "'" + "x" * 5000 + "' }",
    ],
)
def test_what_looks_at_more_is_none(text: str) -> None:
    assert not judge(text)
