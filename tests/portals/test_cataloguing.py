from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inovasi import paths
from inovasi.config import Config, read_config
from inovasi.errors import BeingMade, DataError
from inovasi.knowledge.catalogue import PROJECT, Agent, Contact, Release
from inovasi.knowledge.datasets import SERVED
from inovasi.knowledge.statistics import FILE, to_json
from inovasi.portals import editions
from inovasi.portals.cataloguing import Cataloguing
from inovasi.portals.editions import Edition
from inovasi.portals.shelf import Dump, Job
from inovasi.portals.staging import Staging
from inovasi.publishing.archive import freeze
from tests.knowledge.describing import NAMES, counted

ROOT = "https://data.example.org"


@dataclass
class OnShelf:
    """A shelf with these files, or with none yet."""

    files: Mapping[Job, Dump] | None = field(default_factory=dict)

    def all(self, edition: Edition, patience: float) -> Mapping[Job, Dump]:
        assert edition.key
        if self.files is None:
            raise BeingMade(f"not in {patience} s", 10)
        return self.files


def cataloguing(edition: Edition, shelf: OnShelf | None = None, **settings: str) -> Cataloguing:
    on_shelf: Any = shelf or OnShelf()
    return Cataloguing(config(**settings), edition, on_shelf)


def config(**settings: str) -> Config:
    return read_config(settings, (), {})


def published() -> Edition:
    return editions.published(paths.PUBLISHED)


def given(folder: Path) -> Edition:
    return editions.given((folder / "data.ttl",), None, "1")


def staged(folder: Path) -> Path:
    """The file that data of others become before anything is made of them."""
    (folder / "data.ttl").write_text("<http://a/s> a <http://a/C> .", encoding="utf-8")
    return Staging(folder, (folder / "data.ttl",), None).file()


def test_what_is_published_comes_with_its_numbers_and_the_files_that_there_are() -> None:
    dump = Dump(paths.PUBLISHED / "inovasi.nq", 12, "ab" * 32)
    told = cataloguing(published(), OnShelf({("inovasi", "nq"): dump})).catalogue(ROOT, 1)
    assert tuple(each.dataset.name for each in told.datasets) == NAMES
    assert [each.statistics for each in told.datasets] == [counted(name) for name in NAMES]
    (file,) = told.datasets[0].distributions
    assert (file.path, file.byte_size, file.sha256) == ("/dump/inovasi.nq", 12, "ab" * 32)
    assert not any(each.distributions for each in told.datasets[1:])


def release_of(monkeypatch: pytest.MonkeyPatch, archive: Path) -> Release:
    monkeypatch.setattr(paths, "RELEASES", archive)
    return cataloguing(published()).catalogue(ROOT, 1).release


def frozen(archive: Path, version: str, day: int, content: bytes = b"") -> None:
    files = {f.name: content or f.read_bytes() for f in paths.PUBLISHED.glob("*.nq")}
    freeze(files, archive, version, date(2026, 1, day))


def test_what_is_released_has_the_version_and_day_of_its_release(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    frozen(tmp_path, "1.0.0", 1, b"<http://a/s> <http://a/p> <http://a/o> .\n")
    frozen(tmp_path, "1.1.0", 2)
    told = release_of(monkeypatch, tmp_path)
    assert told == Release("1.1.0", "2026-01-02", "2026-01-01", "1.0.0")


def test_what_is_not_released_yet_has_no_version_but_one_before(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert release_of(monkeypatch, tmp_path) == Release()
    frozen(tmp_path, "1.0.0", 1, b"<http://a/s> <http://a/p> <http://a/o> .\n")
    told = release_of(monkeypatch, tmp_path)
    assert told == Release("", "", "2026-01-01", "1.0.0")


def test_the_numbers_are_there_before_anything_is_made() -> None:
    numbers = cataloguing(published(), OnShelf(None)).numbers()
    assert numbers == {name: counted(name) for name in NAMES}


def test_statistics_that_are_damaged_are_named(tmp_path: Path) -> None:
    (tmp_path / "inovasi.nq").write_text("")
    with pytest.raises(DataError, match="run inovasi publish"):
        cataloguing(editions.published(tmp_path)).numbers()
    (tmp_path / FILE).write_bytes(to_json({}))
    told = cataloguing(editions.published(tmp_path)).catalogue(ROOT, 1)
    assert [each.statistics for each in told.datasets] == [None]


def test_data_of_others_are_counted_where_they_are_staged(tmp_path: Path) -> None:
    file = staged(tmp_path)
    dump = Dump(file, file.stat().st_size, "00" * 32)
    unknown = cataloguing(given(tmp_path), OnShelf({("inovasi", "nq"): dump}))
    assert unknown.numbers() is None
    told = unknown.catalogue(ROOT, 1)
    (only,) = told.datasets
    assert only.dataset == replace(SERVED, address=f"{ROOT}/catalog#inovasi")
    assert [each.iri for each in only.distributions] == [f"{ROOT}/catalog#inovasi/distribusi/nq"]
    assert told.iri == f"{ROOT}/catalog#katalog"
    assert only.statistics is not None
    assert only.statistics.classes == {"http://a/C": 1}
    assert unknown.numbers() == {"inovasi": only.statistics}
    assert told.release.version == ""


def test_who_publishes_and_whom_to_ask_are_settings(tmp_path: Path) -> None:
    assert cataloguing(published()).catalogue(ROOT, 1).publisher == PROJECT
    assert cataloguing(given(tmp_path)).catalogue(ROOT, 1).publisher == Agent(ROOT, f"{ROOT}/")
    named = cataloguing(given(tmp_path), publisher="B <https://b.org/>", contact="a@b.org")
    told = named.catalogue(ROOT, 1)
    assert (told.publisher, told.contact) == (Agent("B", "https://b.org/"), Contact(mail="a@b.org"))


def test_what_is_being_made_is_waited_for_as_long_as_is_said() -> None:
    with pytest.raises(BeingMade, match=r"not in 3 s"):
        cataloguing(published(), OnShelf(None)).catalogue(ROOT, 3)
