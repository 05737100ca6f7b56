"""Whole or not at all."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from inovasi.errors import UsageError
from inovasi.publishing.files import locked, write_together, write_whole


def test_write_whole_replaces_and_leaves_nothing_beside(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_whole(path, b"1")
    write_whole(path, b"2")
    assert path.read_bytes() == b"2"
    assert list(tmp_path.iterdir()) == [path]


def test_write_whole_that_fails_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    write_whole(path, b"1")

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(UsageError, match=r"cannot be written \(No space left on device"):
        write_whole(path, b"2")
    assert path.read_bytes() == b"1"
    assert list(tmp_path.iterdir()) == [path]


def test_write_whole_names_a_folder_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"cannot be written \(No such file"):
        write_whole(tmp_path / "none" / "a", b"1")


def test_write_whole_names_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    with pytest.raises(UsageError, match=r"cannot be written \(Not a directory"):
        write_whole(tmp_path / "a" / "b", b"1")


def test_write_whole_follows_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "a", b"1")
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


def test_write_together_changes_nothing_where_one_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"before")
    (tmp_path / "b").mkdir()
    with pytest.raises(UsageError, match=r"/b cannot be written \(Is a directory"):
        write_together({tmp_path / "a": b"after", tmp_path / "b": b"after"})
    assert (tmp_path / "a").read_bytes() == b"before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_locked_lets_one_in_at_a_time(tmp_path: Path) -> None:
    entered = threading.Event()

    def enter() -> None:
        with locked(tmp_path):
            entered.set()

    other = threading.Thread(target=enter)
    with locked(tmp_path):
        other.start()
        assert not entered.wait(0.2)
    assert entered.wait(10)
    other.join()
