from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

import inovasi
from inovasi.workers.recipe import Recipe


def test_a_worker_looks_for_modules_only_where_its_own_lie() -> None:
    folders = [Path(folder) for folder in Recipe("handler").folders]
    assert Path(inovasi.__file__).parent.parent in folders
    assert any((folder / "pyoxigraph").is_dir() for folder in folders)


def test_the_command_starts_this_interpreter_without_site_and_environment() -> None:
    command = Recipe("handler", folders=("/one", "/two")).command(5, 7)
    assert command[:3] == [sys.executable, "-I", "-S"]
    assert command[-4:] == ["5", "7", "/one", "/two"]


@pytest.mark.parametrize(("own", "told"), [(0, [1234, 1234]), (1000, None)])
def test_only_root_can_have_its_workers_become_another_user(
    monkeypatch: pytest.MonkeyPatch, own: int, told: list[int] | None
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: own)
    assert Recipe("handler", user=(1234, 1234)).message()["user"] == told
