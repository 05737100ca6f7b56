"""How a literal stands on a page: dates and numbers as the reader's language writes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime
from types import MappingProxyType
from typing import Final, NamedTuple

from inovasi import iris
from inovasi.resources.terms import Term

_XSD: Final = iris.PREFIXES["xsd"]
_NUMBERS: Final = frozenset({"decimal", "double", "float"})
_WHOLE: Final = frozenset(
    {
        *("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger"),
        *("nonPositiveInteger", "negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort"),
    }
)
MONTHS: Final = MappingProxyType(
    {
        "id": (
            *("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus"),
            *("September", "Oktober", "November", "Desember"),
        ),
        "en": (
            *("January", "February", "March", "April", "May", "June", "July", "August"),
            *("September", "October", "November", "December"),
        ),
    }
)
_TRUTH: Final = {"id": ("tidak", "ya"), "en": ("no", "yes")}
_UNITS: Final = {
    "id": ("tahun", "bulan", "hari", "jam", "menit", "detik"),
    "en": ("year", "month", "day", "hour", "minute", "second"),
}
_DURATION: Final = re.compile(
    r"P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?"
)
_MONTH: Final = re.compile(r"(-?\d{4,})-(0[1-9]|1[0-2])")


class Shown(NamedTuple):
    """A text to read; ``machine`` is what ``<time>`` or ``<data>`` has for programs, if any."""

    text: str
    language: str = ""
    machine: str = ""
    numeric: bool = False


def shown(term: Term, language: str) -> Shown:
    """The text of a literal; one that is not what its datatype says stands as it is written.

    Whole numbers stand as the source has them: they may be scores, years or codes.
    """
    if not term.datatype.startswith(_XSD):
        return Shown(term.text, term.language)
    kind = term.datatype.removeprefix(_XSD)
    if kind in _WHOLE:
        return Shown(term.text, numeric=True)
    if kind in _NUMBERS:
        return Shown(decimal(term.text, language), numeric=True)
    write = _WRITERS.get(kind)
    if write is None:
        return Shown(term.text)
    with suppress(ValueError):
        return write(term.text, language)
    return Shown(term.text)


def day(text: str, language: str) -> str:
    """A day or a month in words; anything else as it is written."""
    for write in (_date, _month):
        with suppress(ValueError):
            return write(text, language).text
    return text


def grouped(number: int, language: str) -> str:
    """A count with its thousands apart."""
    text = f"{number:,}"
    return text if language == "en" else text.replace(",", ".")


def several(texts: Mapping[str, str], number: int, language: str) -> str:
    """A count in words: ``texts`` have one for ``one`` and one for ``many``."""
    return texts["one" if number == 1 else "many"].format(count=grouped(number, language))


def decimal(text: str, language: str) -> str:
    """The same digits with the sign that the language puts before fractions."""
    return text if language == "en" else text.replace(".", ",")


def signed(text: str, language: str) -> str:
    """A number that may be below zero, with the sign that is as wide as a plus."""
    return decimal(text, language).replace("-", "\N{MINUS SIGN}", 1)


def _date(text: str, language: str) -> Shown:
    found = date.fromisoformat(text)
    written = f"{found.day} {MONTHS[language][found.month - 1]} {found.year}"
    return Shown(written, machine=found.isoformat())


def _moment(text: str, language: str) -> Shown:
    found = datetime.fromisoformat(text)
    zone = found.strftime("%z")
    written = f"{_date(found.date().isoformat(), language).text}, {found:%H.%M}"
    if language == "en":
        written = written.replace(".", ":")
    return Shown(f"{written} {zone}".rstrip(), machine=found.isoformat(timespec="seconds"))


def _month(text: str, language: str) -> Shown:
    match = _MONTH.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return Shown(f"{MONTHS[language][int(match[2]) - 1]} {match[1]}", machine=text)


def _truth(text: str, language: str) -> Shown:
    return Shown(_TRUTH[language][("false", "0", "true", "1").index(text) // 2])


def _duration(text: str, language: str) -> Shown:
    match = _DURATION.fullmatch(text)
    if match is None:
        raise ValueError(text)
    parts = []
    for amount, unit in zip(match.groups(), _UNITS[language], strict=True):
        if amount is not None:
            many = "s" if language == "en" and amount != "1" else ""
            parts.append(f"{decimal(amount, language)} {unit}{many}")
    return Shown(", ".join(parts), machine=text)


_WRITERS: Final[dict[str, Callable[[str, str], Shown]]] = {
    "date": _date,
    "dateTime": _moment,
    "gYearMonth": _month,
    "boolean": _truth,
    "duration": _duration,
    "dayTimeDuration": _duration,
    "yearMonthDuration": _duration,
}
