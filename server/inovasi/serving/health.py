"""Whether the server lives, and whether it can answer queries."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Any, Final

from flask import Response, jsonify

from inovasi import __version__
from inovasi.query.engine import Engine
from inovasi.workers.pool import Pool, State

RETRY_S: Final = 5


@dataclass(frozen=True, slots=True)
class Health:
    """Answers ``/healthz`` and ``/readyz``; neither ever waits for a query."""

    engine: Engine
    pool: Pool | None

    def live(self) -> Response:
        """200 while requests are answered at all."""
        return _said({"status": "ok", **self._release()})

    def ready(self) -> Response:
        """200 while queries are taken, else 503 and why not.

        While any worker answers they are: taking the server out would help nobody. What keeps the
        others from starting is told all the same.
        """
        state = self.pool.state() if self.pool else None
        reason = _reason(state)
        document = {"status": "not ready" if reason else "ready", **self._release()}
        if state:
            document["workers"] = _without(asdict(state), "isolation", "draining", "trouble")
            document["isolation"] = state.isolation
        if state and state.trouble:
            document["trouble"] = state.trouble
        if not reason:
            return _said(document)
        response = _said({**document, "reason": reason})
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
        response.headers["Retry-After"] = str(RETRY_S)
        return response

    def _release(self) -> dict[str, Any]:
        return {"release": __version__, "dataset": self.engine.version}


def _reason(state: State | None) -> str:
    if state is None:
        return ""
    if state.draining:
        return "This server is stopping"
    if state.trouble and not state.alive:
        return f"No process for queries can be started: {state.trouble}"
    return ""


def _without(document: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name not in names}


def _said(document: dict[str, Any]) -> Response:
    response = jsonify(document)
    response.headers["Cache-Control"] = "no-store"
    return response
