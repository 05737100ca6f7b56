"""What a passage says, read the Indonesian way, held against the value that a claim gives it.

A row may state how its wording leads to its value (``normalisation``):

============== =====================================================================
(empty)        the words, read as a number, date or name, are the value
ordinal        an ordinal in words: *kelima* is 5
range-start    the first day or year of a range: *16-17 November 2017*
range-end      the last day or year of a range
spelling       the source's spelling of a name that is written correctly in the value
part           one of several passages that together, in order, are the value
government     the name of an area stands for the government of that area
restatement    the project's own sentence, in Indonesian, for what the passage argues
translation    the project's own English for an Indonesian value with the same passage
reference:A-B  the words point back to what is named in the range A to B
============== =====================================================================
"""

from __future__ import annotations

import re
from collections.abc import Collection
from types import MappingProxyType
from typing import Final

PLAIN: Final = ""
ORDINAL: Final = "ordinal"
RANGE_START: Final = "range-start"
RANGE_END: Final = "range-end"
SPELLING: Final = "spelling"
PART: Final = "part"
GOVERNMENT: Final = "government"
RESTATEMENT: Final = "restatement"
TRANSLATION: Final = "translation"
RULES: Final = (
    PLAIN,
    ORDINAL,
    RANGE_START,
    RANGE_END,
    SPELLING,
    PART,
    GOVERNMENT,
    RESTATEMENT,
    TRANSLATION,
)
REFERENCE: Final = re.compile(r"reference:(\d+)-(\d+)")

_MONTHS = MappingProxyType(
    {
        name: number
        for number, name in enumerate(
            (
                *("januari", "februari", "maret", "april", "mei", "juni"),
                *("juli", "agustus", "september", "oktober", "november", "desember"),
            ),
            start=1,
        )
    }
)
_ORDINALS = MappingProxyType(
    {
        name: number
        for number, name in enumerate(
            (
                *("pertama", "kedua", "ketiga", "keempat", "kelima"),
                *("keenam", "ketujuh", "kedelapan", "kesembilan", "kesepuluh"),
            ),
            start=1,
        )
    }
)
_UNITS = MappingProxyType({"hari": "D", "bulan": "M", "tahun": "Y"})
_NUMBER = re.compile(r"(-?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?")
_DATE = re.compile(r"(\d{1,2})(?:\s*[-–]\s*(\d{1,2}))? ([A-Za-z]+) (\d{4})")
_YEARS = re.compile(r"(\d{4})\s*(?:[-–]|sampai dengan(?: tahun)?)\s*(\d{4})")
_YEAR = re.compile(r"\d{4}")
_DURATION = re.compile(r"(\d+) (hari|bulan|tahun)")


def collapse(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


def same_name(written: str, names: Collection[str]) -> bool:
    """Whether the words are one of the names, letter case and white space aside."""
    return collapse(written).casefold() in {collapse(name).casefold() for name in names}


def number(written: str) -> str | None:
    """The canonical decimal of an Indonesian number: *2.548* is 2548, *75,39* is 75.39."""
    match = _NUMBER.fullmatch(written)
    if match is None:
        return None
    whole = match[1] + (match[2].replace(".", "").lstrip("0") or "0")
    fraction = (match[3] or "").rstrip("0")
    return f"{whole}.{fraction}" if fraction else whole


def ordinal(written: str) -> str | None:
    """The number of an ordinal in words."""
    found = _ORDINALS.get(written.casefold())
    return None if found is None else str(found)


def duration(written: str) -> str | None:
    """The xsd:duration of *2 hari*."""
    match = _DURATION.fullmatch(written)
    return None if match is None else f"P{int(match[1])}{_UNITS[match[2]]}"


def dates(written: str) -> tuple[str, str] | None:
    """First and last day of a date or a range of days within a month, as xsd:date."""
    match = _DATE.fullmatch(written)
    if match is None or match[3].casefold() not in _MONTHS:
        return None
    month = f"{match[4]}-{_MONTHS[match[3].casefold()]:02d}"
    return f"{month}-{int(match[1]):02d}", f"{month}-{int(match[2] or match[1]):02d}"


def years(written: str) -> tuple[str, str] | None:
    """First and last year of *2016-2021*, *2011 – 2015* or *2016 sampai dengan 2021*."""
    match = _YEARS.fullmatch(collapse(written))
    if match is not None:
        return match[1], match[2]
    return (written, written) if _YEAR.fullmatch(written) else None


def literal(written: str, datatype: str, rule: str) -> str | None:
    """The lexical form that the words have under a rule, or None where they cannot be read.

    ``datatype`` is the local name of an XML Schema datatype.
    """
    if rule == ORDINAL:
        return ordinal(written) if datatype == "integer" else None
    if rule in (RANGE_START, RANGE_END):
        found = dates(written) if datatype == "date" else years(written)
        return None if found is None else found[rule == RANGE_END]
    if rule != PLAIN:
        return None
    return _plain(written, datatype)


def _plain(written: str, datatype: str) -> str | None:
    if datatype in ("integer", "decimal"):
        return number(written)
    if datatype == "gYear":
        return written if _YEAR.fullmatch(written) else None
    if datatype == "date":
        found = dates(written)
        return found[0] if found is not None and found[0] == found[1] else None
    if datatype == "duration":
        return duration(written)
    return collapse(written) if datatype == "string" else None
