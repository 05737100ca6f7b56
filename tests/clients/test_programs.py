from __future__ import annotations

from pathlib import Path

import pytest

from tests.clients import programs
from tests.clients.page import Block


def block(language: str, text: str) -> Block:
    return Block("", language, "", text)


def test_a_program_that_imports_what_is_not_here_is_not_run() -> None:
    source = "import json, nowhere.deep\nfrom not_here import x\nfrom . import y"
    assert programs.missing(block("python", source)).startswith("not_here, nowhere not installed")
    assert programs.missing(block("python", "import json\nfrom pathlib import Path")) == ""


def test_a_command_that_is_not_here_is_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name, **_: name if name == "sh" else None)
    assert programs.missing(block("sh", "curl x")) == "curl not installed"
    assert "npm ci" in programs.missing(block("sh", "comunica-sparql x"))
    assert programs.missing(block("sh", "echo x")) == ""


def test_a_snippet_runs_in_its_folder_and_stops_at_a_fault(tmp_path: Path) -> None:
    assert programs.run(block("python", "import os; print(os.getcwd())"), tmp_path).stdout == (
        f"{tmp_path}\n"
    )
    ended = programs.run(block("sh", "false\necho on"), tmp_path)
    assert (ended.returncode, ended.stdout) == (1, "")
