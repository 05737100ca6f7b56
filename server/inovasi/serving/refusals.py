"""What a layer turns away before Flask sees it: answered like any other error, one at a time.

Hundreds of threads that write a refusal at once would each have the interpreter for a moment, and
everybody else, a look at the server's health too, would wait for all of them.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# Where the environment of a request holds what is wrong with it.
REFUSAL: Final = "inovasi.refusal"


class Refusals:
    """The application as it answers for the layers around it, which it does without any wait."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app
        self._turn = threading.Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with self._turn:
            return self._app(environ, start_response)
