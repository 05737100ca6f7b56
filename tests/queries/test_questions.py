"""What every saved question has: a head in both languages, rows to expect, an order of its rows."""

from __future__ import annotations

import re

import pytest

from inovasi import paths
from inovasi.query.guard import guard
from inovasi.query.request import QueryRequest
from tests.queries.questions import FACTS, NAMES, QUESTIONS, Question

each_question = pytest.mark.parametrize("question", QUESTIONS, ids=NAMES)


def test_there_are_at_least_forty_questions() -> None:
    assert len(QUESTIONS) >= 40


def test_no_two_questions_have_the_same_place_or_title() -> None:
    assert len({question.head["order"] for question in QUESTIONS}) == len(QUESTIONS)
    for language in ("id", "en"):
        assert len({question.saved.title[language] for question in QUESTIONS}) == len(QUESTIONS)


def test_expected_rows_belong_to_a_question() -> None:
    assert {file.stem for file in paths.QUERIES.glob("*.csv")} == set(NAMES)


def test_every_fact_is_needed_by_a_question() -> None:
    assert {fact for question in QUESTIONS for fact in question.facts} == set(FACTS)


@each_question
def test_question_is_asked_and_described_in_both_languages(question: Question) -> None:
    title, description = question.saved.title, question.saved.description
    assert title["id"] != title["en"]
    assert title["id"].endswith("?")
    assert title["en"].endswith("?")
    assert description["id"] != description["en"]
    assert description["id"].endswith(".")
    assert description["en"].endswith(".")
    assert isinstance(question.head["order"], int)


@each_question
def test_question_says_which_rows_it_expects(question: Question) -> None:
    header, *found = question.expected
    assert found
    assert all(len(row) == len(header) for row in found)
    assert len(set(header)) == len(header)


@each_question
def test_question_orders_its_rows(question: Question) -> None:
    assert re.search(r"^ORDER BY ", question.saved.text, re.MULTILINE)


@each_question
def test_question_asks_about_the_world_and_not_for_fact_codes(question: Question) -> None:
    assert "factcode" not in question.saved.text.lower()


@each_question
def test_question_passes_the_guard(question: Question) -> None:
    assert not guard(QueryRequest(question.saved.text)).volatile


@each_question
def test_chart_shows_columns_of_the_result(question: Question) -> None:
    chart = question.head.get("chart")
    if chart is not None:
        assert chart["type"] == "bar"
        assert {chart["x"], chart["y"]} <= set(question.expected[0])


@each_question
def test_parameters_are_bound_to_their_default_on_a_line_of_their_own(question: Question) -> None:
    for parameter in question.head.get("parameters", ()):
        assert set(parameter) == {"name", "type", "default", "label"}
        assert set(parameter["label"]) == {"id", "en"}
        written = {
            "iri": f"<{parameter['default']}>",
            "string": f'"{parameter["default"]}"',
            "language": f'"{parameter["default"]}"',
        }[parameter["type"]]
        line = f"VALUES ?{parameter['name']} {{ {written} }}"
        assert line in (line.strip() for line in question.saved.text.splitlines())
