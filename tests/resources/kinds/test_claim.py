"""A claim among those that it contradicts or follows from."""

from __future__ import annotations

from inovasi.resources.asking import Asker
from inovasi.resources.kinds.claim import read
from tests.resources.conftest import AskerOf
from tests.resources.kinds.conftest import entity


def claim_where(asker: Asker, pattern: str) -> str:
    ((claim,), *_) = asker.rows(f"SELECT ?claim WHERE {{ {pattern} }} ORDER BY ?claim LIMIT 1")
    return claim.iri


def test_a_claim_stands_beside_what_contradicts_it(published: Asker) -> None:
    iri = claim_where(published, "?claim inov:conflictsWith ?other ; inov:value 2548")
    stated = read(published, iri, "en")
    assert stated is not None
    assert [claim.value.text for claim in stated.conflicts] == ["2478"]
    assert stated.called.text.endswith("score: 2548")
    assert stated.called.text.startswith("Result of the City of Magelang")


def test_a_derived_claim_stands_with_what_it_follows_from(published: Asker) -> None:
    iri = claim_where(published, "?claim inov:derivedFrom ?other")
    stated = read(published, iri, "id")
    assert stated is not None
    assert stated.derived_from
    assert stated.claim.derivation["id"]


def test_what_only_says_that_it_is_a_claim_has_nothing_to_show(asker_of: AskerOf) -> None:
    assert read(asker_of("<id/k> a inov:Claim ."), entity("k"), "id") is None


def test_a_claim_with_many_conflicts_says_how_many_are_not_shown(asker_of: AskerOf) -> None:
    text = "<id/k> a inov:Claim ; inov:about <id/x> ; inov:onProperty inov:score ; inov:value 1 .\n"
    text += "".join(f"<id/k> inov:conflictsWith <id/k{number}> .\n" for number in range(9))
    stated = read(asker_of(text), entity("k"), "id")
    assert stated is not None
    assert stated.more == 3
