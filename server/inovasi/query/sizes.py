"""How many triples each graph has, asked of the engine once for each state of the dataset."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Final

from inovasi.errors import OutOfMemory, OutOfTime, ResultTooLarge
from inovasi.query.engine import Engine
from inovasi.query.formats import Form, named
from inovasi.query.guard import guard
from inovasi.query.request import QueryRequest
from inovasi.query.table import Table, read_table

# More graphs than anyone reads a list of; the count of the others is not asked for.
MAX_GRAPHS: Final = 1000
_DEFAULT: Final = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
_NAMED: Final = (
    "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    f" GROUP BY ?g ORDER BY ?g LIMIT {MAX_GRAPHS}"
)


@dataclass(frozen=True, slots=True)
class Sizes:
    """Triples of the default graph, None if that took too long to count; of graphs by IRI."""

    default: int | None = None
    named: tuple[tuple[str, int], ...] = ()


class Counter:
    """Gives the sizes; one thread counts, the others wait for it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._counted: tuple[str, Sizes] | None = None

    def read(self) -> Sizes:
        """The sizes in the state of now; an error if the engine takes no queries."""
        with self._lock:
            version = self._engine.version
            if self._counted is None or self._counted[0] != version:
                self._counted = version, self._count()
            return self._counted[1]

    def _count(self) -> Sizes:
        try:
            ((default,),) = self._ask(_DEFAULT).rows
            graphs = [(graph.iri, int(count.text)) for graph, count in self._ask(_NAMED).rows]
        except (OutOfTime, OutOfMemory, ResultTooLarge):
            return Sizes()
        return Sizes(int(default.text), tuple(graph for graph in graphs if graph[0]))

    def _ask(self, text: str) -> Table:
        json = named("json", Form.SELECT).format
        return read_table(self._engine.answer(guard(QueryRequest(text)), json).read())
