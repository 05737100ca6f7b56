from __future__ import annotations

import pyoxigraph as ox
import pytest

from inovasi.errors import Busy, OutOfTime, RequestError
from inovasi.query.answer import Answer
from inovasi.query.formats import Format
from inovasi.query.guard import GuardedQuery
from inovasi.query.index import IndexEngine
from inovasi.query.sizes import Sizes, read_sizes

TRIG = b"<a:s> <a:p> 1, 2 . <http://x/g1> { <a:s> <a:p> 1 } _:b { <a:s> <a:p> 2 }"


class Failing(IndexEngine):
    """An engine that can be told to fail."""

    error: RequestError | None = None

    def answer(self, query: GuardedQuery, result: Format) -> Answer:
        if self.error:
            raise self.error
        return super().answer(query, result)


@pytest.fixture
def engine() -> Failing:
    store = ox.Store()
    store.load(TRIG, ox.RdfFormat.TRIG)
    return Failing(store, "")


def test_the_default_graph_and_graphs_with_a_name_are_counted(engine: Failing) -> None:
    assert read_sizes(engine) == Sizes(2, (("http://x/g1", 1),))


def test_what_takes_too_long_to_count_has_no_size(engine: Failing) -> None:
    engine.error = OutOfTime("too long")
    assert read_sizes(engine) == Sizes()


def test_an_engine_that_takes_no_queries_gives_no_sizes(engine: Failing) -> None:
    engine.error = Busy("full", 1)
    with pytest.raises(Busy):
        read_sizes(engine)


def test_an_empty_dataset_has_an_empty_default_graph() -> None:
    assert read_sizes(IndexEngine(ox.Store(), "")) == Sizes(0)
