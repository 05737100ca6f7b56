from __future__ import annotations

import gzip
import os
import signal
import subprocess
from pathlib import Path

import pytest

from inovasi.errors import DataError, StoreError, UsageError
from inovasi.store import loading
from inovasi.store.loading import Dump, ensure_store, load, load_or_dump
from tests.store.support import content, names, version_of, write_statements
from tests.workers.support import is_gone, linux_only


def test_a_load_adds_to_what_the_store_holds(store: Path, tmp_path: Path) -> None:
    packed = tmp_path / "more.nt.gz"
    packed.write_bytes(gzip.compress(b'<a:9> <a:p> "value 9" .\n<a:x> <a:p> "new" .\n'))
    turtle = tmp_path / "graph.trig"
    turtle.write_text("<a:g> { <a:x> <a:p> 1 }")
    loaded = load([packed, turtle], store)
    assert (loaded.version.number, loaded.version.quads, loaded.added) == (2, 12, 2)
    assert '<a:x> <a:p> "new"' in content(store)
    assert len(content(store)) == 12


def test_progress_is_told_up_to_the_last_byte(tmp_path: Path) -> None:
    files = [write_statements(tmp_path / f"{n}.nt", 20_000) for n in range(2)]
    heard: list[int] = []
    load(files, tmp_path / "store", heard.append)
    assert heard[-1] == sum(file.stat().st_size for file in files)


def test_one_bad_file_and_nothing_is_loaded(store: Path, tmp_path: Path) -> None:
    good = write_statements(tmp_path / "good.nt", 20, start=100)
    bad = tmp_path / "bad.ttl"
    bad.write_text("<a:s> <a:p> 1 .\noops")
    with pytest.raises(DataError, match=r"bad\.ttl, row 2"):
        load([good, bad], store)
    assert len(content(store)) == 10
    assert names(store) == ["current", "v1"]


@pytest.mark.parametrize("name", ["missing.nt", "data.xlsx"])
def test_what_cannot_be_opened_is_told_before_anything_is_read(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "_start", pytest.fail)
    good = write_statements(tmp_path / "good.nt", 1)
    (tmp_path / "data.xlsx").write_text("")
    with pytest.raises(UsageError, match=name):
        load([good, tmp_path / name], tmp_path / "store")
    assert not (tmp_path / "store").exists()


def children() -> set[int]:
    """The processes that threads of this one have started and not yet reaped."""
    tasks = Path("/proc/self/task").iterdir()
    return {int(pid) for task in tasks for pid in (task / "children").read_text().split()}


@linux_only
def test_a_process_that_ends_while_it_reads_harms_nobody(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "endless.nt"
    os.mkfifo(file)
    before = children()

    def strike(_: int) -> None:
        """The process has begun to read, and waits for what nobody writes."""
        for process in children() - before:
            os.kill(process, signal.SIGSEGV)

    held = os.open(file, os.O_RDWR)
    try:
        with pytest.raises(StoreError, match=r"ended at .*endless\.nt: SIGSEGV; nothing"):
            load([file], store, strike)
    finally:
        os.close(held)
    assert names(store) == ["current", "v1"]


@pytest.mark.parametrize("suffix", ["nt", "ttl"])
def test_a_text_that_would_end_the_parser_is_told_with_its_line(
    store: Path, tmp_path: Path, suffix: str
) -> None:
    depth = 100_000
    file = tmp_path / f"deep.{suffix}"
    file.write_text("<a:s> <a:p> " + "<<( <a:s> <a:p> " * depth + "<a:o>" + " )>>" * depth + " .")
    with pytest.raises(DataError, match=rf"deep\.{suffix}, row 1: it is nested more than 200 deep"):
        load([file], store)
    assert names(store) == ["current", "v1"]


def test_a_process_that_cannot_start_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "_START", "raise ImportError('no such module')")
    with pytest.raises(StoreError, match="ended at the start: ImportError: no such module"):
        load([write_statements(tmp_path / "a.nt", 1)], tmp_path / "store")
    assert names(tmp_path) == ["a.nt"]


def test_a_store_is_made_once(tmp_path: Path) -> None:
    file = write_statements(tmp_path / "a.nt", 3)
    assert ensure_store([file], tmp_path / "store") is True
    assert ensure_store([file], tmp_path / "store") is False
    assert len(content(tmp_path / "store")) == 3
    assert version_of(tmp_path / "store").number == 1


def test_few_statements_are_dumped_and_many_make_a_store(tmp_path: Path) -> None:
    file = write_statements(tmp_path / "a.nt", 3)
    few, many = Dump(tmp_path / "few.nq", 4), Dump(tmp_path / "many.nq", 3)
    assert load_or_dump([file], tmp_path / "one", few, print) is None
    assert few.file.read_text().count("\n") == 3
    assert not (tmp_path / "one").exists()
    version = load_or_dump([file], tmp_path / "two", many, lambda _: None)
    assert version is not None
    assert version.quads == 3
    assert not many.file.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="mounts a small file system, which root alone may")
@linux_only
def test_a_full_disk_leaves_the_store_as_it_was(tmp_path: Path, made: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=6m", "none", str(disk)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a file system")
    try:
        folder = disk / "store"
        load([write_statements(tmp_path / "few.nt", 10)], folder)
        with pytest.raises(StoreError, match="no room left on the disk"):
            load([write_statements(tmp_path / "many.nt", 200_000)], folder)
        assert len(content(folder)) == 10
        assert names(folder) == ["current", "v1"]
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@linux_only
def test_the_process_ends_with_a_load_that_is_interrupted(store: Path, tmp_path: Path) -> None:
    file = write_statements(tmp_path / "many.nt", 300_000)
    seen: set[int] = set()
    before = children()

    def interrupt(read: int) -> None:
        seen.update(children() - before)
        if read:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load([file], store, interrupt)
    assert seen
    assert all(is_gone(pid) for pid in seen)
    assert names(store) == ["current", "v1"]
