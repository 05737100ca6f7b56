from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from inovasi.errors import StoreError, UsageError
from inovasi.store import writer as module
from inovasi.store.folder import Lease
from inovasi.store.writer import Writer, writing
from tests.store.support import names, version_of


def make(folder: Path, quads: int = 0) -> int:
    """Puts a version in place that holds a file only, as the engine is not needed for that."""
    with writing(folder) as writer:
        writer.data.mkdir()
        (writer.data / "file").write_text(str(quads))
        return writer.publish(quads, []).number


@contextmanager
def failing(at: str, monkeypatch: pytest.MonkeyPatch, error: BaseException) -> Iterator[None]:
    def fail(*_: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(module, at, fail)
        yield


def test_versions_count_up_and_stay_in_their_store(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "store"
    assert [make(folder, 7), make(folder, 8)] == [1, 2]
    version = version_of(folder)
    assert (version.number, version.quads) == (2, 8)
    assert (version.data / "file").read_text() == "8"
    assert names(folder) == ["current", "v1", "v2"]
    make(tmp_path / "other")
    assert version_of(tmp_path / "other").store != version.store


def test_the_version_before_stays_and_older_ones_go_unless_they_are_read(tmp_path: Path) -> None:
    make(tmp_path)
    lease = Lease.take(tmp_path)
    for _ in range(3):
        make(tmp_path)
    assert names(tmp_path) == ["current", "v1", "v3", "v4"]
    lease.close()
    make(tmp_path)
    assert names(tmp_path) == ["current", "v4", "v5"]


def test_what_is_not_published_is_gone(store: Path) -> None:
    with writing(store) as writer:
        writer.data.mkdir()
    assert names(store) == ["current", "v1"]
    with pytest.raises(KeyboardInterrupt), writing(store):
        raise KeyboardInterrupt
    assert names(store) == ["current", "v1"]


def test_a_folder_that_was_made_for_nothing_is_gone(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), writing(tmp_path / "new"):
        raise ZeroDivisionError
    assert names(tmp_path) == []


def test_a_second_writer_is_turned_away_at_once(store: Path) -> None:
    with (
        writing(store),
        pytest.raises(StoreError, match="Another process is writing"),
        writing(store),
    ):
        pass
    assert make(store) == 2


@pytest.mark.parametrize("place", ["_sync_tree", "_sync", "read_version"])
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left"), KeyboardInterrupt()])
def test_a_fault_leaves_the_old_version_or_the_new_one(
    store: Path, monkeypatch: pytest.MonkeyPatch, place: str, error: BaseException
) -> None:
    expected = KeyboardInterrupt if isinstance(error, KeyboardInterrupt) else StoreError
    with failing(place, monkeypatch, error), pytest.raises(expected):
        make(store, 99)
    version = version_of(store)
    assert (version.number, version.quads) == ((2, 99) if place == "read_version" else (1, 10))
    left = ["current", "v1", "v2"] if place == "read_version" else ["current", "v1"]
    assert names(store) == left


def test_what_a_kill_left_behind_is_removed(store: Path) -> None:
    (store / ".new-killed" / "work").mkdir(parents=True)
    (store / ".old-killed").mkdir()
    shutil.copytree(store / "v1", store / "v2")
    with writing(store):
        assert "v2" not in names(store)
    assert names(store) == ["current", "v1"]


def test_a_first_load_that_was_killed_can_be_repeated(store: Path) -> None:
    (store / "current").unlink()
    (store / ".new-killed").mkdir()
    assert make(store) == 1
    assert names(store) == ["current", "v1"]


@pytest.mark.parametrize("name", ["notes.txt", ".hidden", "v1", "v9"])
def test_a_folder_with_other_files_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "mine").write_text("")
    (tmp_path / ".new-x").mkdir()
    with pytest.raises(UsageError, match="holds other files"):
        make(tmp_path)
    assert (tmp_path / name / "mine").exists()
    assert (tmp_path / ".new-x").exists()


def test_a_file_is_no_folder_for_a_store(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    for folder in (file, file / "below"):
        with pytest.raises(UsageError, match="name a folder"):
            make(folder)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(store: Path) -> None:
    store.chmod(0o500)
    with pytest.raises(StoreError, match="cannot be written"):
        make(store)


def test_a_writer_is_a_value(tmp_path: Path) -> None:
    assert Writer(tmp_path, tmp_path / "x", None).data == tmp_path / "x/version/data"
