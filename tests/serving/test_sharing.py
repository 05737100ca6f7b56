from __future__ import annotations

import os
import threading
from collections.abc import Callable
from typing import Any

import pytest

from inovasi.errors import OutOfTime, QueryFailed
from inovasi.query.answer import Answer
from inovasi.query.formats import Form, Format, named
from inovasi.query.guard import GuardedQuery
from inovasi.serving.records import COMPLETE, Record, Recorder, current
from inovasi.serving.sharing import SharingEngine, WatchedEngine
from tests.serving.support import JSON, call, environ, guarded
from tests.workers.support import Call, eventually, open_descriptors

CSV = named("csv", Form.SELECT).format
ROWS = guarded("SELECT * { ?s ?p ?o }")


class Held:
    """An engine that answers when it is let go."""

    version = "1"

    def __init__(self, give: Callable[[], Answer] = lambda: Answer(b"whole")) -> None:
        self.calls = 0
        self.go = threading.Event()
        self.give = give
        self.closed = False

    def answer(self, _query: GuardedQuery, _result: Format) -> Answer:
        self.calls += 1
        assert self.go.wait(10)
        return self.give()

    def close(self) -> None:
        self.closed = True


def in_file(content: bytes) -> Answer:
    descriptor = os.memfd_create("test") if hasattr(os, "memfd_create") else pytest.skip("no memfd")
    os.write(descriptor, content)
    return Answer(b"", descriptor, len(content))


def ask_together(
    engine: Held, count: int, query: GuardedQuery = ROWS, most: int = 10
) -> list[Call]:
    """So many calls at once, let go when each has arrived."""
    shared = SharingEngine(engine, most)

    def ask() -> bytes:
        try:
            return shared.answer(query, JSON).read()
        except SystemExit:
            return b"ended"

    calls = [Call(ask) for _ in range(count)]
    arrived = lambda: engine.calls + shared._waiting == count  # noqa: E731
    assert eventually(arrived)
    engine.go.set()
    return calls


@pytest.mark.parametrize("give", [lambda: Answer(b"whole"), lambda: in_file(b"whole")])
def test_equal_queries_run_once_and_all_get_the_whole_answer(give: Callable[[], Answer]) -> None:
    before = open_descriptors()
    engine = Held(give)
    assert {call.finish() for call in ask_together(engine, 5)} == {b"whole"}
    assert engine.calls == 1
    assert open_descriptors() == before


def test_an_error_is_shared() -> None:
    def fail() -> Answer:
        raise OutOfTime("too long")

    engine = Held(fail)
    for asked in ask_together(engine, 3):
        with pytest.raises(OutOfTime):
            asked.finish()
    assert engine.calls == 1


def test_the_next_query_after_an_error_runs_again() -> None:
    engine = Held()
    engine.go.set()
    shared = SharingEngine(engine, 1)
    for _ in range(2):
        assert shared.answer(ROWS, JSON).read() == b"whole"
    assert (engine.calls, shared._flights, shared._waiting) == (2, {}, 0)


def test_nobody_waits_for_one_whose_thread_has_ended() -> None:
    attempts = []

    def end() -> Answer:
        attempts.append(1)
        if len(attempts) == 1:
            raise SystemExit
        return Answer(b"second")

    engine = Held(end)
    results = [call.finish() for call in ask_together(engine, 3)]
    assert sorted(results) == [b"ended", b"second", b"second"]


def test_where_no_twin_can_be_made_each_asks_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Answer) -> Answer:
        raise OSError("too many open files")

    monkeypatch.setattr(Answer, "twin", fail)
    engine = Held()
    assert {call.finish() for call in ask_together(engine, 3)} == {b"whole"}
    assert engine.calls == 3


def test_past_the_bound_each_asks_for_itself() -> None:
    engine = Held()
    assert {call.finish() for call in ask_together(engine, 5, most=2)} == {b"whole"}
    assert engine.calls == 3


def test_a_query_whose_answer_changes_is_never_shared() -> None:
    engine = Held()
    volatile = guarded("SELECT (RAND() AS ?r) {}")
    assert {call.finish() for call in ask_together(engine, 3, volatile)} == {b"whole"}
    assert engine.calls == 3


def test_queries_that_differ_in_anything_do_not_share() -> None:
    engine = Held()
    shared = SharingEngine(engine, 10)
    others = [
        (ROWS, CSV),
        (guarded("SELECT * { ?s ?p ?o } "), JSON),
        (GuardedQuery(ROWS.text, ROWS.form, ("http://a/g",)), JSON),
        (GuardedQuery(ROWS.text, ROWS.form, (), ("http://a/g",)), JSON),
    ]

    def asking(query: GuardedQuery, result: Format) -> Call:
        return Call(lambda: shared.answer(query, result).read())

    calls = [asking(*other) for other in [(ROWS, JSON), *others]]
    assert eventually(lambda: engine.calls == 5)
    engine.go.set()
    assert {call.finish() for call in calls} == {b"whole"}


def watched(engine: Any) -> tuple[WatchedEngine, list[tuple[str, bool]]]:
    seen: list[tuple[str, bool]] = []
    return WatchedEngine(engine, "index", lambda *what: seen.append((what[0], what[1] >= 0))), seen


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (None, COMPLETE),
        (OutOfTime("a"), "out-of-time"),
        (QueryFailed("a"), "query-failed"),
        (KeyError("a"), "internal-error"),
    ],
)
def test_every_query_leaves_its_trace(error: Exception | None, outcome: str) -> None:
    def give() -> Answer:
        if error:
            raise error
        return Answer(b"")

    held = Held(give)
    held.go.set()
    engine, seen = watched(held)
    records: list[Record] = []

    def app(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response("200 OK", [])
        if error:
            with pytest.raises(type(error)):
                engine.answer(ROWS, JSON)
        else:
            engine.answer(ROWS, JSON).close()
        return []

    call(Recorder(app, records.append), environ())
    (record,) = records
    assert (record.engine, record.outcome, len(record.query)) == ("index", outcome, 16)
    assert seen == [(outcome, True)]
    assert ROWS.text not in str(record.fields())


def test_the_layers_pass_version_and_end_on() -> None:
    held = Held()
    engine = watched(SharingEngine(held, 1))[0]
    assert engine.version == "1"
    engine.close()
    assert held.closed
    assert current().outcome == ""
