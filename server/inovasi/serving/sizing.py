"""The sizes in the service description: those of the catalogue, where there are any."""

from __future__ import annotations

from inovasi.knowledge.statistics import DEFAULT, graph_sizes, is_named
from inovasi.portals.cataloguing import Cataloguing
from inovasi.query.engine import Engine
from inovasi.query.sizes import MAX_GRAPHS, Sizes, read_sizes
from inovasi.serving.prepared import Prepared


class Sizing:
    """Gives the sizes of the graphs that are served.

    Data that nobody has counted for the catalogue yet are counted by the engine.
    """

    def __init__(self, cataloguing: Cataloguing, engine: Engine) -> None:
        self._cataloguing = cataloguing
        self._engine = engine
        self._counted: Prepared[str, Sizes] = Prepared(lambda _: read_sizes(engine))

    def read(self) -> Sizes | None:
        """The sizes in the state of now; None while they are not to be had."""
        numbers = self._cataloguing.numbers()
        graphs = None if numbers is None else graph_sizes(numbers.values())
        if graphs is None:
            return self._counted.get(self._engine.version)
        named = [(iri, count) for iri, count in graphs.items() if is_named(iri)]
        return Sizes(graphs.get(DEFAULT, 0), tuple(named[:MAX_GRAPHS]))
