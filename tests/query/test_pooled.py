from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from inovasi.errors import (
    DataError,
    MalformedQuery,
    NotAcceptable,
    OutOfMemory,
    OutOfTime,
    QueryFailed,
    QueryRefused,
    RequestError,
    ResultTooLarge,
    UsageError,
    WorkerDied,
    WorkersNotReady,
)
from inovasi.query.formats import Form, named
from inovasi.query.guard import GuardedQuery
from inovasi.query.index import IndexEngine
from inovasi.query.pooled import PoolEngine, Settings, digest
from inovasi.workers.isolation import GUARD
from inovasi.workers.recipe import Recipe
from tests.workers.support import AT_ONCE_S, Call, eventually

JSON = named("json", Form.SELECT).format
ALL = GuardedQuery("SELECT * { ?s ?p ?o } ORDER BY ?s ?o", Form.SELECT)
GOOD = GuardedQuery("SELECT ?o { <http://example.org/7> ?p ?o }", Form.SELECT)
SETTINGS = Settings(workers=1, memory=256, timeout=20)


def select(body: str) -> GuardedQuery:
    """A query that no guard has seen."""
    return GuardedQuery(f"SELECT * {{ {body} }}", Form.SELECT)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("data") / "data.nt"
    lines = (
        f'<http://example.org/{number}> <http://example.org/p{part}> "value {number} {part}" .\n'
        for number in range(400)
        for part in range(5)
    )
    file.write_text("".join(lines), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def engine(file: Path) -> Iterator[PoolEngine]:
    engine = PoolEngine.over_files([file], SETTINGS)
    yield engine
    engine.close()


@pytest.fixture
def hit(engine: PoolEngine) -> Iterator[PoolEngine]:
    """The engine for a query that harms it, with proof that the next one is answered."""
    yield engine
    assert b'"value 7 0"' in engine.answer(GOOD, JSON).read()


def test_small_and_large_answers_equal_those_of_the_engine(engine: PoolEngine, file: Path) -> None:
    index = IndexEngine.load([file])
    for query in (GOOD, ALL):
        answer = engine.answer(query, JSON)
        assert answer.size == index.answer(query, JSON).size
        assert answer.read() == index.answer(query, JSON).read()
    assert engine.version == index.version


def test_a_format_that_cannot_hold_the_answer_says_which_can(engine: PoolEngine) -> None:
    xml = named("xml", Form.SELECT).format
    with pytest.raises(NotAcceptable, match=r"U\+0001") as caught:
        engine.answer(GuardedQuery("SELECT ('\\u0001' AS ?x) {}", Form.SELECT), xml)
    assert "text/csv" in caught.value.offered


def test_too_many_unknown_functions_are_refused(engine: PoolEngine) -> None:
    calls = " ".join(f"(<http://x/f{n}>() AS ?x{n})" for n in range(20))
    with pytest.raises(QueryRefused) as caught:
        engine.answer(GuardedQuery(f"SELECT {calls} {{}}", Form.SELECT), JSON)
    assert caught.value.limit == "functions"


def test_a_syntax_error_keeps_its_place(engine: PoolEngine) -> None:
    with pytest.raises(MalformedQuery) as caught:
        engine.answer(GuardedQuery("SELECT *\n{ ?s ?p }", Form.SELECT), JSON)
    assert caught.value.line == 2


@pytest.mark.parametrize(
    "query",
    [
        GuardedQuery("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", Form.SELECT),
        select(" ".join(f"?v{i} ?p{i % 7} ?v{i * 3 % 200} ." for i in range(200))),
    ],
    ids=["cross product", "200 patterns with shared variables"],
)
def test_a_query_without_end_is_ended(hit: PoolEngine, query: GuardedQuery) -> None:
    start = time.monotonic()
    with pytest.raises(OutOfTime):
        hit.answer(query, JSON, timeout=0.6)
    assert 0.6 <= time.monotonic() - start < AT_ONCE_S


@pytest.mark.parametrize(
    "query",
    [
        GuardedQuery("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i", Form.SELECT),
        GuardedQuery(
            "SELECT (GROUP_CONCAT(?c) AS ?all) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", Form.SELECT
        ),
    ],
    ids=["sort", "concatenation"],
)
def test_a_query_that_eats_memory_is_ended(hit: PoolEngine, query: GuardedQuery) -> None:
    with pytest.raises(OutOfMemory):
        # On a busy machine it takes a while until there is no more memory.
        hit.answer(query, JSON, timeout=120)


def test_a_query_nested_too_deeply_ends_its_worker_only(hit: PoolEngine) -> None:
    with pytest.raises(WorkerDied, match="stack"):
        hit.answer(select("{" * 20_000 + "?s ?p ?o" + "}" * 20_000), JSON)


def test_a_worker_killed_in_a_query_is_replaced(hit: PoolEngine) -> None:
    endless = GuardedQuery("ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a = ?i) }", Form.ASK)
    call = Call(lambda: hit.answer(endless, JSON))
    assert eventually(lambda: len(hit.pool.running()) == 1)
    [running] = hit.pool.running()
    assert running.digest == digest(endless.text)
    os.kill(running.worker, signal.SIGKILL)
    with pytest.raises(WorkerDied):
        call.finish()


@pytest.mark.parametrize("silent", [False, True])
def test_a_worker_reaches_no_server(hit: PoolEngine, silent: bool) -> None:
    if hit.pool.state().isolation == GUARD:
        pytest.skip("neither a system call filter nor a network namespace is to be had here")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"<http://127.0.0.1:{server.getsockname()[1]}/sparql>"
        query = select(f"SERVICE {'SILENT' if silent else ''} {address} {{ ?s ?p ?o }}")
        if silent:
            assert b'"bindings":[{}]' in hit.answer(query, JSON).read()
        else:
            with pytest.raises(QueryFailed):
                hit.answer(query, JSON)
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.parametrize(
    ("limits", "words"),
    [({"max_rows": 1999}, "1999 rows"), ({"max_result_bytes": 100_000}, "100000 bytes")],
)
def test_an_answer_over_a_limit_is_an_error_and_never_cut(
    file: Path, limits: dict[str, int], words: str
) -> None:
    engine = PoolEngine.over_files([file], replace(SETTINGS, **limits))  # type: ignore[arg-type]
    with pytest.raises(ResultTooLarge, match=words):
        engine.answer(ALL, JSON)
    assert engine.answer(GOOD, JSON).size < 10_000
    engine.close()


def test_a_checkpoint_is_answered_from(tmp_path: Path, file: Path) -> None:
    store = ox.Store(str(tmp_path / "live"))
    store.bulk_load(path=file)
    store.backup(str(tmp_path / "v1"))
    engine = PoolEngine.over_checkpoint(tmp_path / "v1", "v1", replace(SETTINGS, workers=2))
    assert engine.version == "v1"
    assert engine.answer(ALL, JSON).read() == IndexEngine.load([file]).answer(ALL, JSON).read()
    engine.close()


def test_what_is_wrong_with_a_file_is_told_at_the_start(tmp_path: Path) -> None:
    bad = tmp_path / "bad.nt"
    bad.write_text("<a:b> <a:c> .\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"bad\.nt"):
        PoolEngine.over_files([bad], SETTINGS)
    with pytest.raises(UsageError, match=r"none\.nt"):
        PoolEngine.over_files([tmp_path / "none.nt"], SETTINGS)


def test_data_that_need_more_memory_than_there_is_are_told_at_the_start(tmp_path: Path) -> None:
    file = tmp_path / "large.nt"
    line = "".join(f"<a:{number}> <a:p> <a:{number + 1}> .\n" for number in range(50))
    with file.open("w", encoding="utf-8") as text:
        for block in range(2000):
            text.write(line.replace("<a:", f"<http://example.org/{block}/"))
        text.write('<a:long> <a:p> "' + "x" * 200_000_000 + '" .\n')
    with pytest.raises(WorkersNotReady, match="memory"):
        PoolEngine.over_files([file], replace(SETTINGS, memory=1))


def test_a_worker_is_kept_for_what_is_cheap(file: Path) -> None:
    settings = replace(SETTINGS, workers=2, cheap=lambda query: query is GOOD, patience=0.2)
    assert settings.limits().reserve == 1
    assert replace(settings, workers=1).limits().reserve == 0
    assert replace(settings, cheap=None).limits().reserve == 0
    engine = PoolEngine.over_files([file], settings)
    endless = GuardedQuery("ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a = ?i) }", Form.ASK)
    call = Call(lambda: engine.answer(endless, JSON))
    assert eventually(lambda: len(engine.pool.running()) == 1)
    assert engine.answer(GOOD, JSON).size > 0
    engine.close()
    with pytest.raises(RequestError):
        call.finish()


def test_a_handler_is_told_its_limits() -> None:
    recipe = Settings(max_rows=5, memory=7, max_result_bytes=9).recipe("a:b", {"files": []})
    assert isinstance(recipe, Recipe)
    assert recipe.message()["options"] == {"files": [], "max_rows": 5}
    assert (recipe.memory, recipe.result_bytes) == (7, 9)
