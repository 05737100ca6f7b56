"""Rows that name known terms but say what the ontology does not allow."""

from __future__ import annotations

from pathlib import Path

import pytest

from inovasi.errors import DataError
from inovasi.knowledge.vocabulary import Vocabulary
from inovasi.publishing.corpus import read_corpus

from .conftest import Cells, Edit

AWARD = "claims/penghargaan.csv"
FRAME = "links/kerangka.csv"


@pytest.mark.parametrize(
    ("table", "row", "cells", "message"),
    [
        (AWARD, 3, {"subject": "org/33.71/bappeda"}, "inov:rank is said of inov:AwardResult, wh"),
        (AWARD, 3, {"property": "inov:memberCount"}, "is said of inov:AssessmentTeam, which this"),
        (AWARD, 2, {"value": "wilayah/33.71"}, "inov:recipient takes an org:Organization, which"),
        (AWARD, 2, {"value": "skema/klaster/kota"}, "inov:recipient takes an org:Organization"),
        (AWARD, 3, {"datatype": "xsd:decimal"}, "column datatype: inov:rank takes xsd:integer"),
        (
            FRAME,
            3,
            {
                "property": "inov:score",
                "subject": "hasil/iga-2017/kota/33.71",
                "value": "1",
                "datatype": "xsd:integer",
            },
            "inov:score is a fact, not a link — state it in data/claims",
        ),
        (
            FRAME,
            4,
            {
                "property": "inov:awardOf",
                "subject": "penghargaan/iga-2017",
                "value": "penghargaan/iga",
            },
            "row 2 says the same — remove one",
        ),
        (
            "links/kelembagaan.csv",
            2,
            {"property": "skos:altLabel", "value": "Budi", "datatype": "@id"},
            "column property: skos:altLabel is",
        ),
        (
            "entities/inovasi.csv",
            2,
            {"id": "inovasi/smart-city"},
            "inovasi/smart-city does not identify an inov:Innovation — write it as the others",
        ),
        ("entities/kegiatan.csv", 2, {"id": "produk/lampu"}, "does not identify an inov:Assess"),
    ],
)
def test_a_row_that_does_not_fit_is_refused(
    data: Path, terms: Vocabulary, edit: Edit, table: str, row: int, cells: Cells, message: str
) -> None:
    edit(table, row, cells)
    with pytest.raises(DataError) as caught:
        read_corpus(data, terms)
    assert message in str(caught.value)


def test_a_link_about_what_is_claimed_is_refused(data: Path, terms: Vocabulary, edit: Edit) -> None:
    change = {
        "subject": "amatan/33.71/ipm/2011-2015",
        "property": "inov:refPeriod",
        "value": "periode/2017",
        "datatype": "iri",
    }
    edit(FRAME, 2, change)
    with pytest.raises(DataError, match=r"indikator\.csv, row \d+ claims the same property"):
        read_corpus(data, terms)


def test_one_number_in_two_datatypes_is_no_conflict_to_be_argued(
    data: Path, terms: Vocabulary, edit: Edit
) -> None:
    rows = (data / "claims" / "indikator.csv").read_text(encoding="utf-8").splitlines()
    row = next(n for n, line in enumerate(rows, start=1) if ",6,xsd:decimal,litbang-526" in line)
    edit("claims/indikator.csv", row, {"datatype": "xsd:integer"})
    with pytest.raises(DataError, match="the same number stands with another datatype"):
        read_corpus(data, terms)
