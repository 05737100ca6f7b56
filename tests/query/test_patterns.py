from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inovasi.query.lexer import Kind, Token, tokens
from inovasi.query.patterns import PatternCounter


def count(text: str) -> int:
    first, *rest = tokens(text)
    counter = PatternCounter(first.text.upper())
    end = Token(Kind.SYMBOL, "", len(text))
    before = first
    for token, after in zip(rest, [*rest[1:], end], strict=False):
        counter.take(before, token, after)
        before = token
    return counter.count


@pytest.mark.parametrize(
    ("group", "patterns"),
    [
        ("", 0),
        ("?s ?p ?o", 1),
        ("?s ?p ?o .", 1),
        ("?s a :T ; :p 1, 2 ; .", 3),
        ("?s :p true . false :p 1.5 .", 2),
        ("?s :p 'x'@en , 'y'^^:d . ?a ?b ?c", 3),
        ("[] :p []", 1),
        ("[ :p 1 ; :q 2, 3 ]", 3),
        ("?s :p [ :q [ :r 1 ] ]", 3),
        ("?s :p (1 2 3)", 7),
        ("?s :p ('a'^^:d 'b'@en)", 5),
        ("(1 2) :p ()", 5),
        ("?s :p (1 (2 3) [ :q 1 ])", 12),
        ("?s :p ?o . ?s :q ?x", 2),
        ("?s :a/:b/:c ?o", 3),
        ("?s (:a/:b)+ ?o", 2),
        ("?s (:a|^:b)* ?o ; !(:a|:b) ?x", 2),
        ("?s :a/(:b|:c)/:d ?o", 3),
        ("?s ^(:a/:b) ?o", 2),
        ("<< ?s ?p ?o >> ?q ?x", 2),
        ("?s ?p ?o ~ ?r", 2),
        ("?s ?p ?o {| :q 1 ; :r 2 |} . ?a ?b ?c", 5),
        ("?a ?b <<( ?s ?p ?o )>>", 2),
        ("FILTER(?x IN (1, 2, 3) && ?y < (?a / ?b))", 0),
        ("FILTER :f(?x, 1) FILTER regex(?x, 'a') ?s ?p ?o", 1),
        ("FILTER NOT EXISTS { ?s ?p ?o } ?s ?p ?o", 2),
        ("FILTER(EXISTS { ?s ?p ?o . ?s ?p ?o } || 1)", 2),
        ("BIND((?a / ?b) AS ?x) ?s ?p ?o", 1),
        ("VALUES ?x { 1 2 3 } ?s ?p ?o", 1),
        ("VALUES (?x ?y) { (1 2) (3 4) } { ?s ?p ?o . ?s ?p ?o }", 2),
        ("GRAPH ?g { ?s ?p ?o } GRAPH <g> { ?s ?p ?o }", 2),
        ("{ ?s ?p ?o } UNION { ?s ?p ?o } OPTIONAL { ?s ?p ?o } MINUS { ?s ?p ?o }", 4),
        ("{ SELECT ?a (SUM(?b) AS ?c) (1 AS ?d) { ?s ?p ?o } GROUP BY ?a (?b) HAVING(?c > 1) }", 1),
        ("{ SELECT DISTINCT ?a WHERE { ?s ?p ?o } ORDER BY DESC(?a) ?b LIMIT 10 OFFSET 2 }", 1),
        ("{ SELECT * { ?s ?p ?o } VALUES (?s) { (1) (2) } } ?s ?p ?o", 2),
        ("?s ?p ?o LATERAL { SELECT * { ?s ?p ?o } LIMIT 1 }", 2),
    ],
)
def test_patterns_are_counted(group: str, patterns: int) -> None:
    assert count(f"SELECT * {{ {group} }}") == patterns


@pytest.mark.parametrize(
    ("query", "patterns"),
    [
        ("CONSTRUCT { ?s ?p ?o , 1 , 2 ; :q [ :r (1 2) ] } WHERE { ?s ?p ?o }", 1),
        ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o . ?a ?b ?c }", 2),
        ("CONSTRUCT WHERE { ?s ?p ?o , 1 }", 2),
        ("CONSTRUCT FROM <g> WHERE { ?s ?p ?o }", 1),
        ("DESCRIBE <a> ?b <c> WHERE { ?b ?p ?o }", 1),
        ("DESCRIBE <a> <b> <c>", 0),
        ("SELECT (?a / ?b AS ?c) ?d (1 AS ?e) { ?s ?p ?o } GROUP BY (?x) HAVING :f(?y)", 1),
        ("ASK { ?s ?p ?o } VALUES ?s { <a> <b> }", 1),
    ],
)
def test_only_what_is_looked_for_counts(query: str, patterns: int) -> None:
    assert count(query) == patterns


def test_counting_takes_no_longer_than_reading() -> None:
    text = "SELECT * { " + "?s ?p ?o . " * 6_000 + "}"
    started = time.process_time()
    assert count(text) == 6_000
    assert time.process_time() - started < 2


GROUPS = st.recursive(
    st.sampled_from(["?s ?p ?o .", "?s :a/:b (1 2) .", "[ :p 1 ] .", "FILTER(?x / 2 = 1)"]),
    lambda inner: st.lists(inner, max_size=3).map(lambda parts: "{ " + " ".join(parts) + " }"),
)


@given(st.lists(GROUPS, max_size=5))
def test_groups_add_up(groups: list[str]) -> None:
    one_by_one = sum(count(f"SELECT * {{ {group} }}") for group in groups)
    assert count(f"SELECT * {{ {' '.join(groups)} }}") == one_by_one


@given(st.text('?sp:a{}()[]<>.;,/|^!~ "') | st.text())
def test_any_tokens_can_be_counted(text: str) -> None:
    counter = PatternCounter("SELECT")
    before = Token(Kind.WORD, "SELECT", 0)
    for part in text:
        token = Token(Kind.SYMBOL if part in "{}()[]<>.;,/|^!~" else Kind.WORD, part, 0)
        counter.take(before, token, token)
        before = token
    assert counter.count >= 0
