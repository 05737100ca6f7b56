"""Where claims contradict each other, whether they say so or only have another value."""

from __future__ import annotations

from inovasi import iris
from inovasi.resources.disputes import Place, dispute_lines, read_disputes, read_places
from tests.resources.conftest import AskerOf
from tests.serving.disputed import DATA, RESULT

SCORE = Place(RESULT, iris.expand("inov:score"))
NOTE = Place(iris.ENTITY + "amatan/1", iris.expand("inov:note"))


def test_linked_claims_are_found_and_outside_pages_come_last(asker_of: AskerOf) -> None:
    assert read_places(asker_of(DATA)) == (SCORE, NOTE)


def test_nothing_is_found_where_all_agree(asker_of: AskerOf) -> None:
    assert (
        read_places(asker_of("<id/klaim/a> inov:about <id/x> ; inov:onProperty inov:note .")) == ()
    )


def test_two_values_of_what_can_have_one_need_no_link(asker_of: AskerOf) -> None:
    claim = "inov:about <id/x> ; inov:onProperty {} ; inov:value {} ."
    text = "inov:score inov:singleValued true ." + "".join(
        f"GRAPH <graf/{number}> {{ <id/klaim/{name}{number}> {claim.format(name, value)} }}"
        for number in (1, 2)
        for name, value in (("inov:score", number), ("inov:note", number), ("inov:rank", 7))
    ).replace("klaim/inov:", "klaim/")
    asker = asker_of(text)
    (place,) = read_places(asker)
    assert place == Place(iris.ENTITY + "x", iris.expand("inov:score"))
    (dispute,) = read_disputes(asker, [place])
    assert [side.value.text for side in dispute.sides] == ["1", "2"]
    assert dispute.unverified
    assert not dispute.settled


def test_the_sides_stand_with_their_claims_the_preferred_one_first(asker_of: AskerOf) -> None:
    score, note = read_disputes(asker_of(DATA), [SCORE, NOTE])
    assert [side.value.text for side in score.sides] == ["2478", "2548"]
    assert score.settled
    assert not score.unverified
    assert [q.start for q in score.claims[0].quotations] == [8, 20]
    assert score.claims[0].reason == {"id": "Tabel.", "en": "A table."}
    assert {iris.source("naskah"), RESULT, SCORE.property} <= set(score.iris)
    assert [claim.recorded for claim in note.claims] == ["2026-11-22", "2026-11-21"]
    assert note.unverified


def test_a_claim_that_two_graphs_hold_is_shown_once(asker_of: AskerOf) -> None:
    claim = """<id/klaim/a> inov:about <id/x> ; inov:onProperty inov:note ; inov:value 1 ;
      inov:conflictsWith <id/klaim/b> ."""
    asker = asker_of(f"GRAPH <graf/1> {{ {claim} }} GRAPH <graf/2> {{ {claim} }}")
    (dispute,) = read_disputes(asker, read_places(asker))
    assert [claim.graph for claim in dispute.claims] == [iris.graph("1")]


def test_the_lines_hold_the_claims_and_their_quotations(asker_of: AskerOf) -> None:
    lines = dispute_lines(asker_of(DATA), [SCORE, NOTE])
    assert lines == sorted(set(lines))
    subjects = {line.split()[0].rpartition("/")[2].rstrip(">") for line in lines}
    assert subjects == {"a", "b", "d", "e", "8-12", "20-24", "2-6"}


def test_what_is_no_iri_is_left_out(asker_of: AskerOf) -> None:
    assert read_disputes(asker_of(DATA), [Place("<x>", "y")]) == []
