"""The tables hold together, and every row that does not is refused with the mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from inovasi.errors import DataError
from inovasi.knowledge.vocabulary import Vocabulary
from inovasi.publishing.corpus import read_corpus
from inovasi.publishing.model import Corpus
from inovasi.publishing.values import resource

from .conftest import Cells, Edit

AWARD = "claims/penghargaan.csv"


def test_the_real_data_reads(corpus: Corpus) -> None:
    facts = {fact for claim in corpus.claims for fact in claim.facts}
    assert facts == {f"F{number}" for number in range(1, 91)}
    assert len(corpus.external) == 5


@pytest.mark.parametrize(
    ("table", "row", "cells", "message"),
    [
        (AWARD, 2, {"property": "inov:skor"}, "row 2, column property: inov:skor is not a prop"),
        (AWARD, 2, {"property": "skor"}, "correct it, or define it"),
        (AWARD, 2, {"subject": "hasil/x"}, "column subject: hasil/x is no entity — add it to"),
        (AWARD, 2, {"value": "org/99/x"}, "column value: org/99/x is no entity or concept"),
        (AWARD, 3, {"value": "1,5"}, "'1,5' is not an xsd:integer — write digits only"),
        (AWARD, 3, {"datatype": "iri", "value": "org/33.71/pemkot"}, "inov:rank takes a literal"),
        (AWARD, 2, {"value": "a", "datatype": "@id"}, "inov:recipient takes an identifier"),
        (AWARD, 2, {"source": "antah"}, "'antah' is no source — add data/sources/antah.toml"),
        (AWARD, 2, {"rank": "best"}, "'best' is no rank — write preferred, normal"),
        (AWARD, 2, {"rank": "preferred"}, "reason_id: is empty beside the rank preferred"),
        (AWARD, 2, {"fact": "71"}, "'71' is no fact code — write it as F75"),
        (AWARD, 2, {"start": "x"}, "column start: 'x' is no whole number"),
        (AWARD, 2, {"start": "9999"}, "is empty — let it end after its start"),
        (AWARD, 2, {"as_written": "a b c d e f g h i"}, "quotes 9 words — quote at most 8"),
        ("entities/inovasi.csv", 3, {"id": "inovasi/33.71/smart-city"}, "stands already in inov"),
        ("entities/inovasi.csv", 3, {"type": "inov:Inovasi"}, "inov:Inovasi is no class of the"),
        ("entities/inovasi.csv", 3, {"type": "Inovasi?"}, "name classes as inov:Innovation"),
        ("entities/inovasi.csv", 3, {"prefLabel_id": ""}, "column prefLabel_id: is empty"),
        ("entities/sebutan.csv", 3, {"id": "org/x"}, "column id: org/x is no entity"),
        ("entities/sebutan.csv", 3, {"kind": "pref"}, "'pref' is not known — write alt or hid"),
        ("entities/sebutan.csv", 3, {"language": "jv"}, "'jv' is not known — write id or en"),
        ("links/kerangka.csv", 2, {"reason_id": ""}, "column reason_id: is empty"),
        ("derived/turunan.csv", 2, {"from": "org/x y z"}, "names no claim — write subject prop"),
        ("derived/turunan.csv", 2, {"from": "org/kemendagri inov:score"}, "there is no claim"),
        ("claims/eksternal.csv", 2, {"start": "3"}, "is given for a page that is not quoted"),
    ],
)
def test_a_bad_row_names_file_row_column_and_mend(
    data: Path, terms: Vocabulary, edit: Edit, table: str, row: int, cells: Cells, message: str
) -> None:
    edit(table, row, cells)
    with pytest.raises(DataError) as caught:
        read_corpus(data, terms)
    assert message in str(caught.value)
    assert str(data / table) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_row_given_twice_is_refused(data: Path, terms: Vocabulary) -> None:
    path = data / AWARD
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines, lines[1]]), encoding="utf-8")
    with pytest.raises(DataError, match="the same row stands already in penghargaan"):
        read_corpus(data, terms)


def test_a_conflict_without_a_reason_stops_the_build(
    data: Path, terms: Vocabulary, edit: Edit
) -> None:
    edit(AWARD, 4, {"subject": "hasil/iga-2017/kota/33.71"})
    with pytest.raises(DataError, match="has differing values — say beside each why"):
        read_corpus(data, terms)


def test_two_preferred_values_stop_the_build(data: Path, terms: Vocabulary, edit: Edit) -> None:
    reason = {"rank": "preferred", "reason_id": "a", "reason_en": "a"}
    edit(AWARD, 4, {"subject": "hasil/iga-2017/kota/33.71", **reason})
    with pytest.raises(DataError, match="a second value is preferred"):
        read_corpus(data, terms)


def test_keep_leaves_out_claims_and_what_derives_from_them(terms: Vocabulary, data: Path) -> None:
    kept = read_corpus(data, terms, keep=lambda claim: "F34" not in claim.facts)
    left = {claim.subject for claim in kept.claims}
    assert resource("amatan/33.71/inovasi-opd-tanpa-nama/2017") not in left
    assert resource("org/kemendagri/bpp") in left
