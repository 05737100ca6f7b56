from __future__ import annotations

import pytest

from tests.suites.results import Result, Row, Sort, Term, isomorphic, literal, row, same


def rows(*texts: str) -> list[Row]:
    """Rows written as ``_:a p x``: blank nodes by their label, anything else a literal."""
    return [
        row(
            (str(place), Term(Sort.BLANK, word) if word.startswith("_:") else literal(word))
            for place, word in enumerate(text.split())
        )
        for text in texts
    ]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ((), ()),
        (("a b", "c d"), ("c d", "a b")),
        (("_:a p 1", "_:b p 2"), ("_:b p 1", "_:a p 2")),
        (("_:a p _:b", "_:b p _:c", "_:c p _:a"), ("_:x p _:z", "_:z p _:y", "_:y p _:x")),
        (("_:a _:b", "_:b _:a", "_:c _:c"), ("_:c _:b", "_:b _:c", "_:a _:a")),
    ],
)
def test_rows_in_another_order_or_with_other_labels_are_the_same(
    left: tuple[str, ...], right: tuple[str, ...]
) -> None:
    assert isomorphic(rows(*left), rows(*right))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("a b",), ()),
        (("a b", "a b"), ("a b",)),
        (("a b", "a b", "c"), ("a b", "c", "c")),
        (("_:a p", "_:b p"), ("_:a p", "_:a p")),
        (("_:a p", "_:a p"), ("_:a p", "_:b p")),
        (("_:a _:a",), ("_:a _:b",)),
        (("_:a p _:b", "_:b p _:a", "_:c p _:c"), ("_:a p _:b", "_:b p _:c", "_:c p _:a")),
        # Two rings of three, and one of six: only trying tells them apart.
        (
            ("_:a _:b", "_:b _:c", "_:c _:a", "_:d _:e", "_:e _:f", "_:f _:d"),
            ("_:a _:b", "_:b _:c", "_:c _:d", "_:d _:e", "_:e _:f", "_:f _:a"),
        ),
        (("_:a p",), ("a p",)),
    ],
)
def test_rows_that_no_renaming_makes_equal_are_different(
    left: tuple[str, ...], right: tuple[str, ...]
) -> None:
    assert not isomorphic(rows(*left), rows(*right))
    assert not isomorphic(rows(*right), rows(*left))


def test_order_counts_where_the_rows_are_numbered() -> None:
    given = Result(tuple(rows("_:a", "b")))
    turned = Result(tuple(rows("b", "_:x")))
    assert same(given, turned)
    assert not same(Result(given.rows, ordered=True), turned)
    assert same(Result(turned.rows, ordered=True), turned)


def test_duplicates_may_be_missing_only_where_the_test_says_so() -> None:
    whole, reduced, more = (Result(tuple(rows(*["a"] * count))) for count in (2, 1, 3))
    assert not same(whole, reduced)
    assert same(whole, reduced, lax=True)
    assert not same(whole, more, lax=True)
    assert not same(whole, Result(), lax=True)


def test_variables_and_truth_are_compared() -> None:
    assert not same(Result(variables=frozenset("a")), Result(variables=frozenset("b")))
    assert not same(Result(truth=True), Result(truth=False))


def test_literals_are_told_apart_by_spelling_datatype_and_language() -> None:
    terms = [
        literal("1"),
        literal("01"),
        literal("1", "urn:type"),
        literal("1", language="en"),
        literal("1", language="EN"),
        Term(Sort.IRI, "1"),
    ]
    assert len({row([("x", term)]) for term in terms}) == len(terms)
