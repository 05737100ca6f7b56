"""Pools of obedient workers, closed when the test ends."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from inovasi.workers.pool import Limits, Pool
from inovasi.workers.recipe import Recipe
from tests.workers.support import obedient_recipe

OpenPool = Callable[..., Pool]


@pytest.fixture
def open_pool() -> Iterator[OpenPool]:
    """Starts a pool; ``recipe`` or the fields of its Limits can be given."""
    with contextlib.ExitStack() as stack:

        def open_(recipe: Recipe | None = None, **limits: Any) -> Pool:
            pool = Pool(recipe or obedient_recipe(), Limits(**{"workers": 1, **limits}))
            pool.start()
            stack.callback(pool.close)
            return pool

        yield open_
