"""Names that people type and every system takes: files for classes, columns for properties."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from inovasi.portals.compaction import Confused, Context
from inovasi.portals.statements import TYPE

LONGEST: Final = 80
UNTYPED: Final = "untyped"
_ODD: Final = re.compile(r"[^A-Za-z0-9_]+")
# What Windows keeps for devices, with any suffix.
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)
_LAST: Final = re.compile(r"([^/#:]+)[/#:]*\Z")


def column_stem(predicate: str, context: Context) -> str:
    """How the columns of a property begin."""
    return "type" if predicate == TYPE[1:-1] else _plain(predicate, context)


def file_names(classes: Iterable[str], context: Context) -> dict[str, str]:
    """A file name without its suffix for each class; the empty text stands for none.

    No two differ in nothing but capital letters: on some disks they would be the same.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for iri in sorted(classes):
        name = _plain(iri, context) if iri else UNTYPED
        names[iri] = unique(f"{name}_" if _DEVICES.fullmatch(name) else name, taken)
    return names


def unique(name: str, taken: set[str]) -> str:
    """The name, with a number behind it if something has it already; now it is taken."""
    found, number = name, 1
    while found.lower() in taken:
        number += 1
        found = f"{name}_{number}"
    taken.add(found.lower())
    return found


def _plain(iri: str, context: Context) -> str:
    try:
        word = context.word(iri)
    except Confused:
        word = iri
    if word == iri:
        last = _LAST.search(iri)
        word = last[1] if last else iri
    return _ODD.sub("_", word).strip("_")[:LONGEST] or "x"


def suffix(text: str) -> str:
    """A language tag or a datatype's name as the end of a column's name."""
    last = _LAST.search(text)
    return _ODD.sub("_", last[1] if last else text).strip("_")[:LONGEST] or "x"
