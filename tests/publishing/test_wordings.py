"""The words of a quotation give its value, and no document is needed to see that they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from inovasi.knowledge.vocabulary import Vocabulary
from inovasi.publishing.corpus import read_corpus
from inovasi.publishing.model import Corpus
from inovasi.publishing.wordings import check_wordings

from .conftest import Cells, Edit
from .test_passages import row_of

AWARD, INNOVATION = "claims/penghargaan.csv", "claims/inovasi.csv"
LAW = "claims/peraturan.csv"


def test_every_wording_gives_its_value(corpus: Corpus, terms: Vocabulary) -> None:
    assert list(check_wordings(corpus, terms)) == []


@pytest.mark.parametrize(
    ("table", "property_", "written", "cells", "message"),
    [
        (AWARD, "inov:score", "2478", {"value": "2479"}, "'2478' as written does not give '2479'"),
        (AWARD, "inov:score", "2690", {"as_written": "2691"}, "'2691' as written does not give"),
        (AWARD, "inov:rank", "kelima", {"normalisation": ""}, "'kelima' as written does not give"),
        (AWARD, "inov:rank", "kelima", {"normalisation": "x"}, "'x' is not known — leave it empty"),
        (AWARD, "inov:recipient", "Kota Surabaya", {"value": "org/64.74/pemkot"}, "not give"),
        (AWARD, "inov:complete", "selengkapnya", {"value": "false"}, "does not give 'false'"),
        ("claims/kegiatan.csv", "schema:duration", "2 hari", {"value": "P3D"}, "not give 'P3D'"),
        (
            INNOVATION,
            "inov:goal",
            "memudahkan akses data strategis",
            {"normalisation": "restatement"},
            "does not give",
        ),
        (INNOVATION, "dct:title", "sepatunanetra", {"value": "sepatu"}, "does not give 'sepatu'"),
        (
            LAW,
            "dct:title",
            "Penetapan Peringkat Pemenang Penghargaan",
            {"as_written": "Penetapan Pemenang Penghargaan"},
            "does not give",
        ),
    ],
)
def test_a_value_that_contradicts_its_wording_is_told(
    data: Path,
    terms: Vocabulary,
    edit: Edit,
    table: str,
    property_: str,
    written: str,
    cells: Cells,
    message: str,
) -> None:
    row = row_of(data / table, property_, written)
    edit(table, row, cells)
    (fault, *_) = check_wordings(read_corpus(data, terms), terms)
    assert message in str(fault)
    assert str(fault).startswith(f"{data / table}, row {row}, column ")
    assert "\n" not in str(fault)
