"""The questions need every fact: without the rows of any one of them some answer changes."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable
from functools import cache

import pytest
from pyoxigraph import Quad, QueryResultsFormat, QuerySolutions, Store

from inovasi import paths
from inovasi.knowledge import vocabulary
from inovasi.knowledge.vocabulary import Vocabulary
from inovasi.publishing import triples
from inovasi.publishing.corpus import Keep, read_corpus
from inovasi.publishing.model import Claim
from tests.queries.questions import FACTS, QUESTIONS, Question, Rows, rows

Answer = Callable[[Question], Rows]
Answers = Callable[[Keep], Answer]


def _twice_stated() -> list[tuple[str, str]]:
    """The facts with each of the documents that state them, where there are two."""
    sources: defaultdict[str, set[str]] = defaultdict(set)
    for table in (paths.DATA / "claims").glob("*.csv"):
        with table.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                sources[row["fact"]].add(row["source"])
    return [
        (fact, name) for fact in FACTS if len(sources[fact]) > 1 for name in sorted(sources[fact])
    ]


TWICE_STATED = _twice_stated()


@pytest.fixture(scope="module")
def terms() -> Vocabulary:
    return vocabulary.load(paths.ONTOLOGY)


@pytest.fixture(scope="module")
def term_quads(terms: Vocabulary) -> list[Quad]:
    return list(terms.quads())


@pytest.fixture(scope="module")
def answers(terms: Vocabulary, term_quads: list[Quad]) -> Answers:
    """The answers over the graph of those claims that are kept."""

    def over(keep: Keep) -> Answer:
        corpus = read_corpus(paths.DATA, terms, keep=keep)
        store = Store()
        store.extend([*triples.core_quads(corpus, terms), *term_quads])
        return lambda question: _answer(store, question)

    return over


def _answer(store: Store, question: Question) -> Rows:
    solutions = store.query(question.saved.text)
    assert isinstance(solutions, QuerySolutions)
    result = solutions.serialize(format=QueryResultsFormat.CSV)
    assert result is not None
    return rows(result.decode())


@pytest.fixture(scope="module")
def whole(answers: Answers) -> Answer:
    """The answers over all facts, each found once."""
    return cache(answers(lambda _: True))


def _asked(fact: str) -> list[Question]:
    asked = [question for question in QUESTIONS if fact in question.facts]
    assert asked, f"no question says that it needs {fact}"
    return asked


@pytest.mark.parametrize("fact", FACTS)
def test_dropping_a_fact_changes_each_answer_that_needs_it(
    fact: str, answers: Answers, whole: Answer
) -> None:
    asked = _asked(fact)
    without = answers(lambda claim: fact not in claim.facts)
    assert [q.name for q in asked if without(q) == whole(q)] == []


@pytest.mark.parametrize(("fact", "document"), TWICE_STATED)
def test_dropping_what_one_of_two_documents_says_changes_an_answer(
    fact: str, document: str, answers: Answers, whole: Answer
) -> None:
    def keep(claim: Claim) -> bool:
        return fact not in claim.facts or claim.quotations[0].source != document

    without = answers(keep)
    assert any(without(question) != whole(question) for question in _asked(fact))
