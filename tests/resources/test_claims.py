"""Claims with what each rests on."""

from __future__ import annotations

from inovasi import iris
from inovasi.resources.claims import (
    Claim,
    is_site,
    read_claim,
    read_claims,
    shared_reasons,
)
from inovasi.resources.terms import Kind, Term
from tests.resources.conftest import AskerOf

RESULT = iris.ENTITY + "hasil/1"
DATA = """
<id/hasil/1> inov:score 2478 .
<id/klaim/a> a inov:Claim ; inov:about <id/hasil/1> ; inov:onProperty inov:score ;
  inov:value 2478 ; inov:claimRank inov:Preferred ; inov:conflictsWith <id/klaim/b> ;
  inov:rankReason "Tabel."@id, "A table."@en ;
  prov:wasDerivedFrom <id/sumber/litbang-526/kutipan/8-12>, <id/sumber/litbang-526/kutipan/2-6> .
<id/klaim/b> a inov:Claim ; inov:about <id/hasil/1> ; inov:onProperty inov:score ;
  inov:value 2548 ; inov:claimRank inov:Normal ; inov:conflictsWith <id/klaim/a> ;
  inov:externalPage <id/sumber/pers> ; inov:recorded "2026-01-02"^^xsd:date .
<id/klaim/c> inov:about <id/hasil/1> ; inov:onProperty inov:rank ; inov:value 5 ;
  inov:derivedFrom <id/klaim/a> ; inov:derivationReason "Dihitung."@id .
<id/sumber/litbang-526/kutipan/8-12> oa:start 8 ; oa:end 12 ; inov:paragraph 3 ;
  inov:asWritten "2478" ; prov:wasQuotedFrom <id/sumber/litbang-526> .
<id/sumber/litbang-526/kutipan/2-6> oa:start 2 ; oa:end 6 ;
  prov:wasQuotedFrom <id/sumber/litbang-526> .
GRAPH <graf/pers> { <id/klaim/d> inov:about <id/hasil/1> ; inov:onProperty inov:score ;
  inov:value 1 ; inov:claimRank inov:Deprecated . }
"""


def test_claims_come_with_rank_ground_and_conflicts(asker_of: AskerOf) -> None:
    found = read_claims(asker_of(DATA), RESULT)
    assert [claim.iri.rpartition("/")[2] for claim in found] == ["a", "b", "c", "d"]
    table, other, derived, told = found
    assert (table.rank, table.value.text, table.disputed) == ("preferred", "2478", True)
    assert table.reason == {"id": "Tabel.", "en": "A table."}
    assert [(q.start, q.end, q.paragraph, q.as_written) for q in table.quotations] == [
        (2, 6, 0, ""),
        (8, 12, 3, "2478"),
    ]
    assert [quotation.short for quotation in table.quotations] == ["526", "526 ¶ 3"]
    assert other.page == iris.source("pers")
    assert (other.recorded, other.rank, other.quotations) == ("2026-01-02", "normal", ())
    assert derived.derived_from == (table.iri,)
    assert derived.derivation == {"id": "Dihitung."}
    assert not derived.disputed
    assert (told.graph, told.rank) == (iris.graph("pers"), "deprecated")


def test_all_that_a_claim_names_can_be_labelled(asker_of: AskerOf) -> None:
    table, other, *_ = read_claims(asker_of(DATA), RESULT)
    assert set(table.iris) == {iris.expand("inov:score"), iris.source("litbang-526")}
    assert iris.source("pers") in other.iris


def test_one_claim_by_its_iri(asker_of: AskerOf) -> None:
    asker = asker_of(DATA)
    claim = read_claim(asker, iris.ENTITY + "klaim/a")
    assert claim is not None
    assert (claim.about, len(claim.quotations)) == (RESULT, 2)
    told = read_claim(asker, iris.ENTITY + "klaim/d")
    assert told is not None
    assert told.graph == iris.graph("pers")
    assert read_claim(asker, iris.ENTITY + "klaim/none") is None


def test_numbers_that_are_none_do_no_harm(asker_of: AskerOf) -> None:
    asker = asker_of(
        "<id/k> inov:about <id/x> ; inov:onProperty inov:score ; prov:wasDerivedFrom <id/q> ."
        ' <id/q> prov:wasQuotedFrom <id/s> ; oa:start "soon" ; oa:end -1 .'
    )
    ((quotation,),) = (claim.quotations for claim in read_claims(asker, iris.ENTITY + "x"))
    assert (quotation.start, quotation.end) == (0, 0)


def test_a_reason_that_two_values_have_is_shared() -> None:
    same, other = {"id": "Sama."}, {"id": "Lain."}
    claims = [
        Claim("k", "a", "p", Term(Kind.LITERAL, value), reason=reason)
        for value, reason in (("1", same), ("2", same), ("3", other), ("3", other), ("4", {}))
    ]
    assert shared_reasons(claims) == [same]
    assert shared_reasons(claims[1:]) == []


def test_a_source_can_be_read_where_it_was_published(asker_of: AskerOf) -> None:
    site, page = "https://kota.example/", "https://pers.example/a/1"
    asker = asker_of(
        f'{DATA} <id/sumber/litbang-526> schema:url "{site}"^^xsd:anyURI .'
        f'GRAPH <graf/pers> {{ <id/sumber/pers> schema:url "{page}"^^xsd:anyURI . }}'
    )
    table, other, *_ = read_claims(asker, RESULT)
    assert [quotation.address for quotation in table.quotations] == [site, site]
    assert (other.address, table.address) == (page, "")
    for claim in (table, other):
        assert read_claim(asker, claim.iri) == claim


def test_a_site_is_told_from_a_page_of_it() -> None:
    assert is_site("https://kota.example/")
    assert is_site("http://kota.example")
    assert not is_site("https://kota.example/a")
    assert not is_site("https://kota.example/?p=1")
