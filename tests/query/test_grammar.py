from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from inovasi.query.grammar import (
    GRAMMAR,
    Choice,
    Key,
    Many,
    Node,
    Rule,
    Series,
    may_be_empty,
    rules,
    starts,
)

KINDS = {"iri", "string", "variable", "blank", "language", "number", "prefixed"}


def nodes(node: Node) -> Iterator[Node]:
    yield node
    match node:
        case Series() | Choice():
            for part in node.parts:
                yield from nodes(part)
        case Many():
            yield from nodes(node.part)


EVERYTHING = [found for rule in rules().values() for found in nodes(rule)]


def test_a_rule_is_read_as_it_is_written() -> None:
    verb, objects = Rule("Verb"), Rule("Objects")
    more = Many(Series((Key(";"), Choice((Series((verb, objects)), Series())))))
    assert repr(rules()["Properties"]) == repr(Series((verb, objects, more)))
    constraint, steps = Rule("Constraint"), Rule("Steps")
    having = Series((Key("HAVING"), constraint, Many(constraint)))
    assert repr(rules()["Having"]) == repr(having)
    assert repr(rules()["Path"]) == repr(Series((steps, Many(Series((Key("|"), steps))))))


def test_every_rule_is_there_and_used() -> None:
    used = {node.name for node in EVERYTHING if isinstance(node, Rule)}
    assert used | {"Query"} == rules().keys()


def test_every_word_of_the_grammar_is_read() -> None:
    names = {node.name for node in EVERYTHING if isinstance(node, Key)}
    assert {name for name in names if name.islower()} == KINDS | {"a"}
    signs = set(re.findall(r"'([^']+)'", GRAMMAR))
    assert signs <= names
    assert all(re.fullmatch(r"[A-Z_0-9]+", name) for name in names - KINDS - signs)


def test_the_next_token_decides_every_choice() -> None:
    for node in EVERYTHING:
        if isinstance(node, Choice):
            for one, other in itertools.combinations(node.parts, 2):
                assert not starts(one) & starts(other), node
            assert sum(map(may_be_empty, node.parts)) <= 1, node
        if isinstance(node, Many):
            assert not may_be_empty(node.part), node


def test_what_may_be_left_out_does_not_begin_what_follows() -> None:
    for node in EVERYTHING:
        if isinstance(node, Series):
            for one, other in itertools.pairwise(node.parts):
                if may_be_empty(one):
                    assert not starts(one) & starts(other), node
