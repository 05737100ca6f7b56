"""What is known of documents beside the graph."""

from __future__ import annotations

from pathlib import Path

import pytest

from inovasi import paths
from inovasi.errors import DataError
from inovasi.knowledge.documents import read_lengths


def test_the_documents_of_the_project_have_their_lengths() -> None:
    assert sorted(read_lengths(paths.DATA / "sources").values()) == [3906, 4309]


def test_a_source_without_a_checksum_has_none(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('kind = "external-page"')
    assert read_lengths(tmp_path) == {}
    (tmp_path / "a.toml").write_text("kind")
    with pytest.raises(DataError, match=r"a\.toml: cannot be read"):
        read_lengths(tmp_path)
