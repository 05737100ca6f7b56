"""Which data dumps are made of: published, released, or somebody's own."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from inovasi import paths
from inovasi.errors import DataError, UsageError
from inovasi.portals import editions
from inovasi.store.loading import load
from inovasi.store.opening import open_store
from tests.releases import archived


def test_the_published_files_are_told_from_others(tmp_path: Path) -> None:
    files = sorted(paths.PUBLISHED.glob("*.nq"))
    ours = editions.served(files, None, "v")
    assert set(ours.datasets) == set(editions.DATASETS)
    assert ours.key.startswith("published-")
    mine = editions.served([tmp_path / "mine.nq"], None, "v")
    assert mine.datasets == ("inovasi",)
    assert mine.key != editions.served([tmp_path / "mine.nq"], None, "w").key


def test_a_release_is_read_from_its_folder(tmp_path: Path) -> None:
    edition = editions.released(archived(tmp_path)[1])
    assert edition.datasets == ("inovasi", "eksternal", "ontologi")
    assert edition.key.startswith("0.2.0-")
    assert edition.sources["inovasi"] == tmp_path / "0.2.0" / "inovasi.nq.gz"


def test_a_release_of_which_a_file_has_changed_is_not_handed_out(tmp_path: Path) -> None:
    release = archived(tmp_path)[1]
    file = release.path("eksternal")
    file.write_bytes(gzip.compress(b""))
    with pytest.raises(DataError, match=r"eksternal\.nq\.gz: is not the file .*restore the folder"):
        editions.released(release)
    file.unlink()
    with pytest.raises(DataError, match=r"eksternal\.nq\.gz: cannot be read"):
        editions.released(release)


def test_a_store_is_read_at_the_version_that_is_served(tmp_path: Path) -> None:
    file = tmp_path / "a.nt"
    file.write_text("<http://a> <http://a> <http://a> .\n", encoding="utf-8")
    store = tmp_path / "store"
    load([file], store)
    served = open_store(store).version
    file.write_text("<http://b> <http://b> <http://b> .\n", encoding="utf-8")
    load([file], store)
    assert editions.given((), store, served).store == store / "v1" / "data"


def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Path) -> bytes:
        raise PermissionError(13, "no")

    (tmp_path / "inovasi.nq").write_text("")
    monkeypatch.setattr(editions, "_manner", lambda: b"")
    monkeypatch.setattr(Path, "read_bytes", fail)
    with pytest.raises(UsageError, match=r"inovasi\.nq cannot be read \(no\)"):
        editions.published(tmp_path)
