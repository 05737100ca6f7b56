from __future__ import annotations

import gzip
import os
import pty
import signal
import subprocess
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest

from inovasi.store.loading import load
from inovasi.store.writer import writing
from tests.store.support import COMMAND, content, names, start, version_of, write_statements
from tests.workers.support import eventually, linux_only

PATIENCE_S = 20
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    load([write_statements(tmp_path / "ten.nt", 10)], tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that takes some seconds to load."""
    return write_statements(tmp_path_factory.mktemp("many") / "many.nt", 400_000)


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def is_working(store: Path) -> bool:
    """Whether the loading process has begun to fill its folder."""
    return any(store.glob(".new-*/*/CURRENT"))


@contextmanager
def loading(file: Path, store: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that loads the file, and that ends with the test whatever becomes of it."""
    process = start("load", file, "--store", store)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@contextmanager
def serving(*arguments: str | Path) -> Iterator[tuple[str, str]]:
    """A server, what it says first, and its address."""
    process = start("serve", "--port", "0", "--workers", "1", *arguments)
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        assert line, process.communicate()[1]
        yield line, line.split()[-1]
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE_S)


def count_at(address: str) -> int:
    query = urlencode({"query": COUNT, "format": "csv"})
    request = urllib.request.Request(f"{address}sparql?{query}", headers={"Accept": "text/csv"})
    with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
        return int(answer.read().split()[1])


def test_load_then_query(tmp_path: Path) -> None:
    packed = tmp_path / "a.ttl.gz"
    packed.write_bytes(gzip.compress(b"<a:s> <a:p> 1, 2 ."))
    ended = run("load", packed, write_statements(tmp_path / "b.nt", 3), "--store", tmp_path / "s")
    assert ended.stderr == ""
    assert "version 1 holds 5 statements, 5 of them new from 2 files" in ended.stdout
    assert run("query", COUNT, "--store", tmp_path / "s").stdout.split() == ["n", "5"]


def test_a_terminal_sees_a_bar_and_then_only_the_result(tmp_path: Path) -> None:
    file = write_statements(tmp_path / "a.nt", 20_000)
    main, other = pty.openpty()
    shown: list[bytes] = []
    reader = threading.Thread(target=lambda: shown.extend(iter(lambda: _read(main), b"")))
    reader.start()
    command = [*COMMAND, "load", str(file), "--store", str(tmp_path / "s")]
    ended = subprocess.run(command, stdout=subprocess.PIPE, stderr=other, check=True)
    os.close(other)
    reader.join()
    os.close(main)
    assert b"Reading" in b"".join(shown)
    assert b"version 1" in ended.stdout


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 10_000)
    except OSError:
        return b""


@pytest.mark.parametrize(
    ("name", "text", "code", "message"),
    [
        ("bad.ttl", "\noops", 1, "bad.ttl, row 2"),
        ("data.csv", "", 2, "no RDF format has this suffix"),
        ("none.nt", None, 2, "none.nt: No such file or directory"),
    ],
)
def test_what_cannot_be_loaded_is_one_line_and_changes_nothing(
    store: Path, tmp_path: Path, name: str, text: str | None, code: int, message: str
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text)
    ended = run("load", tmp_path / "ten.nt", tmp_path / name, "--store", store)
    assert ended.returncode == code
    assert message in ended.stderr
    assert ended.stderr.count("\n") == 1
    assert names(store) == ["current", "v1"]


def test_a_second_load_at_once_is_one_line(store: Path, tmp_path: Path) -> None:
    with writing(store):
        ended = run("load", tmp_path / "ten.nt", "--store", store)
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"inovasi: Another process is writing to {store}")
    assert ended.stderr.count("\n") == 1


def test_two_loads_one_after_the_other_do_not_meet(store: Path, many: Path) -> None:
    with loading(many, store) as first:
        assert eventually(lambda: is_working(store), PATIENCE_S)
        second = run("load", many, "--store", store)
        assert "Another process is writing" in second.stderr
        output, errors = first.communicate(timeout=60)
    assert errors == ""
    assert "version 2 holds 400,000 statements" in output


@linux_only
def test_ctrl_c_ends_a_load_and_leaves_the_store_as_it_was(store: Path, many: Path) -> None:
    with loading(many, store) as process:
        assert eventually(lambda: is_working(store), PATIENCE_S)
        process.send_signal(signal.SIGINT)
        # click ends the line on which the terminal shows ^C.
        assert process.communicate(timeout=PATIENCE_S) == ("", "\n")
    assert process.returncode == 130
    assert names(store) == ["current", "v1"]
    assert len(content(store)) == 10


@linux_only
@pytest.mark.parametrize("seconds", [0.0, 0.2, 0.6])
def test_a_load_that_is_killed_leaves_the_old_version(
    store: Path, many: Path, tmp_path: Path, seconds: float
) -> None:
    with loading(many, store):
        assert eventually(lambda: is_working(store), PATIENCE_S)
        time.sleep(seconds)
    assert version_of(store).number == 1
    assert len(content(store)) == 10
    assert eventually(lambda: not is_held(store))
    load([write_statements(tmp_path / "more.nt", 5, 100)], store)
    assert names(store) == ["current", "v1", "v2"]
    assert len(content(store)) == 15


def is_held(store: Path) -> bool:
    """Whether any process has a file open in the folder."""
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            if str(store) in str(link.readlink()):
                return True
        except OSError:
            continue
    return False


def test_a_query_goes_to_a_store_or_to_files(store: Path, tmp_path: Path) -> None:
    ended = run("query", COUNT, "--store", store, "--data", tmp_path / "ten.nt")
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)
    assert "a store or to files" in ended.stderr


@pytest.mark.parametrize("place", ["none", "."])
def test_a_query_of_no_store_says_how_to_make_one(tmp_path: Path, place: str) -> None:
    ended = run("query", COUNT, "--store", tmp_path / place)
    assert ended.returncode == 2
    assert "holds no store — load files into it with inovasi load" in ended.stderr
    assert not (tmp_path / "none").exists()


def test_a_server_of_a_store_makes_it_seeds_it_once_and_answers(tmp_path: Path) -> None:
    store, file = tmp_path / "store", write_statements(tmp_path / "a.nt", 7)
    with serving("--store", store, "--data", file) as (line, address):
        assert f"Serving the store {store} at" in line
        assert count_at(address) == 7
        # A load does not disturb the server, nor does the server hinder the load.
        load([write_statements(tmp_path / "b.nt", 20)], store)
        assert count_at(address) == 7
    with serving("--store", store, "--data", file) as (_, address):
        assert count_at(address) == 20


def test_a_server_of_a_store_that_does_not_exist_starts_empty(tmp_path: Path) -> None:
    with serving("--store", tmp_path / "store") as (_, address):
        assert count_at(address) == 0
    assert version_of(tmp_path / "store").number == 1


def test_a_server_of_many_statements_reads_them_from_disk_and_tidies_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    lines = b"".join(b'<a:%d> <a:p> "value" .\n' % number for number in range(200_000))
    file = tmp_path / "many.nt.gz"
    file.write_bytes(gzip.compress(lines, 1))
    with serving("--data", file) as (_, address):
        assert count_at(address) == 200_000
        assert list(temporary.glob("inovasi-data-*"))
    assert not list(temporary.glob("inovasi-data-*"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--data", "bad.ttl"), "bad.ttl, row 2"),
        (("--store", "bad.ttl"), "name the folder of a store"),
    ],
)
def test_a_server_of_bad_data_is_one_line(
    tmp_path: Path, arguments: tuple[str, str], message: str
) -> None:
    (tmp_path / "bad.ttl").write_text("\noops")
    ended = run("serve", "--port", "0", arguments[0], tmp_path / arguments[1])
    assert ended.returncode in {1, 2}
    assert message in ended.stderr
    assert ended.stderr.count("\n") == 1
