"""Heads of query files: the lines that begin with ``#+`` say in YAML what the query is for.

::

    #+ title:
    #+   id: Setiap kota pemenang mempunyai titik koordinat
    #+   en: Every winning city has a point
    SELECT ?area WHERE { … }
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any, Final

import yaml

from inovasi.errors import DataError

# Some editors begin a file with it. The codec utf-8-sig would drop it as well, and then name the
# wrong byte for one that is not UTF-8.
BYTE_ORDER_MARK: Final = "\ufeff"
LANGUAGES: Final = ("id", "en")
_MARK: Final = "#+"
# The loader in C is some ten times faster; every wheel of PyYAML has it, not every build.
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Headed:
    """A query file taken apart: ``fields`` of the head, and the query below it in ``text``.

    ``above`` counts the lines before the query.
    """

    file: Path
    fields: Mapping[str, Any]
    text: str
    above: int

    def both(self, key: str) -> dict[str, str]:
        """A text of the head in Indonesian and English, each on one line."""
        texts = self.fields.get(key)
        found = {
            language: " ".join(text.split())
            for language in LANGUAGES
            if isinstance(texts, dict) and isinstance(text := texts.get(language), str)
        }
        if not all(found.get(language) for language in LANGUAGES):
            problem = f"{key} is not given in both languages"
            raise DataError(self.file, problem, f"give {key} with id and en")
        return found


def read_headed(file: Path) -> Headed:
    """The file taken apart; DataError where it cannot be read or lacks head or query."""
    try:
        content = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise DataError(file, f"byte {error.start} is not UTF-8", "save it in UTF-8") from None
    except OSError as error:
        raise DataError(file, f"cannot be read ({error.strerror})", "restore the file") from error
    return parse_headed(file, content.removeprefix(BYTE_ORDER_MARK))


def parse_headed(file: Path, content: str) -> Headed:
    """The content taken apart; the file is named in messages."""
    lines = content.splitlines()
    head = list(takewhile(lambda line: line.startswith(_MARK), lines))
    fields = _fields(file, head)
    text = "\n".join(lines[len(head) :]).strip()
    if not text:
        raise DataError(file, "there is no query after the head", "write it below the #+ lines")
    blank = sum(1 for _ in takewhile(lambda line: not line.strip(), lines[len(head) :]))
    return Headed(file, fields, text, len(head) + blank)


def _fields(file: Path, lines: list[str]) -> dict[str, Any]:
    written = "\n".join(line.removeprefix(_MARK).removeprefix(" ") for line in lines)
    try:
        # Either loader is a safe one.
        fields = yaml.load(written, Loader=_LOADER)  # noqa: S506
    except yaml.MarkedYAMLError as error:
        row = error.problem_mark.line + 1 if error.problem_mark else 0
        raise DataError(file, f"{error.problem}", "write the #+ lines as YAML", row=row) from None
    except yaml.YAMLError as error:
        problem = " ".join(str(error).split())
        raise DataError(file, problem, "write the #+ lines as YAML") from None
    if not isinstance(fields, dict):
        raise DataError(file, "it has no head", "begin it with lines such as #+ title:")
    return fields
