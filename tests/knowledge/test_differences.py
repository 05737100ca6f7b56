from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inovasi.knowledge.differences import Change, difference, parsed
from inovasi.knowledge.releases import Release, lines
from inovasi.publishing.archive import freeze
from tests.releases import (
    ABOUT,
    DATES,
    DEF,
    ENGLISH,
    GONE,
    ID,
    IN_GRAPH,
    NEW_CLAIM,
    NEW_SCORE,
    OLD_CLAIM,
    OLD_SCORE,
    archived,
    files,
)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Release, ...]:
    return archived(tmp_path)


def test_changes_stand_by_dataset_and_by_what_they_are_about(pair: tuple[Release, ...]) -> None:
    found = difference(*pair)
    assert found.changes == (
        Change("inovasi", f"{ID}a", (ENGLISH, NEW_SCORE, NEW_CLAIM), (OLD_SCORE, OLD_CLAIM)),
        Change("inovasi", f"{ID}ab", (), (GONE,)),
        Change("eksternal", f"{ID}c", (IN_GRAPH,), ()),
    )
    assert found.iri == "https://w3id.org/inovasi/releases/0.1.0..0.2.0"
    assert found.datasets == ("inovasi", "eksternal", "ontologi")


def test_the_way_back_is_the_opposite(pair: tuple[Release, ...]) -> None:
    there, back = difference(*pair), difference(*pair[::-1])
    assert [(c.entity, c.removed, c.added) for c in back.changes] == [
        (c.entity, c.added, c.removed) for c in there.changes
    ]


def test_a_release_does_not_differ_from_itself(pair: tuple[Release, ...]) -> None:
    assert difference(pair[0], pair[0]).changes == ()


def test_an_entity_has_its_names_even_where_they_did_not_change(pair: tuple[Release, ...]) -> None:
    labels = difference(*pair).labels
    assert labels[f"{ID}a"] == {"id": "Hal A", "en": "Thing A"}
    assert labels[f"{ID}ab"] == {"id": "Hilang"}
    assert f"{ID}c" not in labels


def test_changes_are_found_by_dataset_and_entity(pair: tuple[Release, ...]) -> None:
    found = difference(*pair)
    assert found.of("eksternal") == found.changes[2:]
    assert found.of(entity=f"{ID}a") == found.changes[:1]
    assert found.of("eksternal", f"{ID}a") == ()


def test_a_file_whose_hash_is_the_same_is_not_read(tmp_path: Path) -> None:
    old, new = archived(tmp_path)
    expected = difference(old, new).changes
    # Labels are looked for in every file, so it stays readable: what it says must not matter.
    new.path("ontologi").write_bytes(gzip.compress(OLD_SCORE.encode() + b"\n"))
    assert difference(old, new).changes == expected


TERMS = st.sampled_from(["a", "aa", "a/b", "b", "b-c"])
LINES = st.builds(
    lambda s, o, g: f'<x:{s}> <{DEF}score> "{o}"{g} .',
    TERMS,
    TERMS,
    st.sampled_from(["", " <x:g>"]),
)


@given(st.sets(LINES, min_size=1), st.sets(LINES, min_size=1))
def test_one_release_with_the_changes_is_the_other(
    tmp_path_factory: pytest.TempPathFactory, old: set[str], new: set[str]
) -> None:
    folder = tmp_path_factory.mktemp("pair")
    pair = [
        freeze(files({"inovasi": sorted(content)}), folder, version, DATES[version])
        for version, content in zip(DATES, (old, new), strict=True)
    ]
    changes = difference(*pair).changes
    removed = {line for change in changes for line in change.removed}
    added = {line for change in changes for line in change.added}
    assert (old - removed) | added == new
    assert removed <= old
    assert not added & old
    assert {line.rstrip("\n") for line in lines(pair[1].path("inovasi"))} == new


def test_lines_are_read_as_statements() -> None:
    assert [str(quad.predicate) for quad in parsed([ABOUT, OLD_SCORE])] == [
        f"<{DEF}about>",
        f"<{DEF}score>",
    ]
