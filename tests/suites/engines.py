"""How the tests of the suites reach an engine; nothing else here knows which engines there are.

Either an engine of its own holds the dataset of a test, as a server over those files would. Or one
pool of workers holds the graphs of all tests, and each request names those it is about.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from inovasi.query import open_engine
from inovasi.query.engine import Engine
from inovasi.query.formats import Format
from inovasi.query.guard import GuardedQuery
from inovasi.query.pooled import PoolEngine, Settings
from inovasi.query.request import QueryRequest
from tests.suites.exceptions import cases
from tests.suites.manifests import Case, Source

Ask = Callable[[GuardedQuery, Format], bytes]
Way = Callable[[Case], tuple[QueryRequest, Ask]]

NO_GRAPH: Final = "urn:no-graph"
SETTINGS: Final = Settings(workers=1, memory=256)


@dataclass(frozen=True, slots=True)
class Opened:
    """An engine with the folder of its data, which has to stay for as long as the engine."""

    engine: Engine
    folder: Path

    def close(self) -> None:
        self.engine.close()
        shutil.rmtree(self.folder)


# The engine of the last test, for the next one often asks the same data.
_opened: dict[tuple[tuple[Source, ...], tuple[Source, ...]], Opened] = {}


def in_process(case: Case) -> tuple[QueryRequest, Ask]:
    """The dataset of the test is that of the server."""
    engine = engine_for(case.default, case.named)
    return QueryRequest(case.text), lambda query, result: engine.answer(query, result).read()


def engine_for(default: tuple[Source, ...], named: tuple[Source, ...]) -> Engine:
    """An engine over this dataset."""
    if (default, named) not in _opened:
        _close_opened()
        folder = Path(tempfile.mkdtemp())
        _opened[default, named] = Opened(open_engine([_written(folder, default, named)]), folder)
    return _opened[default, named].engine


@atexit.register
def _close_opened() -> None:
    while _opened:
        _opened.popitem()[1].close()


def in_workers(case: Case) -> tuple[QueryRequest, Ask]:
    """The server has the graphs of all tests; the request names those of this one."""
    ask = _pool()
    if case.dataset_in_query:
        return QueryRequest(case.text), ask
    default = tuple(source.iri for source in case.default) or (NO_GRAPH,)
    return QueryRequest(case.text, default, tuple(source.iri for source in case.named)), ask


@cache
def _pool() -> Ask:
    folder = Path(tempfile.mkdtemp())
    sources = {source: None for case in cases() for source in (*case.default, *case.named)}
    pool = PoolEngine.over_files([_written(folder, (), sources)], SETTINGS)
    atexit.register(shutil.rmtree, folder)
    atexit.register(pool.close)
    return lambda query, result: pool.answer(query, result).read()


def _written(folder: Path, default: Iterable[Source], named: Iterable[Source]) -> Path:
    """The dataset as a file; spellings are kept, and files share no blank nodes."""
    file = folder / "dataset.nq"
    quads = [quad for source in default for quad in _statements(source, ox.DefaultGraph())]
    for source in named:
        quads.extend(_statements(source, ox.NamedNode(source.iri)))
    ox.serialize(quads, str(file), ox.RdfFormat.N_QUADS)
    return file


def _statements(source: Source, graph: ox.DefaultGraph | ox.NamedNode) -> list[ox.Quad]:
    rdf = ox.RdfFormat.from_extension(source.file.suffix[1:])
    quads = ox.parse(source.file.read_bytes(), rdf, base_iri=source.iri, rename_blank_nodes=True)
    return [ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads]
