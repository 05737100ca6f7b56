"""The words of the documents, read, are the values of the claims."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from inovasi.errors import DataError
from inovasi.knowledge.vocabulary import Vocabulary
from inovasi.publishing.corpus import read_corpus
from inovasi.publishing.model import Corpus
from inovasi.publishing.passages import check_passages, paragraph_at
from tests.shared import SHARED, needs_shared

from .conftest import Cells, Edit

AWARD, INDICATOR = "claims/penghargaan.csv", "claims/indikator.csv"
SOURCES = SHARED / "sources"


def test_paragraph_at_counts_blocks_between_blank_lines() -> None:
    text = "a\nb\n\n \n\nc\n"
    assert [paragraph_at(text, place) for place in (0, 2, 5, 8)] == [1, 1, 0, 2]


@needs_shared
def test_every_quotation_is_borne_out(corpus: Corpus, terms: Vocabulary) -> None:
    assert list(check_passages(corpus, terms, SOURCES)) == []


@needs_shared
@pytest.mark.parametrize(
    ("table", "property_", "written", "cells", "message"),
    [
        (AWARD, "inov:score", "2548", {"value": "2479"}, "'2548' as written does not give '2479'"),
        (AWARD, "inov:rank", "kelima", {"normalisation": ""}, "'kelima' as written does not give"),
        (AWARD, "inov:rank", "kelima", {"normalisation": "x"}, "'x' is not known — leave it empty"),
        (AWARD, "inov:score", "2690", {"as_written": "2691"}, "'2690' stands there, not '2691'"),
        (AWARD, "inov:score", "2690", {"paragraph": "2"}, "the range lies in paragraph 3"),
        (AWARD, "inov:recipient", "Kota Surabaya", {"value": "org/64.74/pemkot"}, "not speak of"),
        (AWARD, "inov:recipient", "Kota Surabaya", {"normalisation": ""}, "does not give"),
        (AWARD, "inov:recipient", "Kota Surabaya", {"normalisation": "part"}, "does not give"),
        (
            AWARD,
            "inov:score",
            "2690",
            {"subject": "hasil/iga-2017/kota/33.72", "value": "2307"},
            "the line of the range does not speak of hasil/iga-2017/kota/33.72",
        ),
        (
            "claims/kelembagaan.csv",
            "inov:assertedUniqueness",
            "satu-satunya Badan Litbang Kota Magelang",
            {"value": "Menurut sumber, 93 persen."},
            "does not give",
        ),
        (
            "claims/inovasi.csv",
            "inov:goal",
            "memudahkan akses data strategis",
            {"value": "menghemat listrik", "normalisation": "restatement"},
            "does not give",
        ),
        (AWARD, "inov:complete", "selengkapnya", {"value": "false"}, "does not give 'false'"),
        ("claims/kegiatan.csv", "schema:duration", "2 hari", {"value": "P3D"}, "not give 'P3D'"),
        (INDICATOR, "inov:refPeriod", "2011 – 2015", {"value": "periode/2017"}, "does not give"),
        (
            "claims/inovasi.csv",
            "inov:goal",
            "kematangan kota sesuai target yang ditentukan",
            {"value": "kota matang"},
            "does not give",
        ),
        ("claims/inovasi.csv", "dct:title", "sepatunanetra", {"value": "sepatu"}, "does not give"),
        (
            "claims/peraturan.csv",
            "dct:title",
            "Penetapan Peringkat Pemenang Penghargaan",
            {"value": "Penetapan Peringkat"},
            "does not give",
        ),
    ],
)
def test_a_value_that_the_words_do_not_give_is_refused(
    data: Path,
    terms: Vocabulary,
    edit: Edit,
    table: str,
    property_: str,
    written: str,
    cells: Cells,
    message: str,
) -> None:
    edit(table, row_of(data / table, property_, written), cells)
    (fault, *_) = check_passages(read_corpus(data, terms), terms, SOURCES)
    assert message in str(fault)
    assert "\n" not in str(fault)


def row_of(path: Path, property_: str, written: str) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return next(
            number
            for number, row in enumerate(csv.DictReader(file), start=2)
            if (row["property"], row["as_written"]) == (property_, written)
        )


@needs_shared
@pytest.mark.parametrize(
    ("table", "property_", "written", "cut", "value"),
    [
        ("claims/kegiatan.csv", "inov:memberCount", "4", None, None),
        ("claims/peraturan.csv", "eli:number", "002.6-8688", (0, -1), "002.6-868"),
        ("claims/peraturan.csv", "eli:number", "002.6-8688", (4, 0), "6-8688"),
        (AWARD, "inov:score", "2690", (1, 0), "690"),
        (AWARD, "inov:score", "2690", (0, -1), "269"),
    ],
)
def test_a_range_that_cuts_a_number_is_refused(
    data: Path,
    terms: Vocabulary,
    edit: Edit,
    table: str,
    property_: str,
    written: str,
    cut: tuple[int, int] | None,
    value: str | None,
) -> None:
    if cut is not None and value is not None:
        row = row_of(data / table, property_, written)
        with (data / table).open(encoding="utf-8", newline="") as file:
            cells = list(csv.DictReader(file))[row - 2]
        start, end = int(cells["start"]) + cut[0], int(cells["end"]) + cut[1]
        place = {"start": str(start), "end": str(end), "as_written": value, "value": value}
        edit(table, row, place)
    faults = list(check_passages(read_corpus(data, terms), terms, SOURCES))
    assert bool(faults) is (cut is not None)
    assert all("cuts a word or a number in two" in str(fault) for fault in faults)


@needs_shared
def test_parts_must_follow_each_other(data: Path, terms: Vocabulary, edit: Edit) -> None:
    rows = [
        row_of(data / "claims/peraturan.csv", "dct:title", part)
        for part in (
            "Penetapan Peringkat Pemenang Penghargaan",
            "Pemerintah Daerah Inovatif Tahun 2017",
        )
    ]
    text = (SOURCES / "001_cd48a5bcf97942ce.txt").read_text(encoding="utf-8")
    start = text.index("Keputusan Menteri Dalam Negeri Republik")
    cells = {"start": str(start), "end": str(start + 9), "as_written": "Keputusan"}
    title = "Keputusan Pemerintah Daerah Inovatif Tahun 2017"
    edit("claims/peraturan.csv", rows[0], {**cells, "value": title})
    edit("claims/peraturan.csv", rows[1], {"value": title})
    faults = list(check_passages(read_corpus(data, terms), terms, SOURCES))
    assert faults
    assert all("does not give" in str(fault) for fault in faults)


@needs_shared
def test_the_mend_says_where_the_words_stand(data: Path, terms: Vocabulary, edit: Edit) -> None:
    row = row_of(data / AWARD, "inov:score", "2690")
    edit(AWARD, row, {"start": "0", "end": "4"})
    (fault,) = check_passages(read_corpus(data, terms), terms, SOURCES)
    assert "(these words stand at 776–780)" in str(fault)


@needs_shared
def test_another_document_under_the_same_name_is_refused(
    corpus: Corpus, terms: Vocabulary, tmp_path: Path
) -> None:
    for path in SOURCES.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes() + b"x")
    with pytest.raises(DataError, match="its SHA-256 differs — restore the document"):
        list(check_passages(corpus, terms, tmp_path))


def test_a_document_that_is_not_there_is_named(
    corpus: Corpus, terms: Vocabulary, tmp_path: Path
) -> None:
    with pytest.raises(DataError, match=r"000_\w+\.txt is not there — put the document there"):
        list(check_passages(corpus, terms, tmp_path))
