from __future__ import annotations

import io
from pathlib import Path

from inovasi.store.progress import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_how_far_it_is(tmp_path: Path) -> None:
    file = tmp_path / "a.nt"
    file.write_bytes(b"x" * 2_000_000)
    terminal = Terminal()
    with progress([file, tmp_path / "missing"], terminal) as watch:
        watch(1_000_000)
        middle = terminal.getvalue()
        watch(2_000_000)
    assert "Reading" in middle
    assert "Sorting" in terminal.getvalue()
    assert "2.0 MB" in terminal.getvalue()


def test_elsewhere_nothing_is_written(tmp_path: Path) -> None:
    output = io.StringIO()
    with progress([], output) as watch:
        watch(1)
    assert output.getvalue() == ""
