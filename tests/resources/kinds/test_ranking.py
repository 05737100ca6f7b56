"""The order of results, and what they are called."""

from __future__ import annotations

from inovasi.resources.doubts import read_doubts
from inovasi.resources.gathering import Found, gather, read_records
from inovasi.resources.kinds import ranking
from inovasi.resources.kinds.ranking import Place, places
from tests.resources.conftest import AskerOf
from tests.resources.kinds.conftest import entity

RESULTS = """
<id/a> a inov:AwardResult ; inov:rank 2 ; inov:score 90 ; inov:recipient <id/org> .
<id/b> a inov:AwardResult ; inov:rank 1 ; inov:score 95 ; skos:prefLabel "Hasil B"@id .
<id/c> a inov:AwardResult ; inov:score 80 ; skos:prefLabel "C"@id .
<id/d> a inov:AwardResult ; inov:recipient <id/nobody> .
<id/org> a org:FormalOrganization ; inov:governs <id/w> ; skos:prefLabel "Pemerintah"@id .
<id/w> skos:prefLabel "Kota W"@id .
<id/nobody> skos:prefLabel "Yayasan"@id .
"""


def read(asker_of: AskerOf, text: str) -> tuple[Place, ...]:
    asker = asker_of(text)
    results = Found({entity(name): () for name in "abcd"}, 4)
    records = read_records(
        asker,
        (results.things, ranking.COLUMNS),
        ([entity("org")], ranking.OF_RECIPIENTS),
    )
    known = gather(asker, "id", records, results.things)
    return places(known, results, read_doubts(asker, results.things, "id"))


def test_results_come_by_rank_then_by_score_and_are_called_by_the_area(asker_of: AskerOf) -> None:
    found = read(asker_of, RESULTS)
    assert [place.name.text for place in found] == ["Hasil B", "Kota W", "C", "Yayasan"]
    assert [place.rank for place in found] == ["1", "2", "", ""]
    assert [place.bar.share for place in found] == [1000, 947, 842, 0]


def test_a_disputed_score_keeps_its_place_and_says_what_else_is_stated(asker_of: AskerOf) -> None:
    claims = """
    <id/k1> inov:about <id/a> ; inov:onProperty inov:score ; inov:value 90 ;
      inov:claimRank inov:Preferred ; inov:conflictsWith <id/k2> .
    <id/k2> inov:about <id/a> ; inov:onProperty inov:score ; inov:value 99 ;
      inov:conflictsWith <id/k1> ."""
    second = read(asker_of, RESULTS + claims)[1]
    assert (second.rank, second.bar.value) == ("2", "90")
    assert [each.value.text for each in second.bar.also] == ["99"]
    assert len(second.disputed) == 2
