"""The date of what is served, for Last-Modified (RFC 9110, 8.8.2)."""

from __future__ import annotations

from datetime import UTC, datetime

from werkzeug.http import http_date

from inovasi.query.engine import Engine


class Dated:
    """Since when the server has the data with which it started; later states have no date.

    It is not the date of the files: the server may have had newer ones before it was restarted.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._version = engine.version
        self._moment = datetime.now(UTC).replace(microsecond=0)
        self._header = ("Last-Modified", http_date(self._moment))

    def moment(self) -> datetime | None:
        """The date of the state of now."""
        return self._moment if self._is_first() else None

    def headers(self) -> list[tuple[str, str]]:
        """The same as it is sent, if there is one."""
        return [self._header] if self._is_first() else []

    def _is_first(self) -> bool:
        return self._version == self._engine.version
