"""What is found, as values."""

from __future__ import annotations

import pytest

from inovasi import iris
from inovasi.resources.matches import Found, Wanted, kind_of


@pytest.mark.parametrize(
    ("iri", "kind"),
    [
        (iris.ENTITY + "inovasi/33.71/datago", "inovasi"),
        (iris.CATALOGUE, "katalog"),
        (iris.CONCEPT + "kategori/digital", "skema"),
        (iris.TERM + "score", "def"),
        (iris.GRAPH + "wilayah", "graf"),
        (iris.RELEASE + "0.1.0", "releases"),
        (iris.ENTITY, ""),
        (iris.BASE, ""),
        ("https://example.org/id/inovasi/x", ""),
    ],
)
def test_the_kind_is_told_by_the_identifier(iri: str, kind: str) -> None:
    assert kind_of(iri) == kind


def test_a_word_matches_by_its_beginning_or_by_its_likeness() -> None:
    wanted = Wanted("kota", {"kata": 75.0})
    assert [wanted.matched(word) for word in ("kotamadya", "kata", "desa")] == [4, 4, 0]
    assert wanted.likeness(["kata", "desa"]) == 75.0
    assert wanted.likeness(["kata", "kotamadya"]) == 100.0
    assert wanted.likeness([]) == 0.0


def test_a_total_is_of_all_kinds() -> None:
    assert Found().total == 0
    assert Found((), [("org", 2), ("def", 3)]).total == 5
