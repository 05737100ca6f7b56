"""From the text of a query to the bytes of its answer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from inovasi.query.index import IndexEngine

if TYPE_CHECKING:
    from inovasi.query.engine import Engine


def open_engine(files: Sequence[Path]) -> Engine:
    """An engine over the statements of these RDF files; an error where one cannot be read."""
    return IndexEngine.load(files)
