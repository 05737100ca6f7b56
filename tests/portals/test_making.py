"""The process that makes dumps: what it says, and what its end means."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from inovasi.errors import DumpFailed
from inovasi.portals.editions import Edition
from inovasi.portals.making import Making
from tests.portals.samples import QUADS, stored


def making(folder: Path, *names: str) -> Making:
    edition = Edition("published-0123456789abcdef", {"inovasi": stored(folder, QUADS)})
    return Making(edition, folder, [("inovasi", name) for name in names])


def test_it_says_what_is_made_and_nothing_else(tmp_path: Path) -> None:
    process = making(tmp_path, "parquet", "nt")
    try:
        assert list(process) == [{"made": ["inovasi", "parquet"]}, {"made": ["inovasi", "nt"]}]
    finally:
        process.close()


def test_its_end_is_an_error_that_names_the_signal(tmp_path: Path) -> None:
    process = making(tmp_path, "nt")
    try:
        os.kill(process.number, signal.SIGKILL)
        with pytest.raises(DumpFailed, match="SIGKILL"):
            list(process)
    finally:
        process.close()
