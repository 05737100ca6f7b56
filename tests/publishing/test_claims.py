"""Rows become claims; the same statement twice becomes one claim with two quotations."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from inovasi import iris, paths
from inovasi.errors import DataError
from inovasi.knowledge.claims import Rank
from inovasi.publishing import claims
from inovasi.publishing.model import Claim
from inovasi.publishing.sources import read_sources
from inovasi.publishing.values import resource

from .conftest import Cells, Edit

SOURCES = read_sources(paths.DATA / "sources")
ROWS = claims.read_claims(paths.DATA / "claims", SOURCES)
CORE = [row for row in ROWS if row.page is None]
KRENOVA = resource("inovasi/33.71/krenova")


def of(found: list[Claim], subject: NamedNode, predicate: str) -> list[Claim]:
    return [c for c in found if (c.subject, c.predicate) == (subject, resource(predicate))]


def test_a_row_has_one_quotation_or_a_page() -> None:
    for row in ROWS:
        assert (len(row.quotations) == 1) is (row.page is None)


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"start": "99999990", "end": "99999994"}, "end: the range ends at 99999994, the document"),
        ({"end": "4310"}, r"end: the range ends at 4310, .* at 4309 — .* document litbang-526"),
        (
            {"normalisation": "reference:0-4310"},
            "column normalisation: the range ends at 4310, the document at 4309",
        ),
    ],
)
def test_a_range_outside_its_document_is_refused_without_the_document(
    data: Path, edit: Edit, cells: Cells, message: str
) -> None:
    name = "penghargaan.csv"
    row = next(r for r in ROWS if r.row.file.name == name and r.row["source"] == "litbang-526").row
    edit(f"claims/{name}", row.number, cells)
    with pytest.raises(DataError, match=rf"{name}, row {row.number}, .*{message}"):
        claims.read_claims(data / "claims", SOURCES)
    edit(f"claims/{name}", row.number, {"end": "4309", "normalisation": ""})
    edit(f"claims/{name}", row.number, {"start": "0"})
    assert claims.read_claims(data / "claims", SOURCES)


def test_merge_joins_quotations_facts_and_rank() -> None:
    magelang = resource("hasil/iga-2017/kota/33.71")
    rows = of(ROWS, magelang, "inov:rank")
    assert len(rows) == 2
    (rank,) = of(claims.merge(rows), magelang, "inov:rank")
    assert sorted(rank.facts) == ["F68", "F75"]
    assert {quotation.as_written for quotation in rank.quotations} == {"5", "kelima"}
    scores = of(claims.merge(CORE), magelang, "inov:score")
    assert {claim.value.value: claim.rank for claim in scores} == {
        "2478": Rank.PREFERRED,
        "2548": Rank.NORMAL,
    }


def test_merge_refuses_a_statement_with_a_quotation_and_a_page() -> None:
    quoted = of(ROWS, KRENOVA, "inov:startYear")[0]
    paged = next(row for row in ROWS if row.page is not None)
    both = [quoted, replace(quoted, quotations=(), page=paged.page)]
    with pytest.raises(DataError, match="the claim stands already in inovasi"):
        claims.merge(both)


def test_the_links_of_a_list_are_claims_on_that_list() -> None:
    found = claims.read_reference_links(paths.DATA / "links", SOURCES)
    assert {claim.page.name for claim in found if claim.page} == {"locality-id"}
    assert of(found, resource("wilayah/33.71"), "schema:sameAs")


def test_a_derived_claim_names_the_claims_it_follows_from() -> None:
    merged = claims.merge(CORE)
    derived = claims.read_derived(paths.DATA / "derived", merged)
    (unnamed,) = of(
        derived, resource("amatan/33.71/inovasi-opd-tanpa-nama/2017"), "inov:observedValue"
    )
    assert len(unnamed.derived_from) == 1 + 8
    assert all(node.value.startswith(iris.ENTITY + "klaim/") for node in unnamed.derived_from)
    assert not unnamed.quotations


def test_a_derived_claim_that_stands_already_is_refused(tmp_path: Path) -> None:
    table = (paths.DATA / "derived" / "turunan.csv").read_text(encoding="utf-8")
    (tmp_path / "a.csv").write_text(table + table.splitlines()[1] + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"row 9, .*the claim stands already in a\.csv, row 2"):
        claims.read_derived(tmp_path, claims.merge(CORE))


def test_a_derived_claim_that_is_quoted_is_refused(tmp_path: Path) -> None:
    lines = (paths.DATA / "derived" / "turunan.csv").read_text(encoding="utf-8").splitlines()
    quoted = (
        "org/kemendagri/tim-penilai-iga-2017,inov:memberCount,4,xsd:integer,"
        "org/kemendagri/tim-penilai-iga-2017 inov:membersFrom,a,a,"
    )
    (tmp_path / "a.csv").write_text("\n".join([lines[0], quoted, ""]), encoding="utf-8")
    with pytest.raises(DataError, match=r"the claim stands already in kegiatan\.csv"):
        claims.read_derived(tmp_path, claims.merge(CORE))


def test_rows_that_share_a_range_must_describe_it_alike() -> None:
    row = next(row for row in CORE if row.quotations[0].speaker is not None)
    silent = replace(row.quotations[0], speaker=None)
    with pytest.raises(DataError, match="the same range is described otherwise in kelembagaan"):
        claims.merge([row, replace(row, quotations=(silent,), facts=("F99",))])
