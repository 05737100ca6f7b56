"""Every error the program raises on purpose, in one tree.

::

    InovasiError                 exit code 1
    ├── UsageError               exit code 2: an option, a path or a port that cannot be used
    ├── DataError                a row, a file or a value in the data that must be mended
    ├── CheckFailed              the graph breaks a shape, a rule or an expectation
    ├── StalePublication         what is published is not what the claims give
    ├── ReleaseFixed             a released version would get other content
    ├── WorkersNotReady          no process for queries could be started
    ├── StoreError               a store's folder is in use, damaged, or out of room
    ├── Inexpressible            a value that a format has no way to write
    ├── PortalError              a portal cannot be reached, or refuses what it is sent
    └── RequestError             answered over HTTP with the status that the class carries
        ├── MalformedRequest     400
        │   └── MalformedQuery   400, with line and column
        ├── Unauthorized         401, the token is missing or wrong
        ├── Forbidden            403, the server has no token
        ├── NotFound             404
        ├── MethodNotAllowed     405
        ├── NotAcceptable        406
        ├── Gone                 410, an identifier that was retired
        ├── LengthRequired       411, a body in chunks
        ├── ContentTooLarge      413
        ├── AddressTooLong       414
        ├── UnsupportedMediaType 415
        ├── UnsupportedCoding    415, a compressed body
        ├── RangeNotSatisfiable  416, with the size of the whole
        ├── QueryRefused         422
        ├── TooManyRequests      429, with the seconds after which to try again
        ├── FieldsTooLarge       431
        ├── QueryFailed          500, the engine cannot evaluate the query
        ├── WorkerDied           500, the process that evaluated it ended
        ├── QueryEnded           503, by the operator
        ├── Busy                 503, with the seconds after which to try again
        │   ├── BeingMade        503, a dump that is not there yet
        │   └── Draining         503, the server is stopping
        ├── DumpFailed           503, a dump could not be made or kept
        ├── OutOfTime            504
        ├── ResultTooLarge       507, in bytes or rows
        └── OutOfMemory          507

A request error leaves the server as RFC 9457 problem details; any other leaves a command as one
line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from pathlib import Path
from typing import ClassVar, Self


class InovasiError(Exception):
    """Anything that went wrong in a way the program foresaw.

    ``remedy`` says what the reader can do about it; it is part of the message.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, detail: str, remedy: str = "") -> None:
        super().__init__(f"{detail} — {remedy}" if remedy else detail)
        self.detail = detail
        self.remedy = remedy


class UsageError(InovasiError):
    """The command cannot start as it was called."""

    exit_code = 2


class DataError(InovasiError):
    """A value in a data file is wrong; names file, row (as a spreadsheet counts) and column."""

    def __init__(
        self, file: Path | str, problem: str, remedy: str, *, row: int = 0, column: str = ""
    ) -> None:
        place = str(file)
        if row:
            place += f", row {row}"
        if column:
            place += f", column {column}"
        super().__init__(f"{place}: {problem}", remedy)
        self.file, self.row, self.column, self.problem = str(file), row, column, problem


class CheckFailed(InovasiError):
    """One or more checks found violations; ``violations`` holds one line for each."""

    def __init__(self, violations: Sequence[str]) -> None:
        count = len(violations)
        super().__init__(f"{count} violation{'s' if count != 1 else ''} found")
        self.violations = tuple(violations)


class StalePublication(InovasiError):
    """A committed published file differs from what the claims give now."""


class ReleaseFixed(InovasiError):
    """What was released would change; a new version is what changes."""


class WorkersNotReady(InovasiError):
    """A process for queries did not come up; the detail repeats what it said."""


class StoreError(InovasiError):
    """A store on disk cannot be read or written as it is."""


class Inexpressible(InovasiError):
    """The data hold something that the format has no way to write."""


class PortalError(InovasiError):
    """A data portal does not do what a command asks of it."""


class RequestError(InovasiError):
    """An HTTP request that is answered with an error status."""

    status: ClassVar[HTTPStatus] = HTTPStatus.BAD_REQUEST
    slug: ClassVar[str] = "bad-request"
    parameter = ""

    def of(self, parameter: str) -> Self:
        """The same, of a parameter of an address: the page with its form says so by itself."""
        self.parameter = parameter
        return self


class MalformedRequest(RequestError):
    """A parameter or a body that does not fit its address (SPARQL 1.1 Protocol, 2.1.6)."""

    slug = "malformed-request"


class MalformedQuery(MalformedRequest):
    """The text is not a SPARQL query; ``line`` and ``column`` count from 1, 0 where unknown."""

    slug = "malformed-query"

    def __init__(self, detail: str, line: int = 0, column: int = 0) -> None:
        place = " at that place" if line else ""
        super().__init__(detail, f"correct the query{place} and send it again")
        self.line, self.column = line, column


class Unauthorized(RequestError):
    """Who asks has not shown the token (RFC 6750)."""

    status = HTTPStatus.UNAUTHORIZED
    slug = "unauthorized"


class Forbidden(RequestError):
    """Nobody may do this here: the server was started without a token."""

    status = HTTPStatus.FORBIDDEN
    slug = "forbidden"


class NotFound(RequestError):
    """Nothing lives at the address; ``near`` are IRIs and names of things that may be meant."""

    status = HTTPStatus.NOT_FOUND
    slug = "not-found"

    def __init__(self, detail: str, remedy: str = "", near: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(detail, remedy)
        self.near = list(near)


class MethodNotAllowed(RequestError):
    """The address exists, the method does not; ``allowed`` fills Allow (RFC 9110, 10.2.1)."""

    status = HTTPStatus.METHOD_NOT_ALLOWED
    slug = "method-not-allowed"

    def __init__(self, detail: str, allowed: Sequence[str]) -> None:
        super().__init__(detail, "use one of " + ", ".join(allowed))
        self.allowed = tuple(allowed)


class NotAcceptable(RequestError):
    """No format that the request accepts can be written; ``offered`` lists those that can."""

    status = HTTPStatus.NOT_ACCEPTABLE
    slug = "not-acceptable"

    def __init__(self, detail: str, offered: Sequence[str]) -> None:
        super().__init__(detail, "ask for one of " + ", ".join(offered))
        self.offered = tuple(offered)


class Gone(RequestError):
    """An identifier that was retired, and why, by language; nothing stands in its place."""

    status = HTTPStatus.GONE
    slug = "gone"

    def __init__(self, detail: str, reasons: Mapping[str, str]) -> None:
        super().__init__(f"{detail}: {reasons['en']}", "see /releases")
        self.reasons = dict(reasons)


class LengthRequired(RequestError):
    """The body does not say how long it is (RFC 9110, 15.5.12)."""

    status = HTTPStatus.LENGTH_REQUIRED
    slug = "length-required"

    def __init__(self, detail: str) -> None:
        super().__init__(detail, "send it with Content-Length")


class ContentTooLarge(RequestError):
    """The query or the body is over its limit in bytes."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    slug = "content-too-large"


class UnsupportedMediaType(RequestError):
    """The body's media type or character set is not one the address reads."""

    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    slug = "unsupported-media-type"


class AddressTooLong(RequestError):
    """The address is over its limit in bytes, or the query in it is."""

    status = HTTPStatus.REQUEST_URI_TOO_LONG
    slug = "address-too-long"


class UnsupportedCoding(RequestError):
    """The body is compressed (RFC 9110, 15.5.16)."""

    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    slug = "unsupported-coding"


class RangeNotSatisfiable(RequestError):
    """The part asked for begins behind the end; ``size`` is that of the whole."""

    status = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
    slug = "range-not-satisfiable"

    def __init__(self, size: int) -> None:
        super().__init__(f"The whole has {size} bytes", "ask for a part that begins before its end")
        self.size = size


class QueryRefused(RequestError):
    """The guard turned the query away; ``limit`` names the rule."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    slug = "query-refused"

    def __init__(self, detail: str, remedy: str, limit: str) -> None:
        super().__init__(detail, remedy)
        self.limit = limit


class TooManyRequests(RequestError):
    """The client asked more than it may; ``retry_after`` seconds fill the header."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    slug = "too-many-requests"

    def __init__(self, detail: str, retry_after: int) -> None:
        super().__init__(detail, f"try again in {retry_after} s")
        self.retry_after = retry_after


class FieldsTooLarge(RequestError):
    """The header fields are over their limit in bytes."""

    status = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
    slug = "fields-too-large"


class QueryFailed(RequestError):
    """The engine gave up on a query that is well formed."""

    status = HTTPStatus.INTERNAL_SERVER_ERROR
    slug = "query-failed"


class WorkerDied(RequestError):
    """The process that evaluated the query ended before it answered."""

    status = HTTPStatus.INTERNAL_SERVER_ERROR
    slug = "worker-died"


class QueryEnded(RequestError):
    """The operator ended the query."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    slug = "query-ended"


class Busy(RequestError):
    """No process is free; ``retry_after`` seconds fill the header (RFC 9110, 10.2.3)."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    slug = "busy"

    def __init__(self, detail: str, retry_after: int) -> None:
        super().__init__(detail, f"try again in {retry_after} s")
        self.retry_after = retry_after


class BeingMade(Busy):
    """The file is being made, which takes longer than a request waits."""

    slug = "being-made"


class Draining(Busy):
    """The server is stopping and takes no more queries."""

    slug = "draining"


class DumpFailed(RequestError):
    """A dump could not be made or kept; it may be in ``retry_after`` seconds."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    slug = "dump-failed"
    retry_after: ClassVar[int] = 10


class OutOfTime(RequestError):
    """The query did not end before its deadline."""

    status = HTTPStatus.GATEWAY_TIMEOUT
    slug = "out-of-time"


class ResultTooLarge(RequestError):
    """The answer has more rows or bytes than one may have; nothing of it was sent."""

    status = HTTPStatus.INSUFFICIENT_STORAGE
    slug = "result-too-large"


class OutOfMemory(RequestError):
    """The query needed more memory than its process may have."""

    status = HTTPStatus.INSUFFICIENT_STORAGE
    slug = "out-of-memory"
