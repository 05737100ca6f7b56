"""The datasets and what is said of them: title, licence, themes, coverage, as written by hand."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from inovasi import iris
from inovasi.errors import DataError
from inovasi.knowledge.authorities import FREQUENCIES, PLACES, THEMES, Entry, Place

_TEXTS: Final = ("title", "description", "keywords")
_LANGUAGES: Final = ("id", "en")
_AREAS: Final = f"{iris.ENTITY}wilayah/"
_TERMS: Final = (iris.TERM, iris.CONCEPT)
_LEAST_DESCRIPTION, _MOST_DESCRIPTION = 50, 5000


@dataclass(frozen=True, slots=True)
class Licence:
    """Terms of use: ``title`` as CKAN's register has it, ``name`` as people say it.

    ``ckan`` is the identifier there, ``spdx`` that of SPDX, ``kind`` an entry of ADMS's list of
    licence types.
    """

    iri: str
    title: str
    name: str
    ckan: str
    spdx: str
    kind: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """What a catalogue says of one dataset besides its numbers; ``years`` are first and last."""

    name: str
    order: int
    title: Mapping[str, str]
    description: Mapping[str, str]
    keywords: Mapping[str, tuple[str, ...]]
    licence: Licence | None = None
    languages: tuple[str, ...] = ()
    themes: tuple[Entry, ...] = ()
    places: tuple[Place, ...] = ()
    years: tuple[int, int] | None = None
    frequency: Entry | None = None
    ours: bool = True
    address: str = ""

    @property
    def iri(self) -> str:
        """What a portal knows the dataset by: permanent for ours, else where its server has it."""
        return self.address or iris.dataset(self.name)


SERVED: Final = Dataset(
    name="inovasi",
    order=1,
    title={"id": "Data yang dilayani di sini", "en": "The data served here"},
    description={
        "id": "Data milik pengelola server ini, dimuat dari berkas atau penyimpanannya sendiri,"
        " bukan graf yang diterbitkan proyek Inovasi. Ketentuan pemakaiannya ada pada pengelola.",
        "en": "Data of whoever runs this server, loaded from files or a store of their own, not the"
        " graph that the Inovasi project publishes. Ask whoever runs it for the terms of use.",
    },
    keywords={"id": ("data tertaut",), "en": ("linked data",)},
    ours=False,
)
"""Stands for whatever is served instead of the published graph: no licence is claimed for it."""


def read_datasets(folder: Path) -> tuple[Dataset, ...]:
    """The datasets that the files of a folder describe, in their order."""
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise DataError(folder, "describes no dataset", "restore data/datasets")
    return tuple(sorted(map(_read, files), key=lambda dataset: dataset.order))


def of_entity(entity: str, known: Iterable[Dataset], *, core: bool = False) -> Dataset | None:
    """The dataset that tells of a thing, or that is itself the thing; None where it is not known.

    The reference areas are a dataset apart, under terms of their own, and are told by their IRIs,
    unless the ``core`` graph has facts of its own about the area.
    """
    found = {dataset.name: dataset for dataset in known}
    itself = next((each for each in found.values() if each.iri == entity), None)
    if itself is not None:
        return itself
    if entity.startswith(_AREAS) and not core:
        return found.get("wilayah")
    return found.get("ontologi" if entity.startswith(_TERMS) else "inovasi")


def _read(file: Path) -> Dataset:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(file, f"cannot be read ({error})", "mend the TOML there") from error
    try:
        return _dataset(file.stem, content)
    except (KeyError, TypeError, ValueError) as error:
        reason = f"lacks or misstates {error}"
        raise DataError(file, reason, "compare with the files beside it") from error


def _dataset(name: str, content: Mapping[str, Any]) -> Dataset:
    title, description, keywords = (
        {code: content[key][code] for code in _LANGUAGES} for key in _TEXTS
    )
    for text in description.values():
        if not _LEAST_DESCRIPTION <= len(text) <= _MOST_DESCRIPTION:
            raise ValueError("description: search engines take 50 to 5000 characters")
    years = content.get("years")
    if years is not None and years != sorted(map(int, years)):
        raise ValueError("years: the first, then the last")
    return Dataset(
        name=name,
        order=int(content["order"]),
        title=title,
        description=description,
        keywords={code: tuple(words) for code, words in keywords.items()},
        licence=Licence(**content["licence"]),
        languages=_LANGUAGES,
        themes=tuple(THEMES[code] for code in content["themes"]),
        places=tuple(PLACES[code] for code in content["places"]),
        years=(years[0], years[1]) if years is not None else None,
        frequency=FREQUENCIES[content["frequency"]],
    )
