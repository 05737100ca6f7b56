"""What the head of a request may be, before anything reads it.

A request is what Flask takes it for, so that no layer may miss one that is written unusually.
Each field is read by several grammars, in time that grows with its length; and a date with a number
that no calendar has is an error for some of those who read it.
"""

from __future__ import annotations

from collections.abc import Iterable
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

from inovasi.errors import FieldsTooLarge, MalformedRequest
from inovasi.serving.refusals import REFUSAL

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LONGEST: Final = 16 * 1024
_FIELD: Final = "HTTP_"
# These two have names of their own (PEP 3333).
_TYPE: Final = "CONTENT_TYPE"
_LENGTH: Final = "CONTENT_LENGTH"
_DATES: Final = ("HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_IF_RANGE")
# Neither a date nor a tag that anything has, so it is ignored as RFC 9110, 13.1 asks.
_NO_DATE: Final = "none"


class Heads:
    """Passes requests on, with one slash before the path.

    One with too much in its fields goes, without them, to ``refuse``; and one whose method is not
    in capitals, which Flask would take for another one (RFC 9110, 9.1).
    """

    def __init__(self, app: WSGIApplication, refuse: WSGIApplication) -> None:
        self._app = app
        self._refuse = refuse

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        size = len(environ.get(_TYPE, "")) + len(environ.get(_LENGTH, ""))
        for name in environ:
            if name.startswith(_FIELD):
                size += len(name) + len(environ[name])
        if size > LONGEST:
            return self._turn_away(environ, start_response)
        for name in _DATES:
            if name in environ and _is_beyond(environ[name]):
                environ[name] = _NO_DATE
        path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
        # Without any path nothing is asked for.
        if path and (path[0] != "/" or path[1:2] == "/"):
            environ["PATH_INFO"] = "/" + path.lstrip("/")
        if method != method.upper():
            environ[REFUSAL] = MalformedRequest(
                f"{method} is no method", f"write it in capitals: {method.upper()}"
            )
            return self._refuse(environ, start_response)
        return self._app(environ, start_response)

    def _turn_away(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        for name in [name for name in environ if name.startswith(_FIELD)]:
            del environ[name]
        environ[_TYPE] = environ[_LENGTH] = ""
        environ[REFUSAL] = FieldsTooLarge(
            f"The header fields have more than {LONGEST} bytes together",
            "send fewer or shorter ones",
        )
        return self._refuse(environ, start_response)


def _is_beyond(text: str) -> bool:
    """Whether the text is a date but for a number that is too large to be one."""
    try:
        parsedate_to_datetime(text)
    except OverflowError:
        return True
    except (ValueError, TypeError):
        return False
    return False
