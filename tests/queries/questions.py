"""The saved questions with what their heads promise and the rows that are expected of them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import yaml

from inovasi import paths
from inovasi.query.saved import SavedQuestion, read_question

Rows = list[list[str]]

_HEAD: Final = re.compile(r"(?:#\+.*\n)+")
_MARK: Final = re.compile(r"^#\+ ?", re.MULTILINE)


@dataclass(frozen=True)
class Question:
    """One ``.rq`` file. ``facts`` are those without which its answer would be another."""

    file: Path

    @property
    def name(self) -> str:
        return self.file.stem

    @cached_property
    def saved(self) -> SavedQuestion:
        return read_question(self.file)

    @cached_property
    def head(self) -> Mapping[str, Any]:
        found = _HEAD.match(self.file.read_text(encoding="utf-8"))
        assert found is not None, f"{self.file.name} has no head"
        head: Mapping[str, Any] = yaml.safe_load(_MARK.sub("", found[0]))
        return head

    @property
    def facts(self) -> tuple[str, ...]:
        return tuple(self.head.get("facts", ()))

    @cached_property
    def expected(self) -> Rows:
        return rows(self.file.with_suffix(".csv").read_text(encoding="utf-8"))


def rows(text: str) -> Rows:
    """The header and the rows of a result in CSV, whatever its line ends."""
    return list(csv.reader(io.StringIO(text, newline="")))


QUESTIONS: Final = tuple(Question(file) for file in sorted(paths.QUERIES.glob("*.rq")))
NAMES: Final = tuple(question.name for question in QUESTIONS)
FACTS: Final = tuple(f"F{number}" for number in range(1, 91))
