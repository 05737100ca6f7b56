from __future__ import annotations

import io
import re
from pathlib import Path

from inovasi.store.command import load_files
from tests.store.support import write_statements


def test_what_was_loaded_is_told_in_a_line(tmp_path: Path) -> None:
    files = [write_statements(tmp_path / f"{number}.nt", 600, number) for number in range(2)]
    said = load_files(files[:1], tmp_path / "store", io.StringIO())
    assert re.fullmatch(
        r"\S+: version 1 holds 600 statements, 600 of them new from 1 file, loaded in \d+\.\d s",
        said,
    )
    said = load_files(files, tmp_path / "store", io.StringIO())
    assert "version 2 holds 601 statements, 1 of them new from 2 files" in said
