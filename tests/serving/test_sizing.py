from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from inovasi import paths
from inovasi.knowledge import statistics
from inovasi.query import open_engine
from inovasi.query.sizes import MAX_GRAPHS, Sizes, read_sizes
from inovasi.serving.sizing import Sizing
from tests.knowledge.describing import NAMES, counted

PUBLISHED = tuple(sorted(paths.PUBLISHED.glob("*.nq")))


@dataclass
class Described:
    """Stands for what describes the data: has these numbers, or none yet."""

    known: dict[str, statistics.Statistics] | None

    def numbers(self) -> dict[str, statistics.Statistics] | None:
        return self.known


class Unasked:
    """An engine that nobody is to ask."""

    def __getattr__(self, name: str) -> Any:
        pytest.fail(f"the engine was asked for {name}")


def sizing(known: dict[str, statistics.Statistics] | None, engine: Any) -> Sizing:
    described: Any = Described(known)
    return Sizing(described, engine)


def test_what_the_catalogue_has_counted_is_not_asked_of_the_engine() -> None:
    sizes = sizing({name: counted(name) for name in NAMES}, Unasked()).read()
    assert sizes == read_sizes(open_engine(PUBLISHED))


def test_what_nobody_has_counted_is_asked_of_the_engine() -> None:
    engine = open_engine(PUBLISHED)
    assert sizing(None, engine).read() == read_sizes(engine) != Sizes()


def test_where_there_are_too_many_graphs_the_engine_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(statistics, "MOST_LISTED", 1)
    counted.cache_clear()
    numbers = {"eksternal": counted("eksternal")}
    counted.cache_clear()
    assert numbers["eksternal"].graphs is None
    engine = open_engine([paths.PUBLISHED / "eksternal.nq"])
    assert sizing(numbers, engine).read() == read_sizes(engine)


def test_no_more_graphs_are_listed_than_the_engine_would_list() -> None:
    many = {f"http://x/{number:05}": 1 for number in range(MAX_GRAPHS + 1)}
    numbers = statistics.Statistics(many, len(many), 1, 1, 0, {}, {}, {}, ())
    sizes = sizing({"x": numbers}, Unasked()).read()
    assert sizes is not None
    assert sizes.default == 0
    assert len(sizes.named) == MAX_GRAPHS
