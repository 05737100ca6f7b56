"""Saved questions: queries with a head of ``#+`` lines that says in YAML what they ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

import yaml

from inovasi.errors import DataError, UsageError

LANGUAGES: Final = ("id", "en")
_MARK: Final = "#+"
# The loader in C is some ten times faster; every wheel of PyYAML has it, not every build.
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class SavedQuestion:
    """A question with a name; title and description by language, ``text`` without the head.

    ``order`` says where it stands among the others, the first lowest.
    """

    name: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    text: str
    order: int = 0


def read_questions(folder: Path) -> tuple[SavedQuestion, ...]:
    """All questions of a folder in their order; none where there is no folder."""
    questions = [read_question(file) for file in sorted(folder.glob("*.rq"))]
    return tuple(sorted(questions, key=lambda question: question.order))


def find_question(folder: Path, name: str) -> SavedQuestion:
    """The question of this name."""
    file = folder / f"{name}.rq"
    if file.name != f"{name}.rq" or not file.is_file():
        near = get_close_matches(name, [known.stem for known in folder.glob("*.rq")], cutoff=0.5)
        raise UsageError(
            f"{name!r} is no file, no query and no saved question",
            f"did you mean {' or '.join(near)}?" if near else "write the query in quotes",
        )
    return read_question(file)


def read_question(file: Path) -> SavedQuestion:
    """One file, or DataError with the line that is wrong."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise DataError(file, f"byte {error.start} is not UTF-8", "save it in UTF-8") from None
    count = next((i for i, line in enumerate(lines) if not line.startswith(_MARK)), len(lines))
    head = _head(file, lines[:count])
    text = "\n".join(lines[count:]).strip()
    if not text:
        raise DataError(file, "there is no query after the head", "write it below the #+ lines")
    order = head.get("order", 0)
    if not isinstance(order, int):
        raise DataError(file, f"order is {order!r}", "give a whole number")
    title, description = (_texts(file, head, key) for key in ("title", "description"))
    return SavedQuestion(file.stem, title, description, text, order)


def _head(file: Path, lines: list[str]) -> dict[str, Any]:
    written = "\n".join(line.removeprefix(_MARK).removeprefix(" ") for line in lines)
    try:
        # Either loader is a safe one.
        head = yaml.load(written, Loader=_LOADER)  # noqa: S506
    except yaml.MarkedYAMLError as error:
        row = error.problem_mark.line + 1 if error.problem_mark else 0
        raise DataError(file, f"{error.problem}", "write the #+ lines as YAML", row=row) from None
    if not isinstance(head, dict):
        raise DataError(file, "it has no head", "begin it with #+ lines: title and description")
    return head


def _texts(file: Path, head: dict[str, Any], key: str) -> dict[str, str]:
    texts = head.get(key)
    found = {
        k: v for k in LANGUAGES if isinstance(texts, dict) and isinstance(v := texts.get(k), str)
    }
    if len(found) < len(LANGUAGES):
        raise DataError(file, f"{key} is not given in both languages", f"give {key} with id and en")
    return {language: " ".join(text.split()) for language, text in found.items()}
