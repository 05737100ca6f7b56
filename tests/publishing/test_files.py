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


@pytest.mark.parametrize("before", [None, b"before"])
def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path, before: bytes | None) -> None:
    link, real = tmp_path / "link", tmp_path / "folder" / "real"
    real.parent.mkdir()
    link.symlink_to("folder/real")
    if before is not None:
        real.write_bytes(before)
    write_whole(link, b"1")
    assert link.is_symlink()
    assert real.read_bytes() == b"1"
    assert list(real.parent.iterdir()) == [real]


def test_a_link_in_a_circle_is_named(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(UsageError, match=r"/a cannot be written \(Too many levels"):
        write_whole(tmp_path / "a", b"1")


def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    # Opened for both, neither side waits for the other.
    reader = os.open(pipe, os.O_RDWR)
    write_together({tmp_path / "a": b"1", pipe: b"2"})
    assert os.read(reader, 10) == b"2"
    os.close(reader)
    assert pipe.is_fifo()
    assert sorted(tmp_path.iterdir()) == [tmp_path / "a", pipe]


def test_an_open_file_without_a_name_is_written_into(tmp_path: Path) -> None:
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("no /proc/self/fd on this machine")
    with (tmp_path / "a").open("w+b") as file:
        (tmp_path / "a").unlink()
        (tmp_path / "link").symlink_to(f"/proc/self/fd/{file.fileno()}")
        write_whole(tmp_path / "link", b"1")
        assert file.read() == b"1"
    assert list(tmp_path.iterdir()) == [tmp_path / "link"]


@pytest.mark.parametrize("folder", [".", "..", "/"])
def test_a_folder_is_named(folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=r" cannot be written \(Is a directory"):
        write_whole(Path(folder), b"1")


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
