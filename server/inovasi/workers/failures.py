"""Errors on their way from a worker to its parent, and what the end of a worker means."""

from __future__ import annotations

import errno
import signal
from collections.abc import Mapping
from typing import Any, Final

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
    RequestError,
    ResultTooLarge,
    UsageError,
    WorkerDied,
)

_PLAIN: Final = (UsageError, MalformedRequest, QueryFailed, ResultTooLarge, OutOfMemory)
_NO_ROOM: Final = frozenset({errno.EFBIG, errno.ENOSPC, errno.EDQUOT})
_SMALLER: Final = "ask for less, or for fewer rows to be sorted, grouped or joined at once"


def describe(error: Exception) -> dict[str, Any]:
    """The error as a JSON object; what nobody foresaw becomes a QueryFailed."""
    if isinstance(error, MalformedQuery):
        fields = {"detail": error.detail, "line": error.line, "column": error.column}
        return {"error": "MalformedQuery", **fields}
    if isinstance(error, DataError):
        return {"error": "DataError", "detail": error.detail, "remedy": error.remedy}
    if isinstance(error, NotAcceptable):
        return {"error": "NotAcceptable", "detail": error.detail, "offered": error.offered}
    if isinstance(error, QueryRefused):
        fields = {"detail": error.detail, "remedy": error.remedy, "limit": error.limit}
        return {"error": "QueryRefused", **fields}
    if type(error) in _PLAIN and isinstance(error, InovasiError):
        return {
            "error": type(error).__name__,
            "detail": error.detail,
            "remedy": error.remedy,
        }
    return describe(_foreseen(error))


def _foreseen(error: Exception) -> InovasiError:
    if isinstance(error, MemoryError):
        return out_of_memory()
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        return ResultTooLarge("There is no room for an answer of this size", "ask for less")
    return QueryFailed(f"The engine gave up: {error}", "change the query")


def revive(described: Mapping[str, Any]) -> InovasiError:
    """The error that the worker described; a name that is not expected gives a QueryFailed."""
    name, detail = described.get("error"), str(described.get("detail", ""))
    remedy = str(described.get("remedy", ""))
    if name == "MalformedQuery":
        line, column = described.get("line", 0), described.get("column", 0)
        return MalformedQuery(detail, int(line), int(column))
    if name == "DataError":
        return _data_error(detail, remedy)
    if name == "NotAcceptable":
        return NotAcceptable(detail, described.get("offered", ()))
    if name == "QueryRefused":
        return QueryRefused(detail, remedy, str(described.get("limit", "")))
    kinds = {kind.__name__: kind for kind in _PLAIN}
    return kinds.get(str(name), QueryFailed)(detail, remedy)


def _data_error(detail: str, remedy: str) -> DataError:
    place, _, problem = detail.partition(": ")
    return DataError(place, problem, remedy)


def autopsy(code: int, seconds: float) -> RequestError:
    """What the query did to a worker that ended with this code, as ``subprocess`` gives it."""
    if code == -signal.SIGABRT:
        return out_of_memory()
    if code == -signal.SIGXCPU:
        return out_of_time(seconds)
    if code == -signal.SIGXFSZ:
        return ResultTooLarge("There is no room for an answer of this size", "ask for less")
    if code == -signal.SIGSEGV:
        return WorkerDied(
            "The process evaluating the query ran out of stack", "nest the query less deeply"
        )
    cause = signal.Signals(-code).name if code < 0 else f"exit code {code}"
    return WorkerDied(
        f"The process evaluating the query ended ({cause})", "simplify the query or try it later"
    )


def out_of_memory() -> OutOfMemory:
    """A query that asked for more than there is."""
    return OutOfMemory("The query needed more memory than one query may have here", _SMALLER)


def out_of_time(seconds: float) -> OutOfTime:
    """A query that took longer than it may."""
    return OutOfTime(f"The query was ended after {seconds:g} s", _SMALLER)
