"""An abbreviation that no source expands stays as it is, in every name of the thing."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

import pytest

from inovasi import paths

UNEXPANDED = ("SIPPUT", "PHI", "ATCS")
# The whole of what stands beside the abbreviation in a name: titles and the names of offices.
BESIDE = {
    "SIPPUT": {""},
    "ATCS": {"Audio Announcer"},
    "PHI": {
        "Subbid",
        "Subbid Badan Penelitian dan Pengembangan Kota Magelang",
        "Subbid of the Research and Development Agency of the City of Magelang",
        "Kasubid",
        "Kasubid Balitbang Kota Magelang",
        "Kasubid of the Research and Development Agency of the City of Magelang",
        "Pendamping pada malam penyerahan IGA 2017: Kasubid",
        "Companion at the IGA 2017 award night: Kasubid",
    },
}


def names(identifier: re.Pattern[str]) -> Iterator[str]:
    """The names that the tables give to the things with such identifiers."""
    for path in sorted((paths.DATA / "entities").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if identifier.search(row["id"]):
                    columns = ("prefLabel_id", "prefLabel_en", "text")
                    yield from (row[name] for name in columns if row.get(name))


@pytest.mark.parametrize("abbreviation", UNEXPANDED)
def test_no_name_expands_it(abbreviation: str) -> None:
    found = list(names(re.compile(rf"[/-]{abbreviation.lower()}(?:-|$)")))
    assert found
    for name in found:
        before, stands, after = name.partition(abbreviation)
        assert stands, f"{name!r} does without {abbreviation}"
        beside = " ".join(f"{before} {after}".split())
        assert beside in BESIDE[abbreviation], f"{name!r} says more than the sources"
