"""A published dataset as one file in a format of the reader's choice."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from inovasi.errors import DataError, UsageError
from inovasi.knowledge.serialization import WRITERS, json_ld

DATASETS: Final = ("inovasi", "eksternal", "wilayah", "ontologi")
JSON_LD: Final = "jsonld"
FORMATS: Final = (*WRITERS, JSON_LD)


def export(dataset: str, name: str, published: Path, ontology: Path) -> bytes:
    """The dataset in the format, the same bytes every time; UsageError names the known ones."""
    _known("dataset", dataset, DATASETS)
    _known("format", name, FORMATS)
    quads = _published(published / f"{dataset}.nq")
    if name == JSON_LD:
        return json_ld(quads, _context(ontology / "context.jsonld"))
    return WRITERS[name](quads)


def _published(path: Path) -> list[ox.Quad]:
    if not path.is_file():
        raise UsageError(f"{path} is not there", "run inovasi publish first")
    try:
        return list(ox.parse(path=str(path), format=ox.RdfFormat.N_QUADS))
    except (OSError, SyntaxError) as error:
        problem = f"cannot be read ({' '.join(str(error).split())})"
        raise DataError(path, problem, "run inovasi publish") from error


def _context(path: Path) -> dict[str, Any]:
    try:
        context: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(path, f"cannot be read ({error})", "restore the file") from error
    return context


def _known(what: str, name: str, names: Sequence[str]) -> None:
    if name not in names:
        raise UsageError(f"There is no {what} {name!r}", f"use one of {', '.join(names)}")
