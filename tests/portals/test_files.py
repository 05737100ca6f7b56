"""Files are whole, with a checksum that sha256sum reads, or not there."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from inovasi.portals.files import checksum_of, put, workplace


def test_a_file_comes_with_its_checksum(tmp_path: Path) -> None:
    with workplace(tmp_path) as work:
        (work / "a").write_bytes(b"content")
        put(work / "a", tmp_path / "inovasi.ttl")
    digest = hashlib.sha256(b"content").hexdigest()
    line = (tmp_path / "inovasi.ttl.sha256").read_text(encoding="utf-8")
    assert line == f"{digest}  inovasi.ttl\n"
    assert checksum_of(tmp_path / "inovasi.ttl") == digest
    assert sorted(path.name for path in tmp_path.iterdir()) == ["inovasi.ttl", "inovasi.ttl.sha256"]


def test_nothing_is_left_of_what_went_wrong(tmp_path: Path) -> None:
    def fill() -> None:
        with workplace(tmp_path) as work:
            (work / "a").write_bytes(b"half")
            raise OSError("full")

    with pytest.raises(OSError, match="full"):
        fill()
    assert list(tmp_path.iterdir()) == []
