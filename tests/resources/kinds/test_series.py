"""Values of indicators in their order."""

from __future__ import annotations

from inovasi.resources.gathering import Found, gather, read_records
from inovasi.resources.kinds.series import SERIES, points
from tests.resources.conftest import AskerOf
from tests.resources.kinds.conftest import entity

DATA = """
<id/o1> a inov:Observation ; inov:measure <id/m> ; inov:observedValue 30 ; inov:refPeriod <id/p2> .
<id/o2> a inov:Observation ; inov:measure <id/m> ; inov:observedValue 60 ; inov:refPeriod <id/p1> ;
  inov:approximate true .
<id/o3> a inov:Observation ; inov:measure <id/n> ; inov:observedValue 0.5 .
<id/m> skos:prefLabel "M"@id . <id/n> skos:prefLabel "N"@id .
<id/p1> skos:prefLabel "2018"@id . <id/p2> skos:prefLabel "2019"@id .
"""


def test_values_come_by_measure_and_period_and_only_like_is_compared_with_like(
    asker_of: AskerOf,
) -> None:
    asker = asker_of(DATA)
    found = Found({entity(f"o{number}"): () for number in (1, 2, 3)}, 3)
    known = gather(asker, "id", read_records(asker, (found.things, SERIES)))
    series = points(known, found, {})
    assert [each.observation.iri for each in series] == [entity(f"o{n}") for n in (2, 1, 3)]
    assert [each.bar.share for each in series] == [1000, 500, 1000]
    assert [each.approximate for each in series] == [True, False, False]
