from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from inovasi.paths import QUERIES
from tests.shared import CHECKOUT

SECONDS = 4

needs_atheris = pytest.mark.skipif(
    importlib.util.find_spec("atheris") is None,
    reason="no atheris: install it to mutate texts by what they reach in the lexer",
)


@needs_atheris
def test_no_mutated_text_breaks_the_lexer(tmp_path: Path) -> None:
    found, seeds = tmp_path / "found", tmp_path / "seeds"
    for folder in (found, seeds):
        folder.mkdir()
    for file in QUERIES.glob("*.rq"):
        (seeds / file.name).write_bytes(file.read_bytes())
    options = [f"-max_total_time={SECONDS}", "-max_len=2048", "-timeout=5", "-seed=1"]
    command = [sys.executable, "-m", "tests.fuzz.lexing", *options, str(found), str(seeds)]
    ended = subprocess.run(
        [*command, f"-artifact_prefix={tmp_path}/"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr[-3000:]
    assert "DONE" in ended.stderr or "Done" in ended.stderr
