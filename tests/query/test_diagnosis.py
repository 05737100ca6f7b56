from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inovasi.errors import MalformedQuery
from inovasi.paths import QUERIES
from inovasi.query.diagnosis import _Parser, diagnose
from inovasi.query.grammar import Node
from inovasi.query.saved import read_questions
from tests.shared import SHARED, needs_shared

# The engine reads these otherwise: it takes "<?a&&?b>" for two operators.
TOLERATED = {"syn-bad-26.rq"}


def told(text: str) -> str:
    """What is wrong with a query that the engine does turn away."""
    with pytest.raises(SyntaxError) as caught:
        ox.Store().query(text)
    return diagnose(text, str(caught.value)).detail


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("SELECT * { ?s ?p }", "line 1, column 18: '}' stands where a term is expected"),
        ("SELECT *\r\n { ?s ?p ?o FILTER(?x +) }", "line 2, column 24: ')' stands where an expr"),
        ("SELECT * {\n  ?s ?p\t'é𝄞' ?x ?y }", "line 2, column 14: '?x' stands where a pattern or"),
        ("ASK { ?s ?p 'é' . 'x' }", "line 1, column 23: '}' stands where a property or a path or"),
        ("ASK { ?s ?p ?o . . }", "line 1, column 18: '.' stands where a term or a pattern or '}'"),
        ("SELECT ?x WERE { ?s ?p ?o }", "line 1, column 11: 'WERE' stands where '(' or '{' or"),
        ("SELECT { ?s ?p ?o }", "line 1, column 8: '{' stands where '(' or '*' or DISTINCT or"),
        ("SELECT (COUNT(*) ?n) {}", "line 1, column 18: '?n' cannot stand here"),
        ("SELECT * {} ORDER ?s", "line 1, column 19: '?s' stands where BY is expected"),
        ("SELECT * {} LIMIT ten", "line 1, column 19: 'ten' stands where a number is expected"),
        ("ASK {} ASK {}", "line 1, column 8: 'ASK' stands where GROUP or HAVING or LIMIT or"),
        ("ASK { FILTER strlen('a', 1) }", "line 1, column 24: ',' cannot stand here"),
        ("ASK { FILTER length('a') }", "line 1, column 14: 'length' stands where a function or"),
        ("ASK { ?s ?p ?o", "line 1, column 15: the end of the query stands where a pattern or"),
        ("ASK { ?s ?p ?o \n\n", "line 1, column 15: the end of the query stands where a pattern"),
        ("ASK { << ?s ?p >> ?q 1 }", "line 1, column 16: '>>' cannot stand here"),
        ("ASK { ?s ?p '\\ud800' }", 'line 1, column 13: "\'" opens a string that is not closed'),
        ("ASK { ?s ?p <" + "x" * 99 + "> <a:b> }", "line 1, column 115: '<a:b>' stands where"),
        ("ASK { ?s ?p ?o } #\n" + "x" * 99, "line 2, column 1: '" + "x" * 30 + "…' stands where"),
    ],
)
def test_the_place_is_where_the_first_wrong_token_begins(text: str, detail: str) -> None:
    assert told(text).startswith(detail)


def test_a_relative_iri_needs_a_base() -> None:
    assert told("ASK { ?s <a:p> <b> }") == (
        "line 1, column 16: '<b>' is relative, and there is no BASE"
    )


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("SELECT ?p { ?s ?p ?o } GROUP BY ?s", "contains a variable that is unbound", (1, 35)),
        ("SELECT * { ?s ?p ?o }\nGROUP BY ?s", "SELECT * is not authorized with", (2, 12)),
        ("SELECT (1 AS ?a) (2 AS ?a) {}", "Duplicated variable name in SELECT", (1, 30)),
        ("ASK { ?s ?p 'x'@en--foo }", "the only base directions allowed are 'rtl'", (1, 24)),
        ("ASK { BIND(1 AS ?x)\n BIND(2 AS ?x) }", "beyond it: perhaps a variable is", (2, 17)),
        ("ASK { VALUES (?x ?y) { (1) } }", "a row of VALUES has more or fewer", (1, 31)),
    ],
)
def test_what_is_wrong_beyond_the_grammar_is_told_with_how_far_it_was_read(
    text: str, words: str, place: tuple[int, int]
) -> None:
    with pytest.raises(SyntaxError) as caught:
        ox.Store().query(text)
    error = diagnose(text, str(caught.value))
    assert words in error.detail
    assert (error.line, error.column) == place
    assert f"read up to line {place[0]}, column {place[1]}" in error.detail


def test_without_a_place_none_is_spoken_of() -> None:
    error = diagnose("ASK { BIND(1 AS ?x) BIND(2 AS ?x) }", "")
    assert (error.line, error.column, error.remedy) == (0, 0, "correct the query and send it again")


def queries() -> list[tuple[str, str]]:
    files = sorted((SHARED / "conformance").glob("sparql1*/**/*.rq"))
    suites = [(file.name, file.read_text(encoding="utf-8-sig")) for file in files]
    return [(found.name, found.text) for found in read_questions(QUERIES)] + suites


def is_accepted(text: str) -> bool:
    try:
        ox.Store().query(text, base_iri="http://example.org/")
    except SyntaxError:
        return False
    except (RuntimeError, OSError, ValueError):
        return True
    return True


@needs_shared
def test_no_query_that_the_engine_takes_is_found_wrong() -> None:
    accepted = [(name, text) for name, text in queries() if is_accepted(text)]
    assert len(accepted) > 700
    wrong = [name for name, text in accepted if " stands where " in diagnose(text, "").detail]
    wrong += [name for name, text in accepted if "cannot stand" in diagnose(text, "").detail]
    assert set(wrong) <= TOLERATED


@needs_shared
def test_two_thirds_of_what_the_engine_turns_away_has_a_place() -> None:
    refused = [text for _, text in queries() if not is_accepted(text)]
    placed = [text for text in refused if diagnose(text, "").line]
    assert len(placed) > 0.65 * len(refused)


@pytest.mark.parametrize(
    ("start", "part"), [("ASK {", "?s ?p ?o ."), ("ASK {", "{"), ("ASK { FILTER(", "(")]
)
def test_a_long_query_takes_no_more_steps_than_its_length(
    start: str, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[object] = []
    step = _Parser._step

    def counted(parser: _Parser, node: Node) -> bool:
        taken.append(node)
        return step(parser, node)

    monkeypatch.setattr(_Parser, "_step", counted)

    def steps(parts: int) -> int:
        taken.clear()
        assert diagnose(start + part * parts, "").line == 1
        return len(taken)

    assert steps(2_000) - steps(1_000) <= 1.1 * (steps(1_000) - steps(0))


@given(
    st.text()
    | st.text("{}()[]<>?s:a.;,|'\"\\ \n")
    | st.lists(st.sampled_from(["ASK", "{", "}", "?s", "<<", "a", "(", ")", "FILTER", "."])).map(
        " ".join
    )
)
def test_any_text_has_a_diagnosis(text: str) -> None:
    error = diagnose(text, "")
    assert isinstance(error, MalformedQuery)
    assert 0 <= error.line <= len(re.split("\n", text))


def test_no_module_of_the_engine_needs_it_to_start() -> None:
    source = Path(__file__).parents[2] / "server/inovasi/query/index.py"
    assert not re.search(r"^from inovasi.query.diagnosis", source.read_text(encoding="utf-8"), re.M)
