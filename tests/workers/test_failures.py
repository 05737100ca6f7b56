from __future__ import annotations

import errno
import json
import signal

import pytest

from inovasi.errors import (
    DataError,
    InovasiError,
    MalformedQuery,
    MalformedRequest,
    NotAcceptable,
    OutOfMemory,
    OutOfTime,
    QueryFailed,
    QueryRefused,
    ResultTooLarge,
    UsageError,
    WorkerDied,
)
from inovasi.workers.failures import autopsy, describe, out_of_memory, out_of_time, revive


@pytest.mark.parametrize(
    "error",
    [
        MalformedQuery("line 3, column 7: expected }", 3, 7),
        MalformedRequest("'x' names no graph", "give absolute IRIs"),
        QueryFailed("no", "change it"),
        ResultTooLarge("more than 3 rows", "ask for fewer"),
        UsageError("a.xyz: no RDF format has this suffix", "use another"),
        DataError("C:/a: b/data.ttl", "expected a dot", "mend it", row=7),
        NotAcceptable("XML has not", ("text/csv", "text/turtle")),
        QueryRefused("17 functions", "leave them out", "functions"),
        out_of_memory(),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_comes_back_as_it_went(error: InovasiError) -> None:
    back = revive(json.loads(json.dumps(describe(error))))
    assert type(back) is type(error)
    assert str(back) == str(error)
    for name in ("line", "column", "offered", "limit"):
        assert vars(back).get(name) == vars(error).get(name)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (MemoryError(), OutOfMemory),
        (OSError(errno.EFBIG, "File too large"), ResultTooLarge),
        (OSError(errno.ENOSPC, "No space left on device"), ResultTooLarge),
        (OSError(errno.EPERM, "Operation not permitted"), QueryFailed),
        (RuntimeError("unbound"), QueryFailed),
    ],
)
def test_an_error_that_nobody_raised_on_purpose_gets_a_class(
    error: Exception, kind: type[InovasiError]
) -> None:
    assert type(revive(describe(error))) is kind


@pytest.mark.parametrize("described", [{}, {"error": "SystemExit"}, {"error": ["x"], "detail": 3}])
def test_an_error_of_an_unknown_name_is_a_failed_query(described: dict[str, object]) -> None:
    assert type(revive(described)) is QueryFailed


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        (-signal.SIGSEGV, WorkerDied, "stack"),
        (-signal.SIGABRT, OutOfMemory, "memory"),
        (-signal.SIGXCPU, OutOfTime, "3 s"),
        (-signal.SIGXFSZ, ResultTooLarge, "room"),
        (-signal.SIGKILL, WorkerDied, "SIGKILL"),
        (1, WorkerDied, "exit code 1"),
    ],
)
def test_the_end_of_a_worker_says_what_the_query_did(
    code: int, kind: type[InovasiError], words: str
) -> None:
    error = autopsy(code, 3)
    assert type(error) is kind
    assert words in str(error)


def test_the_seconds_of_a_deadline_are_told() -> None:
    assert "1.5 s" in str(out_of_time(1.5))
