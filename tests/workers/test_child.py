from __future__ import annotations

import ast
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from inovasi.errors import QueryFailed, ResultTooLarge
from inovasi.workers.isolation import GUARD
from inovasi.workers.spool import INLINE
from tests.workers.conftest import OpenPool
from tests.workers.support import linux_only, obedient_recipe

MIB = 1024 * 1024


@pytest.fixture
def described(open_pool: OpenPool, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What a worker sees of itself."""
    monkeypatch.setenv("INOVASI_TOKEN", "secret")
    pool = open_pool(obedient_recipe(memory=512, result_bytes=3 * MIB))
    frame = pool.ask({"do": "describe"}, 10)
    seen: dict[str, Any] = ast.literal_eval(frame.body.decode())
    return seen


def test_a_worker_has_a_bare_environment(described: dict[str, Any]) -> None:
    assert set(described["environment"]) <= {
        "MALLOC_ARENA_MAX",
        "LC_CTYPE",
        "__CF_USER_TEXT_ENCODING",
    }


def test_a_worker_lives_in_the_root_and_reads_nothing(described: dict[str, Any]) -> None:
    assert (described["folder"], described["input"]) == ("/", "")


def test_a_worker_is_limited(described: dict[str, Any]) -> None:
    assert described["AS"] == 768 * MIB
    assert described["FSIZE"] == 3 * MIB
    assert described["CORE"] == 0
    assert 10 <= described["CPU"] <= 20


@linux_only
def test_a_worker_inherits_only_its_channel_and_its_lifeline(described: dict[str, Any]) -> None:
    # Null twice, errors, the channel, the lifeline, its own memory, and the folder it lists.
    assert len(described["open"]) == 7


def test_a_worker_imports_no_web_framework(described: dict[str, Any]) -> None:
    assert not {"flask", "rdflib", "click"} & set(described["modules"])


def test_small_and_large_answers_are_equal(open_pool: OpenPool) -> None:
    pool = open_pool()
    small = pool.ask({"do": "fill", "with": INLINE}, 10)
    assert (small.body, small.descriptor) == (b"x" * INLINE, None)
    large = pool.ask({"do": "fill", "with": INLINE + 1}, 10)
    assert large.body == b""
    assert large.descriptor is not None
    assert os.pread(large.descriptor, 10 * INLINE, 0) == b"x" * (INLINE + 1)
    assert os.fstat(large.descriptor).st_nlink == 0
    os.close(large.descriptor)


def test_an_error_of_the_handler_reaches_the_caller_and_the_worker_lives(
    open_pool: OpenPool,
) -> None:
    pool = open_pool()
    with pytest.raises(QueryFailed, match="for a reason"):
        pool.ask({"do": "fail", "with": "for a reason"}, 10)
    assert pool.ask({"do": "echo", "with": "alive"}, 10).body == b"alive"
    assert pool.state().buried == 0


def test_an_answer_over_the_limit_is_an_error_and_the_worker_lives(open_pool: OpenPool) -> None:
    pool = open_pool(obedient_recipe(result_bytes=1000))
    with pytest.raises(ResultTooLarge):
        pool.ask({"do": "fill", "with": 1001}, 10)
    assert pool.ask({"do": "fill", "with": 1000}, 10).head["size"] == 1000
    assert pool.state().buried == 0


def test_the_isolation_that_is_active_is_reported(open_pool: OpenPool) -> None:
    assert open_pool(replace(obedient_recipe(), isolation=())).state().isolation == GUARD


@linux_only
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_a_worker_of_root_becomes_the_user_it_is_told(open_pool: OpenPool) -> None:
    recipe = obedient_recipe(user=(65534, 65534))
    if not all(Path(folder).stat().st_mode & 0o005 == 0o005 for folder in recipe.folders):
        pytest.skip("the checkout cannot be read by another user")
    pool = open_pool(recipe)
    assert ast.literal_eval(pool.ask({"do": "describe"}, 10).body.decode())["user"] == 65534
    large = pool.ask({"do": "fill", "with": INLINE + 1}, 10)
    assert large.descriptor is not None
    os.close(large.descriptor)
