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


def without_generated(target: Path) -> Path:
    """A copy of the data folder, without what is generated: nothing in it is released."""
    ignore = shutil.ignore_patterns("published", "queries", "releases")
    return shutil.copytree(paths.DATA, target, ignore=ignore)


def change(table: Path, row: int, cells: Cells) -> None:
    """Cells of one row become others; the row counts as a spreadsheet does."""
    records = read(table)
    records[row - 2].update(cells)
    write(table, records)


def add(table: Path, cells: Cells) -> None:
    """One more row, in which other cells are empty."""
    records = read(table)
    write(table, [*records, dict.fromkeys(records[0], "") | cells])


def read(table: Path) -> list[Cells]:
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(table: Path, records: list[Cells]) -> None:
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(records[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(records)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A project's data that a test may break."""
    return without_generated(tmp_path / "data")


@pytest.fixture
def edit(data: Path) -> Edit:
    """Changes cells of one row of a table that is named."""
    return lambda name, row, cells: change(data / name, row, cells)
