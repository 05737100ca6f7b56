"""What things are called, in both languages."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from inovasi.portals.labels import Labels
from tests.portals.samples import NAME, VALUE, A, B, named, stored

LABEL = named("rdfs:label")


def test_the_preferred_name_of_the_first_file_counts(tmp_path: Path) -> None:
    first = [
        ox.Quad(A, LABEL, ox.Literal("lain", language="id")),
        ox.Quad(A, NAME, ox.Literal("utama", language="id")),
        ox.Quad(A, LABEL, ox.Literal("English", language="en")),
        ox.Quad(A, VALUE, ox.Literal("no name", language="en")),
    ]
    second = [
        ox.Quad(A, NAME, ox.Literal("kemudian", language="id")),
        ox.Quad(B, NAME, ox.Literal("B")),
    ]
    sources = [stored(tmp_path, first, "first"), stored(tmp_path, second, "second")]
    with Labels(tmp_path / "labels", sources) as labels:
        assert labels.of(A.value) == ("utama", "English")
        assert labels.of(B.value) == ("B", "B")
        assert labels.of("http://a/other") == ("", "")
