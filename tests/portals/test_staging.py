"""Other data become one sorted file, from files and from stores alike."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox

from inovasi.portals.files import checksum_of
from inovasi.portals.staging import Staging
from inovasi.store.loading import load
from tests.portals.samples import IN_GRAPHS, stored


def test_files_are_merged_sorted_and_keep_their_labels(tmp_path: Path) -> None:
    one, two = stored(tmp_path, IN_GRAPHS[:20], "one"), stored(tmp_path, IN_GRAPHS[10:], "two")
    staged = Staging(tmp_path, (two, one), None).file()
    assert staged.read_bytes() == stored(tmp_path, IN_GRAPHS, "both").read_bytes()
    assert len(checksum_of(staged)) == 64
    before = staged.stat().st_mtime_ns
    assert Staging(tmp_path, (), None).file().stat().st_mtime_ns == before


def test_a_version_of_a_store_is_staged(tmp_path: Path) -> None:
    # A store keeps what numbers mean, and not how they were written.
    quads = [quad for quad in IN_GRAPHS if not re.search("_:|XMLSchema#", str(quad))]
    version = load([stored(tmp_path, quads, "source")], tmp_path / "store").version
    folder = tmp_path / "dumps"
    folder.mkdir()
    staged = Staging(folder, (), str(version.data)).file()
    assert set(ox.parse(path=str(staged))) == set(quads)
    assert [path.name for path in folder.glob(".*")] == []
