"""What things are called, by their IRI: looked up on the disk, because there can be millions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Final

from inovasi import iris
from inovasi.portals.statements import Statement, literal, opened, split

LANGUAGES: Final = ("id", "en")
_NAMING: Final = {
    f"<{iris.expand(name)}>": rank
    for rank, name in enumerate(
        ("skos:prefLabel", "rdfs:label", "dct:title", "schema:name", "foaf:name")
    )
}
_REMEMBERED: Final = 50_000

Names = tuple[str, str]
"""A name for each of the LANGUAGES, empty where there is none."""
NONE: Final[Names] = ("", "")


class Labels:
    """The names of everything that the files name; those of earlier files come first."""

    def __init__(self, file: Path, sources: Iterable[Path]) -> None:
        self._known: dict[str, Names] = {}
        self._database = sqlite3.connect(file, isolation_level=None)
        # A file for this run alone: nothing has to outlive a crash.
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute(
            "CREATE TABLE name (iri TEXT PRIMARY KEY, indonesian TEXT, english TEXT) WITHOUT ROWID"
        )
        self._database.execute("BEGIN")
        for source in sources:
            self._database.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", named(source))
        self._database.execute("COMMIT")

    def of(self, iri: str) -> Names:
        """The names of a thing; that without a language stands for a language without one."""
        names = self._known.get(iri)
        if names is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            query = "SELECT indonesian, english FROM name WHERE iri = ?"
            with closing(self._database.execute(query, (iri,))) as cursor:
                names = self._known[iri] = cursor.fetchone() or NONE
        return names

    def __enter__(self) -> Labels:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._database.close()


def named(source: Path) -> Iterator[tuple[str, ...]]:
    """The things that a file names, with their names."""
    with opened(source) as lines:
        naming = (line for line in lines if line.split(" ", 2)[1] in _NAMING)
        for subject, stated in groupby(map(split, naming), key=_subject):
            if subject[0] == "<":
                yield (subject[1:-1], *_chosen(stated))


def _chosen(stated: Iterable[Statement]) -> Names:
    best: dict[str, tuple[int, str]] = {}
    for _, predicate, value, _ in stated:
        if value[0] == '"':
            text, language, _ = literal(value)
            rank = _NAMING[predicate]
            if language not in best or rank < best[language][0]:
                best[language] = (rank, text)
    indonesian, english = (best.get(tag, best.get("", (0, "")))[1] for tag in LANGUAGES)
    return indonesian, english


def _subject(statement: Statement) -> str:
    return statement[0]
