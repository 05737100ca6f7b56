"""The table of formats: as the interface has it, and nothing twice."""

from __future__ import annotations

import pytest

from inovasi.portals.dumping import WRITERS
from inovasi.portals.formats import BY_COMMAND, BY_NAME, FORMATS, DumpFormat


def test_every_format_has_a_writer_and_names_of_its_own() -> None:
    assert set(BY_NAME) == set(WRITERS)
    assert len(BY_NAME) == len(BY_COMMAND) == len(FORMATS)
    assert {known.name for known in FORMATS if known.graphs} == {"nq", "trig", "parquet"}


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_a_format_is_described_in_both_languages(known: DumpFormat) -> None:
    for texts in (known.title, known.description):
        assert set(texts) == {"id", "en"}
        assert all(texts.values())
    assert bool(known.package) == known.name.endswith(".zip")


def test_what_a_server_says_of_a_file() -> None:
    assert BY_NAME["ttl"].content_type == "text/turtle; charset=utf-8"
    assert BY_NAME["csv.zip"].content_type == "application/zip"
    assert BY_NAME["csv.zip"].file("wilayah") == "wilayah.csv.zip"
