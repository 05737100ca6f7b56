"""Cells of the tables as RDF terms."""

from __future__ import annotations

import re
from datetime import date
from types import MappingProxyType
from typing import Final

from pyoxigraph import Literal, NamedNode

from inovasi import iris
from inovasi.publishing.tables import Row

_PATH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*")
_ABSOLUTE = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_LANGUAGE = re.compile(r"@(id|en)")
_INTEGER: Final = r"0|-?[1-9]\d*"
_DATE: Final = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"

# Only the canonical lexical form of each datatype: a store that normalises must change nothing.
_LEXICAL: Final = MappingProxyType(
    {
        "xsd:string": (re.compile(r".+"), "any text"),
        "xsd:integer": (re.compile(_INTEGER), "digits only, such as 2478"),
        "xsd:decimal": (
            re.compile(rf"(?:{_INTEGER})(?:\.\d*[1-9])?|-0\.\d*[1-9]"),
            "digits with a decimal point, such as 75.39",
        ),
        "xsd:boolean": (re.compile(r"true|false"), "true or false"),
        "xsd:gYear": (re.compile(r"\d{4}"), "a year, such as 2017"),
        "xsd:gYearMonth": (re.compile(r"\d{4}-(?:0[1-9]|1[0-2])"), "a month, such as 2017-01"),
        "xsd:date": (re.compile(_DATE), "a date, such as 2017-11-16"),
        "xsd:duration": (re.compile(r"P\d+[DMY]"), "a duration, such as P2D"),
        "geo:wktLiteral": (
            re.compile(r"POINT\(-?\d+(?:\.\d+)? -?\d+(?:\.\d+)?\)"),
            "a point, such as POINT(110.2178 -7.4706)",
        ),
    }
)

Value = NamedNode | Literal


def resource(path: str) -> NamedNode:
    """The node that a path, a prefixed name or a whole IRI names; ValueError for anything else.

    ``org/33.71/pemkot`` is an entity, ``skema/kategori/…`` a concept, ``inov:score`` a term.
    """
    if _ABSOLUTE.fullmatch(path):
        return NamedNode(path)
    if ":" in path:
        return NamedNode(iris.expand(path))
    if not _PATH.fullmatch(path):
        raise ValueError(f"{path!r} is no identifier")
    return NamedNode((iris.BASE if path.startswith("skema/") else iris.ENTITY) + path)


def resource_cell(row: Row, column: str) -> NamedNode:
    """The node that a cell names."""
    try:
        return resource(row.required(column))
    except ValueError as error:
        raise row.error(
            column, str(error), "write it as in data/entities, for instance org/33.71/pemkot"
        ) from error


def value_cell(row: Row, column: str = "value", kind: str = "datatype") -> Value:
    """The term that a value cell and its datatype cell (``iri``, ``@id``, ``xsd:…``) give."""
    datatype = row.required(kind)
    if datatype == "iri":
        return resource_cell(row, column)
    text = row.required(column)
    if language := _LANGUAGE.fullmatch(datatype):
        return Literal(text, language=language[1])
    if datatype not in _LEXICAL:
        known = ", ".join(["iri", "@id", "@en", *_LEXICAL])
        raise row.error(kind, f"{datatype!r} is not known", f"use one of {known}")
    pattern, example = _LEXICAL[datatype]
    if not pattern.fullmatch(text):
        raise row.error(column, f"{text!r} is not an {datatype}", f"write {example}")
    if datatype == "xsd:date" and not _is_day(text):
        raise row.error(column, f"{text!r} is no day of the calendar", "correct the day")
    if datatype == "xsd:string":
        return Literal(text)
    return Literal(text, datatype=NamedNode(iris.expand(datatype)))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def texts(row: Row, stem: str) -> tuple[Literal, ...]:
    """The cells ``STEM_id`` and ``STEM_en`` with their languages; English needs Indonesian."""
    found = [(language, row[f"{stem}_{language}"]) for language in ("id", "en")]
    if found[1][1] and not found[0][1]:
        raise row.error(f"{stem}_id", "is empty beside an English text", "add the Indonesian text")
    return tuple(Literal(text, language=language) for language, text in found if text)
