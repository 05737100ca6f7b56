from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from inovasi.errors import DataError, StoreError
from inovasi.store import loader
from tests.store.support import write_statements


def order(folder: Path, *files: Path, **changes: Any) -> dict[str, Any]:
    return {
        "files": [str(file) for file in files],
        "base": None,
        "work": str(folder / "work"),
        "target": str(folder / "target"),
        "dump": str(folder / "dump.nq"),
        "dump_below": 0,
        **changes,
    }


def messages(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_small_pieces_add_up_to_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(loader, "_STEP", 10)
    monkeypatch.setattr(loader, "PIECE_QUADS", 30)
    one = write_statements(tmp_path / "one.nt", 100)
    two = write_statements(tmp_path / "two.nt", 95, start=50)
    assert loader.fill(order(tmp_path, one, two)) == {"quads": 145, "added": 145}
    assert len(ox.Store.read_only(str(tmp_path / "target"))) == 145
    heard = messages(capsys)
    assert [message["file"] for message in heard if "file" in message] == [0, 1]
    read = [message["read"] for message in heard if "read" in message]
    assert read == sorted(read)
    assert read[-1] == one.stat().st_size + two.stat().st_size


def test_a_piece_ends_after_so_many_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "_STEP", 1)
    monkeypatch.setattr(loader, "PIECE_BYTES", 10_000)
    sizes: list[int] = []

    class Store:
        def bulk_extend(self, quads: Any) -> None:
            sizes.append(len(list(quads)))

    file = tmp_path / "a.nt"
    file.write_text("".join(f'<a:{n}> <a:p> "{"x" * 8000}" .\n' for n in range(10)))
    loader._add(Store(), [file])  # type: ignore[arg-type]
    assert sum(sizes) == 10
    assert max(sizes) <= 4


def test_a_base_is_added_to_and_does_not_change(made: Path, tmp_path: Path) -> None:
    file = write_statements(tmp_path / "more.nt", 10, start=5)
    base = made / "v1" / "data"
    before = {path.name: path.read_bytes() for path in base.iterdir()}
    done = loader.fill(order(tmp_path, file, base=str(base)))
    assert done == {"quads": 15, "added": 5}
    assert {path.name: path.read_bytes() for path in base.iterdir()} == before


def test_few_statements_go_to_a_dump(tmp_path: Path) -> None:
    file = tmp_path / "a.ttl"
    file.write_text("_:a <a:p> [ <a:q> 1.50 ] .")
    done = loader.fill(order(tmp_path, file, dump_below=3))
    assert done["quads"] == 2
    assert (tmp_path / "dump.nq").read_text().count("\n") == 2
    assert not (tmp_path / "target").exists()


def test_nothing_makes_an_empty_checkpoint(tmp_path: Path) -> None:
    assert loader.fill(order(tmp_path)) == {"quads": 0, "added": 0}
    assert len(ox.Store.read_only(str(tmp_path / "target"))) == 0


def test_a_malformed_file_and_a_store_that_cannot_be_written_raise(tmp_path: Path) -> None:
    file = tmp_path / "a.ttl"
    file.write_text("oops")
    with pytest.raises(DataError, match=r"a\.ttl, row 1"):
        loader.fill(order(tmp_path, file))
    with pytest.raises(StoreError, match="cannot be written"):
        loader.fill(order(tmp_path, work=str(file)))


def run(text: str) -> subprocess.CompletedProcess[str]:
    start = "from inovasi.store.loader import main; main()"
    return subprocess.run(
        [sys.executable, "-c", start],
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_a_parent_it_does_nothing(tmp_path: Path) -> None:
    ended = run(json.dumps(order(tmp_path)) + "\n")
    assert "the parent ended" in ended.stderr
    assert list(tmp_path.iterdir()) == []
