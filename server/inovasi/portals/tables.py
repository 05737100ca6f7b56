"""The one graph of a dataset as wide tables: one for each class, a row for each of its things.

It is read twice: to see which columns there are, and to fill them. What has several classes stands
in the table of each; what has none in a table of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from inovasi import iris
from inovasi.errors import Inexpressible
from inovasi.portals.compaction import Context
from inovasi.portals.labels import LANGUAGES, Labels
from inovasi.portals.naming import column_stem, file_names, suffix, unique
from inovasi.portals.statements import (
    STRING,
    TYPE,
    Statement,
    one_graph,
    refuse_triple_term,
    subjects,
    unescape,
)
from inovasi.portals.values import Measure

IDENTIFIER: Final = "id"
REFERENCE: Final = "iri"
"""The kind of a column whose values are identifiers; others are ``@`` with a language, or the IRI
of a datatype."""
SEPARATORS: Final = ("|", "¦", "‖", "␟", "\x1f", "\x1e")
_SEPARATING: Final = re.compile("[" + "".join(SEPARATORS) + "]")
_ALL: Final = (True, True)
_CLASS: Final = (TYPE[1:-1], REFERENCE)
_FIRST: Final = {
    iris.expand(name): rank
    for rank, name in enumerate(("rdf:type", "skos:prefLabel", "rdfs:label", "skos:altLabel"))
}

Key = tuple[str, str]
"""A property and a kind of its values."""
Cells = dict[Key, list[str]]


@dataclass(slots=True)
class Seen:
    """What was seen of the values of a column."""

    measure: Measure
    many: bool = False
    separators: tuple[str, ...] = SEPARATORS
    labels: tuple[bool, bool] = (False, False)

    def look(self, values: Sequence[str]) -> None:
        if len(values) > 1:
            self.many = True
        for value in values:
            if self.measure.open:
                self.measure.look(value)
            if _SEPARATING.search(value):
                self.separators = tuple(s for s in self.separators if s not in value)

    def look_for_labels(self, values: Sequence[str], labels: Labels) -> None:
        if self.labels == _ALL:
            return
        for value in values:
            indonesian, english = labels.of(value)
            before = self.labels
            self.labels = (before[0] or indonesian != "", before[1] or english != "")


@dataclass(frozen=True, slots=True)
class Column:
    """The values of a property that are of one kind.

    ``separator`` is empty where each thing has one at most. ``labels`` are the columns with what
    the values are called: the number of the language, and the name.
    """

    name: str
    key: Key
    separator: str
    type: str
    labels: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The things of a class; the empty text stands for those without one."""

    name: str
    iri: str
    columns: tuple[Column, ...]
    rows: int


@dataclass(slots=True)
class _Draft:
    rows: int = 0
    columns: dict[Key, Seen] = field(default_factory=dict)


def survey(source: Path, labels: Labels, context: Context) -> list[Table]:
    """The tables, by their names."""
    drafts: dict[str, _Draft] = defaultdict(_Draft)
    for _, classes, cells in things(source):
        for iri in classes:
            draft = drafts[iri]
            draft.rows += 1
            for key, values in cells.items():
                seen = draft.columns.get(key)
                if seen is None:
                    seen = draft.columns[key] = Seen(Measure(key[1]))
                seen.look(values)
                if key[1] == REFERENCE:
                    seen.look_for_labels(values, labels)
    names = file_names(drafts, context)
    tables = [
        Table(names[iri], iri, tuple(_columns(draft.columns, context)), draft.rows)
        for iri, draft in drafts.items()
    ]
    return sorted(tables, key=lambda table: table.name)


def things(source: Path) -> Iterator[tuple[str, tuple[str, ...], Cells]]:
    """Each subject with its classes and the texts of its values."""
    keys: dict[Key, Key] = {}
    for subject, stated in subjects(one_graph(source)):
        cells = _cells(stated, keys)
        classes = cells.get(_CLASS, ())
        yield plain(subject), tuple(classes) or ("",), cells


def plain(term: str) -> str:
    """An identifier as it stands in a cell."""
    return term[1:-1] if term[0] == "<" else term


def _cells(stated: Sequence[Statement], keys: dict[Key, Key]) -> Cells:
    """The texts; ``keys`` remembers which property and kind a predicate and a suffix stand for."""
    cells: Cells = {}
    for _, predicate, value, _ in stated:
        if value[0] == '"':
            end = value.rindex('"')
            text, suffix = unescape(value[1:end]), value[end + 1 :]
        else:
            refuse_triple_term(value, "A table")
            text, suffix = plain(value), REFERENCE
        key = keys.get((predicate, suffix))
        if key is None:
            key = keys[predicate, suffix] = (predicate[1:-1], _kind(suffix))
        if key in cells:
            cells[key].append(text)
        else:
            cells[key] = [text]
    return cells


def _kind(suffix: str) -> str:
    """What the values with such an end of a literal are."""
    if suffix in ("", REFERENCE):
        return suffix or STRING
    return suffix if suffix[0] == "@" else suffix[3:-1]


def _columns(found: dict[Key, Seen], context: Context) -> Iterator[Column]:
    """The columns in order; a name says the kind only where a property has several."""
    kinds: dict[str, int] = defaultdict(int)
    for predicate, kind in found:
        kinds[predicate] += not kind.startswith("@")
    stems = {predicate: column_stem(predicate, context) for predicate, _ in found}
    taken = {IDENTIFIER}
    for key in sorted(found, key=lambda key: _place(key, stems)):
        predicate, kind = key
        seen = found[key]
        named = kind.startswith("@") or kinds[predicate] > 1
        name = stems[predicate] + (f"_{suffix(kind.removeprefix('@'))}" if named else "")
        name = unique(name, taken)
        labels = tuple(
            (number, unique(f"{name}_label_{tag}", taken))
            for number, (tag, there) in enumerate(zip(LANGUAGES, seen.labels, strict=True))
            if there and predicate != TYPE[1:-1]
        )
        yield Column(name, key, _separator(name, seen), seen.measure.type, labels)


def _place(key: Key, stems: dict[str, str]) -> tuple[int, str, str, str]:
    predicate, kind = key
    tag = kind.removeprefix("@")
    if tag in LANGUAGES:
        kind = f"@ {LANGUAGES.index(tag)}"
    return _FIRST.get(predicate, len(_FIRST)), stems[predicate].lower(), predicate, kind


def _separator(name: str, seen: Seen) -> str:
    if not seen.many:
        return ""
    if not seen.separators:
        raise Inexpressible(
            f"No sign is left to stand between the values of the column {name}",
            "take Parquet or N-Quads",
        )
    return seen.separators[0]
