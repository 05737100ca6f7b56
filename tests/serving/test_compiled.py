from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment

from inovasi.serving.compiled import keep_code

PAGE = {"page": "{% if true %}\nHello {{ name }}\n{% endif %}"}


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def environment(**options: Any) -> Environment:
    made = Environment(loader=DictLoader(PAGE), **options)
    keep_code(made)
    return made


def rendered(made: Environment, name: str = "you") -> str:
    return made.get_template("page").render(name=name)


def compiles(made: Environment, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the templates that are compiled from now on."""
    names: list[str] = []
    compile_ = made.compile

    def watched(source: str, name: str, filename: str | None) -> Any:
        names.append(name)
        return compile_(source, name, filename)

    monkeypatch.setattr(made, "compile", watched)
    return names


def test_a_template_is_compiled_once(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = environment(), environment()
    names = compiles(first, monkeypatch), compiles(second, monkeypatch)
    assert rendered(first) == rendered(second)
    assert names == (["page"], [])


def test_nobody_else_may_open_the_folder(temporary: Path) -> None:
    rendered(environment())
    (folder,) = temporary.iterdir()
    # docs/operating.md names it.
    assert folder.name == f"_jinja2-cache-{os.getuid()}"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert list(folder.iterdir())


def test_code_that_was_made_otherwise_is_not_used(temporary: Path) -> None:
    name = "<you>"
    assert rendered(environment(), name) == "\nHello <you>\n"
    assert rendered(environment(autoescape=True), name) == "\nHello &lt;you&gt;\n"
    assert rendered(environment(autoescape=lambda _: True), name) == "\nHello &lt;you&gt;\n"
    assert rendered(environment(trim_blocks=True), name) == "Hello <you>\n"
    assert rendered(environment(variable_start_string="[["), name) == "\nHello {{ name }}\n"


def test_a_damaged_file_is_compiled_again(temporary: Path) -> None:
    rendered(environment())
    (file,) = next(temporary.iterdir()).iterdir()
    whole = file.read_bytes()
    for place in range(0, len(whole), 7):
        for damaged in (whole[:place], whole[:place] + b"\xff" + whole[place:], b""):
            file.write_bytes(damaged)
            assert rendered(environment()) == "\nHello you\n"
            assert file.read_bytes() == whole


def test_a_folder_that_is_full_keeps_nothing(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = environment()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert rendered(made) == "\nHello you\n"
    assert list(next(temporary.iterdir()).iterdir()) == []


def test_where_no_folder_can_be_made_all_goes_on_without(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = environment()
    next(temporary.iterdir()).rmdir()
    assert rendered(made) == "\nHello you\n"
    monkeypatch.setattr(tempfile, "tempdir", str(temporary / "nowhere"))
    assert rendered(environment()) == "\nHello you\n"
