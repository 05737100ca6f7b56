"""Entries of the EU's authority lists that the catalogue refers to, with names for readers.

DCAT-AP takes themes, frequencies, languages and countries from these lists; they have no names in
Indonesian, so those are ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

_LISTS: Final = "http://publications.europa.eu/resource/authority/"
THEME_SCHEME: Final = _LISTS + "data-theme"
THEME_SCHEME_TITLE: Final = MappingProxyType({"id": "Tema data", "en": "Data theme"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its code in the list, its IRI and its name by language."""

    code: str
    iri: str
    label: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Place(Entry):
    """A country, with the box around it: west, south, east and north, in degrees of WGS 84."""

    box: tuple[float, float, float, float]

    @property
    def box_wkt(self) -> str:
        """The box as a polygon, longitude first."""
        west, south, east, north = self.box
        corners = (
            (west, south),
            (east, south),
            (east, north),
            (west, north),
            (west, south),
        )
        return f"POLYGON(({', '.join(f'{x:g} {y:g}' for x, y in corners)}))"

    @property
    def centre_wkt(self) -> str:
        """The middle of the box."""
        west, south, east, north = self.box
        return f"POINT({(west + east) / 2:g} {(south + north) / 2:g})"


def _entry(name: str, code: str, indonesian: str, english: str) -> tuple[str, Entry]:
    return code, Entry(code, f"{_LISTS}{name}/{code}", {"id": indonesian, "en": english})


THEMES: Final = MappingProxyType(
    dict(
        (
            _entry("data-theme", "GOVE", "Pemerintahan dan sektor publik", "Government"),
            _entry("data-theme", "REGI", "Wilayah dan kota", "Regions and cities"),
        )
    )
)
FREQUENCIES: Final = MappingProxyType(
    dict((_entry("frequency", "IRREG", "tidak teratur", "irregular"),))
)
# By the codes that pages and literals have.
LANGUAGES: Final = MappingProxyType(
    {
        "id": _entry("language", "IND", "bahasa Indonesia", "Indonesian")[1],
        "en": _entry("language", "ENG", "bahasa Inggris", "English")[1],
    }
)
PLACES: Final = MappingProxyType(
    {
        "IDN": Place(
            "IDN",
            _LISTS + "country/IDN",
            {"id": "Indonesia", "en": "Indonesia"},
            (95.0, -11.01, 141.03, 6.08),
        )
    }
)
STABLE: Final = Entry(
    "STABLE",
    _LISTS + "planned-availability/STABLE",
    {"id": "tersedia tetap", "en": "stable"},
)
