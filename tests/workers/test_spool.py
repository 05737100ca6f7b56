from __future__ import annotations

import os
from pathlib import Path

import pytest

from inovasi.errors import ResultTooLarge
from inovasi.workers import spool as module
from inovasi.workers.spool import INLINE, Spool, nameless_file


def test_a_small_answer_stays_in_memory(tmp_path: Path) -> None:
    spool = Spool(str(tmp_path))
    spool.write(b"a" * (INLINE - 1))
    spool.write(b"b")
    spool.flush()
    assert spool.descriptor is None
    assert spool.inline() == spool.content() == b"a" * (INLINE - 1) + b"b"


def test_a_large_answer_goes_to_a_file_without_a_name(tmp_path: Path) -> None:
    spool = Spool(str(tmp_path))
    pieces = [bytes([number]) * 30_000 for number in range(5)]
    for piece in pieces:
        assert spool.write(piece) == len(piece)
    assert list(tmp_path.iterdir()) == []
    assert spool.inline() == b""
    assert spool.descriptor is not None
    assert os.pread(spool.descriptor, 1_000_000, 0) == b"".join(pieces)
    assert spool.content()[:] == b"".join(pieces)
    assert spool.size == 150_000
    spool.close()
    assert spool.descriptor is None


@pytest.mark.parametrize("limit", [10, INLINE + 10])
def test_an_answer_over_the_limit_is_an_error(tmp_path: Path, limit: int) -> None:
    spool = Spool(str(tmp_path), limit)
    spool.write(b"x" * limit)
    with pytest.raises(ResultTooLarge, match=str(limit)):
        spool.write(b"x")
    spool.close()


def test_a_file_system_without_nameless_files_gets_one_that_is_unlinked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_O_TMPFILE", 0)
    descriptor = nameless_file(str(tmp_path))
    os.write(descriptor, b"kept")
    assert list(tmp_path.iterdir()) == []
    assert os.pread(descriptor, 10, 0) == b"kept"
    os.close(descriptor)


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        nameless_file(str(tmp_path / "missing"))
