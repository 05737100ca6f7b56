"""What is amiss in an address that a form has written: said on the page, beside the form."""

from __future__ import annotations

from typing import NamedTuple

from flask import Response, request

from inovasi.errors import RequestError
from inovasi.serving.negotiation import prefers_html
from inovasi.serving.records import current


class Amiss(NamedTuple):
    """A parameter with what stands in it; the words for it are ``amiss.<parameter>``."""

    parameter: str
    value: str


def amiss(error: RequestError) -> Amiss:
    """What a page has to say; programs, and what is about no parameter, get the error itself."""
    if not error.parameter or not prefers_html(request.headers.get("Accept")):
        raise error
    current().outcome = error.slug
    return Amiss(error.parameter, request.args.get(error.parameter, "").strip())


def refused(response: Response, error: RequestError) -> Response:
    """A page that says what is amiss, with the status of the error."""
    response.status_code = error.status
    response.headers["Cache-Control"] = "no-store"
    del response.headers["ETag"]
    return response
