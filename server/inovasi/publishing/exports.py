"""A published dataset as one file in a format of the reader's choice: the bytes of its dump."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from inovasi.errors import DataError, UsageError
from inovasi.portals import dumping
from inovasi.portals.editions import DATASETS
from inovasi.portals.formats import BY_COMMAND

FORMATS: Final = tuple(BY_COMMAND)


def export(dataset: str, name: str, published: Path, ontology: Path) -> bytes:
    """The dataset in the format, the same bytes every time; UsageError names the known ones."""
    _known("dataset", dataset, DATASETS)
    _known("format", name, FORMATS)
    source = published / f"{dataset}.nq"
    _check(source)
    beside = [path for path in sorted(published.glob("*.nq")) if path != source]
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / BY_COMMAND[name].file(dataset)
        order = dumping.Order(source, dataset, tuple(beside), ontology / "context.jsonld")
        return dumping.write(order, BY_COMMAND[name], target).read_bytes()


def _check(path: Path) -> None:
    """Reads the whole file once: what is wrong in it is not to be written in another format."""
    if not path.is_file():
        raise UsageError(f"{path} is not there", "run inovasi publish first")
    try:
        for _ in ox.parse(path=str(path), format=ox.RdfFormat.N_QUADS):
            pass
    except (OSError, SyntaxError) as error:
        problem = f"cannot be read ({' '.join(str(error).split())})"
        raise DataError(path, problem, "run inovasi publish") from error


def _known(what: str, name: str, names: Sequence[str]) -> None:
    if name not in names:
        raise UsageError(f"There is no {what} {name!r}", f"use one of {', '.join(names)}")
