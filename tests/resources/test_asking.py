"""Our own questions, and what may be put into them."""

from __future__ import annotations

import pytest

from inovasi import iris
from inovasi.errors import NotFound, QueryRefused
from inovasi.query.answer import Answer
from inovasi.query.formats import Format
from inovasi.query.guard import GuardedQuery
from inovasi.resources.asking import Asker, Question, is_iri, portions, reference, values
from inovasi.resources.terms import UNBOUND
from tests.resources.conftest import AskerOf


def test_rows_have_a_term_in_every_column(asker_of: AskerOf) -> None:
    asker = asker_of('<id/a> skos:prefLabel "A"@id .')
    ((thing, label, nothing),) = asker.rows(
        "SELECT ?s ?label ?none WHERE { ?s $property ?label }", property="skos:prefLabel"
    )
    assert (thing.iri, label.language, nothing) == (
        "https://w3id.org/inovasi/id/a",
        "id",
        UNBOUND,
    )
    assert asker.version


def test_questions_asked_together_are_answered_each_by_itself(asker_of: AskerOf) -> None:
    asker = asker_of('<id/a> inov:rank 1 ; inov:note "n"@id . <id/b> inov:rank 2 .')
    ranks = "SELECT DISTINCT ?s ?rank WHERE { $thing inov:rank ?rank . ?s inov:rank ?rank } LIMIT 1"
    first, none, count, second = asker.together(
        Question(ranks, {"thing": reference(iris.ENTITY + "a")}),
        None,
        Question(
            'SELECT ?note (COUNT(DISTINCT ?s) AS ?many) ("x" AS ?rank) WHERE { ?s inov:note ?note }'
            " GROUP BY ?note",
            {},
        ),
        Question(ranks, {"thing": reference(iris.ENTITY + "b")}),
    )
    assert [(thing.iri, rank.text) for thing, rank in first + second] == [
        (iris.ENTITY + "a", "1"),
        (iris.ENTITY + "b", "2"),
    ]
    assert none == []
    assert [[term.text for term in row] for row in count] == [["n", "1", "x"]]


def test_nothing_is_asked_where_no_question_is(asker_of: AskerOf) -> None:
    asker = asker_of("<id/a> inov:rank 1 .")
    asker.engine.close()
    assert asker.together(None) == [[]]
    assert asker.together() == []


def test_lines_are_sorted_and_each_stands_once(asker_of: AskerOf) -> None:
    asker = asker_of(
        "<id/b> inov:score 1 . <id/a> inov:score 1 . GRAPH <graf/x> { <id/a> inov:score 1 }"
    )
    query = "CONSTRUCT { ?s ?p ?o } WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    lines = asker.lines(query)
    assert [line.split("/")[5].split(">")[0] for line in lines] == ["a", "b"]
    assert all(line.endswith(" .\n") for line in lines)


def test_a_line_ends_at_a_line_feed_only(asker_of: AskerOf) -> None:
    asker = asker_of('<id/a> inov:note "x\\u2028y\\u0085z\\u000Bq\\nw" .')
    assert len(asker.lines("CONSTRUCT WHERE { ?s ?p ?o }")) == 1


def test_no_question_goes_out_to_another_server(asker_of: AskerOf) -> None:
    asker = asker_of("<id/a> inov:rank 1 .")
    with pytest.raises(QueryRefused):
        asker.rows("SELECT * WHERE { $part }", part="service <http://x.example/> { ?s ?p ?o }")
    named = iris.ENTITY + "SERVICE"
    assert asker.rows("SELECT ?p WHERE { $thing ?p ?o }", thing=reference(named)) == []


def test_questions_of_our_own_count_as_cheap(asker_of: AskerOf) -> None:
    asker = asker_of("<id/a> inov:rank 1 .")
    seen = []

    class Watching:
        version = asker.version

        def answer(self, query: GuardedQuery, result: Format) -> Answer:
            seen.append(query.cheap)
            return asker.engine.answer(query, result)

        def close(self) -> None:
            asker.engine.close()

    Asker(Watching()).rows("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
    assert seen == [True]


@pytest.mark.parametrize(
    "text",
    ["", "x", "a b:c", "http://a/>", "http://a/{", "http://a/\\", "a:\ud800", "a:" + "x" * 2048],
)
def test_what_is_no_iri_comes_into_no_query(text: str) -> None:
    assert not is_iri(text)
    assert values([text, "a:b"]) == "<a:b>"
    with pytest.raises(NotFound):
        reference(text)


def test_iris_come_in_portions_that_a_query_holds() -> None:
    found = ["a:" + "x" * 8, "b:b", "no iri", "c:c"]
    assert list(portions(found, 12)) == ["<a:xxxxxxxx>", "<b:b> <c:c>"]
    assert list(portions(found)) == [values(found)]
    assert list(portions([])) == []
