"""A list as CSV."""

from __future__ import annotations

import csv
import io

from inovasi import iris
from inovasi.resources.listing import Wish, read_all
from inovasi.resources.table import head, written
from tests.resources.conftest import AskerOf
from tests.resources.listed import WORLD, listing


def table(asker_of: AskerOf, word: str, language: str = "id") -> list[list[str]]:
    wish = Wish(language, "name")
    text = written(listing(word), read_all(asker_of(WORLD), listing(word), wish), language)
    assert text.count("\n") == text.count("\r\n")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_names_stand_beside_full_identifiers(asker_of: AskerOf) -> None:
    rows = table(asker_of, "inovasi")
    assert rows[0] == [
        *("iri", "name", "category", "category_iri", "level", "level_iri", "agency"),
        *("agency_iri", "since", "disputed"),
    ]
    assert rows[2] == [
        iris.ENTITY + "inovasi/2",
        *("Satu 9", "Y", iris.CONCEPT + "kategori/y", "", "", "Badan; Pemda DIY"),
        f"{iris.ENTITY}org/b {iris.ENTITY}org/c",
        *("2014", ""),
    ]


def test_what_looks_like_a_formula_is_written_as_it_is_stated(asker_of: AskerOf) -> None:
    assert table(asker_of, "inovasi")[1][1] == "=1+1"


def test_a_dispute_has_a_column_of_its_own(asker_of: AskerOf) -> None:
    found = {row[0][-1]: row for row in table(asker_of, "hasil")[1:]}
    assert (found["1"][-1], found["2"][-1]) == ("score=2548", "")


def test_the_head_does_not_depend_on_the_language(asker_of: AskerOf) -> None:
    indonesian, english = table(asker_of, "wilayah"), table(asker_of, "wilayah", "en")
    assert indonesian[0] == english[0] == head(listing("wilayah"))
    assert "City of Magelang" in english[1] + english[2] + english[3]


def test_an_empty_list_is_its_head(asker_of: AskerOf) -> None:
    assert table(asker_of, "visi") == [head(listing("visi"))]
