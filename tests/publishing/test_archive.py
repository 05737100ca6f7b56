from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest

from inovasi import paths
from inovasi.errors import DataError, ReleaseFixed, UsageError
from inovasi.knowledge.releases import RECORD, read_releases
from inovasi.publishing import archive, pipeline
from inovasi.publishing.pipeline import Folders
from tests.releases import ALWAYS, CONTENT, DATES, GONE, TERM, archived, files
from tests.shared import CHECKOUT

from .conftest import Edit

DAY = date(2026, 1, 31)


def everything(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_release_is_read_as_it_was_frozen(tmp_path: Path) -> None:
    assert archived(tmp_path) == read_releases(tmp_path)
    packed = (tmp_path / "0.1.0" / "inovasi.nq.gz").read_bytes()
    assert gzip.decompress(packed) == files(CONTENT["0.1.0"])["inovasi.nq"]
    assert packed[4:8] == bytes(4)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0.1.0", "0.2.0"]


def test_freezing_the_same_again_changes_nothing(tmp_path: Path) -> None:
    archived(tmp_path)
    before = everything(tmp_path)
    archived(tmp_path)
    assert everything(tmp_path) == before


def test_the_files_are_the_same_wherever_they_are_made(tmp_path: Path) -> None:
    archived(tmp_path / "a")
    archived(tmp_path / "b")
    assert [*everything(tmp_path / "a").values()] == [*everything(tmp_path / "b").values()]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"inovasi": [ALWAYS]}, "the dataset inovasi would change"),
        ({"inovasi": [ALWAYS], "ontologi": []}, "the datasets inovasi, ontologi would change"),
        ({"baru": [TERM]}, "the dataset baru would change"),
    ],
)
def test_a_released_version_takes_no_other_content(
    tmp_path: Path, changed: dict[str, list[str]], message: str
) -> None:
    archived(tmp_path)
    before = everything(tmp_path)
    content = files({**CONTENT["0.1.0"], **changed})
    with pytest.raises(ReleaseFixed, match=message) as caught:
        archive.freeze(content, tmp_path, "0.1.0", DATES["0.1.0"])
    assert "raise the version in server/inovasi/__init__.py" in str(caught.value)
    assert everything(tmp_path) == before


def test_a_dataset_that_is_gone_is_a_change_and_other_files_are_none(tmp_path: Path) -> None:
    archived(tmp_path)
    content = files(CONTENT["0.1.0"])
    archive.refuse_change(
        {**content, "SHA256SUMS": b"x", "statistics.json": b"{}"}, tmp_path, "0.1.0"
    )
    archive.refuse_change({}, tmp_path, "0.3.0")
    del content["ontologi.nq"]
    with pytest.raises(ReleaseFixed, match="the dataset ontologi would change"):
        archive.refuse_change(content, tmp_path, "0.1.0")


def test_a_released_version_keeps_its_date(tmp_path: Path) -> None:
    archived(tmp_path)
    with pytest.raises(ReleaseFixed, match="with the date 2026-01-31, not 2026-02-01"):
        archive.freeze(files(CONTENT["0.1.0"]), tmp_path, "0.1.0", date(2026, 2, 1))


def test_a_file_that_was_changed_by_hand_is_told(tmp_path: Path) -> None:
    path = archived(tmp_path)[0].path("inovasi")
    path.write_bytes(gzip.compress(b"", mtime=0))
    with pytest.raises(DataError, match=r"inovasi\.nq\.gz: is not the file that release\.toml has"):
        archived(tmp_path)


def test_what_is_not_canonical_is_not_frozen_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"a\.nq: line 2 is out of order"):
        archive.freeze({"a.nq": f"{GONE}\n{ALWAYS}\n".encode()}, tmp_path, "0.1.0", DAY)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_its_record_is_told(tmp_path: Path) -> None:
    (tmp_path / "0.1.0").mkdir()
    with pytest.raises(DataError, match=f"it has no {RECORD}"):
        archive.freeze(files(CONTENT["0.1.0"]), tmp_path, "0.1.0", DAY)


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be written"):
        archive.freeze(files(CONTENT["0.1.0"]), tmp_path / "file", "0.1.0", DAY)


def test_the_date_is_that_of_the_changelog(tmp_path: Path) -> None:
    path = tmp_path / "CHANGELOG.md"
    path.write_text("## [Unreleased]\n\n## [0.10.0] - 2026-02-03\n## [0.2.0] - 2026-02-30\n")
    assert archive.issued(path, "0.10.0") == date(2026, 2, 3)
    with pytest.raises(UsageError, match=r"no dated section for version 0\.1\.0 "):
        archive.issued(path, "0.1.0")
    with pytest.raises(UsageError, match="write the date as YYYY-MM-DD"):
        archive.issued(path, "0.2.0")
    with pytest.raises(UsageError, match="run this in a checkout"):
        archive.issued(tmp_path / "none", "0.1.0")


@pytest.fixture
def folders(data: Path, monkeypatch: pytest.MonkeyPatch) -> Folders:
    """A project of its own whose version is dated and not yet frozen."""
    changelog = (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")
    (data.parent / "CHANGELOG.md").write_text(f"## [9.0.0] - 2030-01-02\n{changelog}")
    monkeypatch.setattr(pipeline, "__version__", "9.0.0")
    return Folders(paths.ONTOLOGY, data)


@pytest.mark.no_cover
def test_publishing_a_release_freezes_it_and_then_refuses_to_change_it(
    folders: Folders, edit: Edit
) -> None:
    frozen = pipeline.publish_release(folders)
    assert (frozen.version, str(frozen.issued)) == ("9.0.0", "2030-01-02")
    assert read_releases(folders.releases) == (frozen,)
    citation = folders.citation.read_text(encoding="utf-8")
    assert "version: 9.0.0\ndate-released: 2030-01-02\n" in citation
    before = everything(folders.data)
    assert pipeline.publish_release(folders) == frozen
    assert everything(folders.data) == before
    edit("entities/inovasi.csv", 2, {"prefLabel_en": "Another name"})
    # It breaks a shape as well: what is told first needed no validation.
    edit("claims/penghargaan.csv", 3, {"value": "2"})
    before = everything(folders.data)
    with pytest.raises(ReleaseFixed, match=r"Version 9\.0\.0 is released, and the dataset"):
        pipeline.publish(folders)
    assert everything(folders.data) == before


def test_published_files_are_not_verified_beside_a_damaged_release(folders: Folders) -> None:
    frozen = pipeline.publish_release(folders)
    path = frozen.path("wilayah")
    path.write_bytes(path.read_bytes() + gzip.compress(b""))
    with pytest.raises(DataError, match=r"wilayah\.nq\.gz: is not the file"):
        pipeline.verify_published(folders)


def test_without_a_dated_section_nothing_is_published(folders: Folders) -> None:
    folders.changelog.write_text("## [Unreleased]\n")
    with pytest.raises(UsageError, match="head it: ## \\[9\\.0\\.0\\] - YYYY-MM-DD"):
        pipeline.publish_release(folders)
    assert not folders.published.exists()
    assert not folders.releases.exists()
