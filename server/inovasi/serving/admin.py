"""What only the operator may see and do, with the token."""

from __future__ import annotations

import hmac
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Final

from flask import Response, jsonify, request

from inovasi.errors import Forbidden, NotFound, Unauthorized
from inovasi.workers.pool import Pool, Running

_SCHEME: Final = "bearer"


@dataclass(frozen=True, slots=True)
class Admin:
    """Answers ``/admin/queries``: the queries that run, and the end of one."""

    token: str = field(repr=False)
    pool: Pool | None

    def queries(self) -> Response:
        """Those that have a process, the oldest first; a query is named by its digest."""
        self._check_token()
        running = self.pool.running() if self.pool else []
        return _kept_by_nobody(jsonify(queries=[_described(query) for query in running]))

    def end(self, number: str) -> Response:
        """Ends one; whoever waits for it gets 503."""
        self._check_token()
        if self.pool is None or not self.pool.end(number):
            raise NotFound(f"No query {number} is running", "list those that are at /admin/queries")
        return _kept_by_nobody(Response(status=HTTPStatus.NO_CONTENT))

    def _check_token(self) -> None:
        if not self.token:
            raise Forbidden(
                "This server has no token", "start it with one, in INOVASI_TOKEN, to use this"
            )
        scheme, _, shown = request.headers.get("Authorization", "").partition(" ")
        # Compared in a time that does not depend on how much of it is right.
        right = hmac.compare_digest(shown.strip().encode(), self.token.encode())
        if scheme.lower() != _SCHEME or not right:
            raise Unauthorized(
                "The token is missing or wrong", "send it as Authorization: Bearer TOKEN"
            )


def _described(query: Running) -> dict[str, Any]:
    started = datetime.fromtimestamp(query.started, UTC)
    return {
        "id": query.id,
        "query": query.digest,
        "started": started.isoformat(timespec="milliseconds"),
        "seconds": round(time.time() - query.started, 3),
        "worker": query.worker,
    }


def _kept_by_nobody(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
