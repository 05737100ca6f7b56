from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from inovasi.store.loading import load
from tests.store.support import write_statements


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of ten statements in its first version, for tests that only look."""
    folder = tmp_path_factory.mktemp("made")
    load([write_statements(folder / "ten.nt", 10)], folder / "store")
    return folder / "store"


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return Path(shutil.copytree(made, tmp_path / "store"))
