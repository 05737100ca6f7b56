"""What answers in a worker: the index engine, writing to a spool.

``open_files`` and ``open_checkpoint`` are named to the pool by their dotted names and run in the
worker only. A query arrives as the fields of a GuardedQuery: to build one would mean to import the
guard, which has done its work by then.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

import pyoxigraph as ox

from inovasi.query.index import IndexEngine
from inovasi.query.rows import Sink

FILES: Final = "inovasi.query.child:open_files"
CHECKPOINT: Final = "inovasi.query.child:open_checkpoint"


def open_files(options: Mapping[str, Any]) -> Answering:
    """Loads ``files`` into memory."""
    engine = IndexEngine.load([Path(file) for file in options["files"]])
    return Answering(engine, options["max_rows"])


def open_checkpoint(options: Mapping[str, Any]) -> Answering:
    """Opens the ``folder`` of a store that nothing writes to any more, for reading."""
    store = ox.Store.read_only(options["folder"])
    return Answering(IndexEngine(store, options["version"]), options["max_rows"])


class Answering:
    """The handler of a worker."""

    def __init__(self, engine: IndexEngine, max_rows: int) -> None:
        self._engine = engine
        self._max_rows = max_rows

    @property
    def version(self) -> str:
        return self._engine.version

    def answer(self, request: Mapping[str, Any], spool: Sink) -> None:
        """``request`` has the fields of the query and the media type of the result."""
        query = SimpleNamespace(**request["query"])
        self._engine.write(query, request["media_type"], spool, self._max_rows)
