from __future__ import annotations

import pyoxigraph as ox
import pytest

from inovasi.errors import Busy, OutOfTime, RequestError
from inovasi.query.answer import Answer
from inovasi.query.formats import Format
from inovasi.query.guard import GuardedQuery
from inovasi.query.index import IndexEngine
from inovasi.query.sizes import Counter, Sizes

TRIG = b"<a:s> <a:p> 1, 2 . <http://x/g1> { <a:s> <a:p> 1 } _:b { <a:s> <a:p> 2 }"


class Counting(IndexEngine):
    """An engine that can be told to fail, and says how often it was asked."""

    error: RequestError | None = None
    asked = 0
    name = "1"

    @property
    def version(self) -> str:
        return self.name

    def answer(self, query: GuardedQuery, result: Format) -> Answer:
        self.asked += 1
        if self.error:
            raise self.error
        return super().answer(query, result)


@pytest.fixture
def engine() -> Counting:
    store = ox.Store()
    store.load(TRIG, ox.RdfFormat.TRIG)
    return Counting(store, "")


def test_graphs_with_a_name_are_counted_once_for_each_version(engine: Counting) -> None:
    counter = Counter(engine)
    expected = Sizes(2, (("http://x/g1", 1),))
    assert [counter.read(), counter.read()] == [expected, expected]
    assert engine.asked == 2
    engine.name = "2"
    assert counter.read() == expected
    assert engine.asked == 4


def test_what_takes_too_long_to_count_is_not_counted_again(engine: Counting) -> None:
    counter = Counter(engine)
    engine.error = OutOfTime("too long")
    assert [counter.read(), counter.read()] == [Sizes(), Sizes()]
    assert engine.asked == 1


def test_an_engine_that_takes_no_queries_is_asked_again(engine: Counting) -> None:
    counter = Counter(engine)
    engine.error = Busy("full", 1)
    with pytest.raises(Busy):
        counter.read()
    engine.error = None
    assert counter.read().default == 2


def test_an_empty_dataset_has_an_empty_default_graph() -> None:
    assert Counter(IndexEngine(ox.Store(), "")).read() == Sizes(0)
