"""How many triples each graph has, asked of the engine."""

from __future__ import annotations

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


def read_sizes(engine: Engine) -> Sizes:
    """The sizes in the state of now; an error if the engine takes no queries."""
    try:
        ((default,),) = _ask(engine, _DEFAULT).rows
        graphs = [(graph.iri, int(count.text)) for graph, count in _ask(engine, _NAMED).rows]
    except (OutOfTime, OutOfMemory, ResultTooLarge):
        return Sizes()
    return Sizes(int(default.text), tuple(graph for graph in graphs if graph[0]))


def _ask(engine: Engine, text: str) -> Table:
    json = named("json", Form.SELECT).format
    return read_table(engine.answer(guard(QueryRequest(text)), json).read())
