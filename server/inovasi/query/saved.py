"""Saved questions: queries with a head of ``#+`` lines that says in YAML what they ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from inovasi.errors import DataError, UsageError
from inovasi.knowledge.heads import read_headed


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
    known = {file.stem: file for file in folder.glob("*.rq")}
    if name not in known:
        near = get_close_matches(name, known, cutoff=0.5)
        raise UsageError(
            f"{name!r} is no file, no query and no saved question",
            f"did you mean {' or '.join(near)}?" if near else "write the query in quotes",
        )
    return read_question(known[name])


def read_question(file: Path) -> SavedQuestion:
    """One file, or DataError with the line that is wrong."""
    headed = read_headed(file)
    order = headed.fields.get("order", 0)
    if not isinstance(order, int):
        raise DataError(file, f"order is {order!r}", "give a whole number")
    title, description = headed.both("title"), headed.both("description")
    return SavedQuestion(file.stem, title, description, headed.text, order)
