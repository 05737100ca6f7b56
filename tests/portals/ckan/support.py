"""A catalogue of two datasets, as small as shows everything that a package is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from inovasi.knowledge.authorities import FREQUENCIES, PLACES, THEMES
from inovasi.knowledge.catalogue import (
    Agent,
    Catalogue,
    Contact,
    Described,
    Distribution,
    Release,
    catalogue,
    distribution,
)
from inovasi.knowledge.datasets import Dataset, Licence
from inovasi.portals.ckan.command import TABLE
from inovasi.portals.ckan.extras import read_extras
from inovasi.portals.ckan.mapping import packages
from inovasi.portals.formats import BY_NAME

ROOT = "https://inovasi.example.go.id"
LICENCE = Licence(
    "https://creativecommons.org/licenses/by/4.0/",
    "Creative Commons Attribution",
    "CC BY 4.0",
    "cc-by",
    "CC-BY-4.0",
    "Attribution",
)
INOVASI = Dataset(
    name="inovasi",
    order=1,
    title={"id": "Inovasi daerah", "en": "Local innovation"},
    description={"id": "Inovasi pemerintah daerah.", "en": "Innovation of local governments."},
    keywords={"id": ("inovasi daerah", "Kota Magelang"), "en": ("innovation",)},
    licence=LICENCE,
    themes=(THEMES["GOVE"],),
    places=(PLACES["IDN"],),
    years=(2004, 2017),
    frequency=FREQUENCIES["IRREG"],
)
ONTOLOGI = replace(INOVASI, name="ontologi", order=2, years=None, licence=None)


@dataclass(frozen=True, slots=True)
class Made:
    size: int = 1234
    sha256: str = "0123456789abcdef" * 4


def files(dataset: str) -> tuple[Distribution, ...]:
    return tuple(distribution(dataset, BY_NAME[name], Made()) for name in ("ttl", "csv.zip"))


def known(*datasets: Dataset) -> Catalogue:
    described = [
        Described(each, None, files(each.name)) for each in datasets or (INOVASI, ONTOLOGI)
    ]
    contact = Contact(mail="data@example.go.id")
    release = Release("0.2.0", "2026-11-26", "2026-11-22")
    return catalogue(ROOT, Agent("Bappeda"), contact, release, described)


def wanted(owner: str, *datasets: Dataset) -> tuple[Mapping[str, Any], ...]:
    rows = read_extras(TABLE)
    return packages(known(*datasets), owner, prefix="inovasi", rows=rows)
