"""The real tables, copied so that a test can break them."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from inovasi import paths
from inovasi.knowledge import vocabulary
from inovasi.knowledge.vocabulary import Vocabulary
from inovasi.publishing.corpus import read_corpus
from inovasi.publishing.model import Corpus

Cells = dict[str, str]
Edit = Callable[[str, int, Cells], None]


@pytest.fixture(scope="session")
def terms() -> Vocabulary:
    """The project's ontology."""
    return vocabulary.load(paths.ONTOLOGY)


@pytest.fixture(scope="session")
def corpus(terms: Vocabulary) -> Corpus:
    """The project's data as it is."""
    return read_corpus(paths.DATA, terms)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the data folder, without what is generated: nothing in it is released."""
    ignore = shutil.ignore_patterns("published", "queries", "releases")
    return shutil.copytree(paths.DATA, tmp_path / "data", ignore=ignore)


@pytest.fixture
def edit(data: Path) -> Edit:
    """Changes cells of one row of a table; the row counts as a spreadsheet does."""

    def change(name: str, row: int, cells: Cells) -> None:
        path = data / name
        with path.open(encoding="utf-8", newline="") as file:
            records = list(csv.DictReader(file))
        records[row - 2].update(cells)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(records[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(records)

    return change
