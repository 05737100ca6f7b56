"""Rules: SPARQL queries that must come back empty.

Each is a file of its own that begins with a head in YAML::

    #+ title:
    #+   id: Setiap kota pemenang mempunyai titik koordinat
    #+   en: Every winning city has a point
    #+ mend:
    #+   id: Tambahkan geo:hasGeometry pada wilayahnya.
    #+   en: Add geo:hasGeometry to its area.
    SELECT ?area WHERE { … }

The title says what holds, the mend what to do about a row that shows it does not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from inovasi import iris
from inovasi.errors import DataError, InovasiError
from inovasi.knowledge.heads import read_headed

Select = Callable[[str], list[dict[str, str]]]

_HEAD: Final = ("title", "mend")


@dataclass(frozen=True, slots=True)
class Rule:
    """One query that must come back empty; ``title`` and ``mend`` are by language."""

    file: Path
    title: Mapping[str, str]
    mend: Mapping[str, str]
    text: str

    @property
    def name(self) -> str:
        """What a violation is reported under."""
        return self.file.stem

    def line(self, row: Mapping[str, str]) -> str:
        """One row of the answer as a violation on a terminal."""
        values = " ".join(f"{name}={iris.shorten(value)}" for name, value in sorted(row.items()))
        return f"{self.name}: {values} — not so: {self.title['en']} — {self.mend['en']}"


def check_rules(folder: Path, select: Select) -> list[str]:
    """One line for every row that a rule of the folder finds.

    ``select`` answers a SELECT query with a row of plain strings for each solution; where it
    refuses a query, the DataError names the rule's file.
    """
    return [line for rule in read_rules(folder) for line in sorted(_lines(rule, select))]


def _lines(rule: Rule, select: Select) -> list[str]:
    try:
        return [rule.line(row) for row in select(rule.text)]
    except InovasiError as error:
        raise DataError(rule.file, error.detail, error.remedy) from error


def read_rules(folder: Path) -> tuple[Rule, ...]:
    """Every ``*.rq`` file of the folder by name; DataError for one without a proper head."""
    if not folder.is_dir():
        raise DataError(
            folder, "the folder of rules is missing", "create it and put .rq files in it"
        )
    rules = tuple(_rule(file) for file in sorted(folder.glob("*.rq")))
    if not rules:
        raise DataError(folder, "there are no rules here", "restore the .rq files")
    return rules


def _rule(file: Path) -> Rule:
    headed = read_headed(file)
    unknown = sorted(str(key) for key in headed.fields.keys() - set(_HEAD))
    if unknown:
        raise DataError(file, f"unknown key {unknown[0]!r} in the head", "use title and mend")
    title, mend = (headed.both(key) for key in _HEAD)
    # The head's lines stay as empty ones, so that a message names the line of the file.
    return Rule(file, title, mend, "\n" * headed.above + headed.text)
