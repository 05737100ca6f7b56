"""Sources: what the project knows of the documents, lists and pages that facts come from."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from unicodedata import category

from inovasi.errors import DataError
from inovasi.publishing.tables import decode

DOCUMENT: Final = "document"
REFERENCE_LIST: Final = "reference-list"
EXTERNAL_PAGE: Final = "external-page"
REGION_DATA: Final = "region-data"

_TEXTS = ("title", "description", "terms")
_REQUIRED = ("kind", "identifier", "verification", *_TEXTS)
_BY_KIND = MappingProxyType(
    {
        DOCUMENT: ("url", "publisher", "interested_party", "language", "file", "sha256", "length"),
        REFERENCE_LIST: ("url", "license", "recorded"),
        REGION_DATA: ("url", "license", "recorded"),
        EXTERNAL_PAGE: ("recorded",),
    }
)
# Where it is not known which of several pages states what, there is no one address to give.
_OPTIONAL = MappingProxyType({EXTERNAL_PAGE: ("url",)})

# The concepts of the scheme verifikasi.
VERIFICATIONS: Final = ("diperiksa", "belum-diperiksa")

_MONTH = re.compile(r"\d{4}-\d{2}")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_ADDRESS = (
    re.compile(r"https?://[^\s/<>\"{}|\\^`]+(?:/[^\s<>\"{}|\\^`]*)?"),
    "https://example.org/",
)
_ENTITY = (re.compile(rf"{_NAME.pattern}(?:/{_NAME.pattern})*"), "org/33.71/balitbang")
_FORMS: Final = MappingProxyType(
    {
        "url": _ADDRESS,
        "license": _ADDRESS,
        "publisher": _ENTITY,
        "interested_party": _ENTITY,
        "verification": (re.compile("|".join(VERIFICATIONS)), " or ".join(VERIFICATIONS)),
        "language": (re.compile("id"), "id"),
        "file": (_NAME, "article.txt"),
        "sha256": (re.compile(r"[0-9a-f]{64}"), "64 hexadecimal digits in lower case"),
    }
)
# Control and format characters, line and paragraph separators: none can be seen in a text.
_UNSEEN: Final = ("Cc", "Cf", "Zl", "Zp")


@dataclass(frozen=True, slots=True)
class Source:
    """One file of ``data/sources``; its name there is the source's short name everywhere.

    ``length`` counts the code points of a document; other kinds have none.
    """

    name: str
    path: Path
    kind: str
    fields: dict[str, str]
    texts: dict[str, dict[str, str]]
    length: int = 0

    def __getitem__(self, field: str) -> str:
        return self.fields.get(field, "")

    @property
    def core(self) -> bool:
        """Whether what it states belongs to the default graph."""
        return self.kind in (DOCUMENT, REFERENCE_LIST)


def read_sources(folder: Path) -> dict[str, Source]:
    """Every source by its short name."""
    return {path.stem: _read_source(path) for path in sorted(folder.glob("*.toml"))}


def _read_source(path: Path) -> Source:
    if not _NAME.fullmatch(path.stem):
        problem = f"the file name {path.name!r} cannot be a short name"
        raise DataError(path, problem, "use letters, digits, dots and hyphens")
    try:
        table = tomllib.loads(decode(path))
    except tomllib.TOMLDecodeError as error:
        raise DataError(path, f"is not well-formed TOML ({error})", "mend it there") from error
    kind = str(table.get("kind"))
    if kind not in _BY_KIND:
        remedy = f"use one of {', '.join(_BY_KIND)}"
        raise DataError(path, f"the kind {kind!r} is not known", remedy)
    needed = (*_REQUIRED, *_BY_KIND[kind])
    for field in needed:
        if not table.get(field):
            raise DataError(path, f"lacks {field}", "add it")
    if unknown := sorted(set(table) - {*needed, *_OPTIONAL.get(kind, ())}):
        raise DataError(path, f"has the unknown field {unknown[0]}", "remove it")
    length = _length(path, table.pop("length")) if "length" in needed else 0
    fields = {name: _field(path, name, table[name]) for name in table if name not in _TEXTS}
    texts = {name: _both(path, name, table[name]) for name in _TEXTS}
    return Source(path.stem, path, kind, fields, texts, length)


def _length(path: Path, value: Any) -> int:
    if type(value) is not int or value < 1:
        problem = f"length is {value!r}, no number of code points"
        raise DataError(path, problem, "count those of the document, and write them without quotes")
    return value


def _field(path: Path, name: str, value: Any) -> str:
    text = _seen(path, name, value)
    if name in _FORMS:
        form, example = _FORMS[name]
        if not form.fullmatch(text):
            raise DataError(path, f"{name} is {text!r}", f"write it as {example}")
    if name == "recorded" and not _is_day_or_month(text):
        problem = f"recorded is {text!r}, no day and no month"
        raise DataError(path, problem, "write it as 2017-01-31 or 2017-01")
    return text


def _seen(path: Path, name: str, value: Any) -> str:
    """The value, which must be text without characters that nobody sees."""
    if not isinstance(value, str):
        raise DataError(path, f"{name} is no text", "put it in quotes")
    for character in value:
        if category(character) in _UNSEEN:
            problem = f"{name} holds the invisible character U+{ord(character):04X}"
            raise DataError(path, problem, "remove it")
    return value


def _is_day_or_month(text: str) -> bool:
    day = f"{text}-01" if _MONTH.fullmatch(text) else text
    try:
        return date.fromisoformat(day).isoformat() == day
    except ValueError:
        return False


def _both(path: Path, name: str, table: Any) -> dict[str, str]:
    if not isinstance(table, dict) or sorted(table) != ["en", "id"]:
        problem = f"{name} must have an Indonesian and an English text"
        raise DataError(path, problem, "give id and en")
    texts = {language: _seen(path, name, table[language]) for language in ("id", "en")}
    if not all(text.strip() for text in texts.values()):
        raise DataError(path, f"{name} has an empty text", "fill it in")
    return texts


def read_document(source: Source, folder: Path) -> str:
    """The text of a document as received, after its SHA-256 and its length have been compared."""
    path = folder / source["file"]
    if not path.is_file():
        raise DataError(source.path, f"{path} is not there", "put the document there, as received")
    try:
        content = path.read_bytes()
    except OSError as error:
        problem = f"{path} cannot be read ({error.strerror})"
        raise DataError(source.path, problem, "put the document there, as received") from error
    if hashlib.sha256(content).hexdigest() != source["sha256"]:
        raise DataError(
            source.path,
            f"{path} is not the document that was read: its SHA-256 differs",
            "restore the document, or read the new one afresh and record its sha256 and ranges",
        )
    return _text(source, path, content)


def _text(source: Source, path: Path, content: bytes) -> str:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        problem = f"{path} is not UTF-8: byte {error.start}"
        raise DataError(source.path, problem, "quote from a document in UTF-8") from error
    if len(text) != source.length:
        problem = f"length is {source.length}, and {path} has {len(text)} code points"
        raise DataError(source.path, problem, f"write length = {len(text)}")
    return text
