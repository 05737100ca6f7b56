"""What is disputed about many things, and how it is drawn."""

from __future__ import annotations

import pytest

from inovasi import iris
from inovasi.resources.doubts import Bar, Stated, bars, number, read_doubts
from inovasi.resources.labels import Name
from inovasi.resources.terms import Kind, Term
from tests.resources.conftest import AskerOf

SCORE = "inov:score"
RESULT = iris.ENTITY + "r"
CLAIMS = """
<id/k1> inov:about <id/r> ; inov:onProperty inov:score ; inov:value 100 ;
  inov:claimRank inov:Preferred ; inov:conflictsWith <id/k2> .
<id/k2> inov:about <id/r> ; inov:onProperty inov:score ; inov:value 150 ;
  inov:claimRank inov:Normal ; inov:conflictsWith <id/k1> ;
  inov:rankReason "Salah baca."@id, "Misread."@en .
<id/k3> inov:about <id/r> ; inov:onProperty inov:rank ; inov:value 1 .
GRAPH <graf/x> {
  <id/k4> inov:about <id/s> ; inov:onProperty inov:score ; inov:value 7 ;
    inov:conflictsWith <id/k5> .
}
"""


def stated(value: str, rank: str = "normal") -> Stated:
    return Stated(f"a:{value}", SCORE, Term(Kind.LITERAL, value), rank, Name(""))


def test_only_what_is_contradicted_is_disputed_the_preferred_first(asker_of: AskerOf) -> None:
    found = read_doubts(asker_of(CLAIMS), [RESULT, iris.ENTITY + "s", RESULT], "en")
    first, second = found[RESULT]
    assert (first.value.text, first.rank, first.reason) == ("100", "preferred", Name(""))
    assert (second.value.text, second.rank) == ("150", "normal")
    assert second.reason == Name("Misread.", "en")
    assert second.claim == iris.ENTITY + "k2"
    assert found[iris.ENTITY + "s"][0].value.text == "7"
    assert read_doubts(asker_of(CLAIMS), [], "en") == {}


def test_a_length_in_doubt_lies_between_the_value_and_what_is_stated_besides() -> None:
    disputed = (stated("100", "preferred"), stated("150"))
    plain, doubtful = bars([("200", ()), ("100", disputed)], SCORE)
    assert (plain.share, plain.length) == (1000, 0)
    assert (doubtful.value, doubtful.share, doubtful.start, doubtful.length) == (
        "100",
        500,
        500,
        250,
    )
    assert [each.value.text for each in doubtful.also] == ["150"]


def test_where_nothing_is_preferred_no_value_counts() -> None:
    (bar,) = bars([("80", (stated("80"), stated("100")))], SCORE)
    assert (bar.value, bar.share, bar.start, bar.length) == ("", 800, 800, 200)
    assert len(bar.also) == 2


def test_what_is_disputed_of_another_property_changes_nothing() -> None:
    other = stated("5")._replace(property="inov:rank")
    assert bars([("10", (other,))], SCORE) == [Bar("10", 1000)]
    assert bars([], SCORE) == []


@pytest.mark.parametrize("text", ["", "x", "NaN", "INF", "-1", "-INF"])
def test_what_is_no_length_is_drawn_as_none(text: str) -> None:
    assert number(text) == 0
    assert bars([(text, ())], SCORE)[0].share == 0
