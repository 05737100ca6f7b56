"""The bodies of requests: read whole before anything looks at them, by as many threads as can be
spared.

Nothing ends the wait for the rest of a body that a client does not send, so each such client has a
thread. Past ``most`` of them the next is told to come back, and all other requests go on as before.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from inovasi.errors import Busy, MalformedRequest, RequestError
from inovasi.serving import protocol
from inovasi.serving.cache import ADDRESS
from inovasi.serving.refusals import REFUSAL

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_RETRY_S: Final = 2


class Bodies:
    """Passes requests on with their bodies at hand; those whose bodies are not go to ``refuse``."""

    def __init__(
        self, app: WSGIApplication, refuse: WSGIApplication, most: int, longest: int
    ) -> None:
        self._app = app
        self._refuse = refuse
        self._longest = longest
        self._readers = threading.Semaphore(most)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        length = self._to_read(environ)
        if length and (error := self._read(environ, length)):
            environ[REFUSAL] = error
            return self._refuse(environ, start_response)
        return self._app(environ, start_response)

    def _to_read(self, environ: WSGIEnvironment) -> int:
        """The bytes to ask for; 0 where the body is left to whoever turns the request away."""
        if environ["REQUEST_METHOD"] != "POST" or environ["PATH_INFO"] != ADDRESS:
            return 0
        if not protocol.is_read(environ.get("CONTENT_TYPE", "")):
            return 0
        told = protocol.told_length(environ.get("CONTENT_LENGTH")) or 0
        return told if told <= self._longest else 0

    def _read(self, environ: WSGIEnvironment, length: int) -> RequestError | None:
        """Puts the body in the place of the stream; the error if it cannot be had."""
        if not self._readers.acquire(blocking=False):
            return Busy("As many bodies are on their way as can be waited for", _RETRY_S)
        try:
            content: bytes = environ["wsgi.input"].read(length)
        finally:
            self._readers.release()
        if len(content) < length:
            return MalformedRequest(
                f"The body ends after {len(content)} of {length} bytes", "send all of it"
            )
        environ["wsgi.input"] = io.BytesIO(content)
        return None
