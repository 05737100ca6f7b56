"""The headers that every response carries, whatever answered it, and those of a preflight."""

from __future__ import annotations

from typing import Final

from flask import Response, request

from inovasi.serving.delivery import deliver

# Nothing runs but a file of our own, nothing is fetched from elsewhere, nothing is framed.
_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
# The same for all, so that they are added once, on the way out, and not kept with any answer.
ALWAYS: Final = (
    ("Content-Security-Policy", _POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    # Anyone may read: no answer depends on who asks.
    ("Access-Control-Allow-Origin", "*"),
    (
        "Access-Control-Expose-Headers",
        "Accept-Ranges, Allow, Content-Disposition, Content-Encoding,"
        " Content-Range, ETag, Link, Retry-After, Vary, X-Request-ID",
    ),
)
_PREFLIGHT: Final = {
    # The star is for all others where no credentials are sent, and never for Authorization.
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Authorization, Content-Type,"
    " If-Match, If-Modified-Since, If-None-Match, If-Range, Range, X-Request-ID, X-Requested-With,"
    " *",
    "Access-Control-Max-Age": "86400",
}


def add_headers(response: Response) -> Response:
    """The same response with those of its own, coded, or without a body that the client has."""
    response = deliver(response, request)
    if "Allow" in response.headers:
        response.headers["Allow"] = ", ".join(sorted(response.allow))
    if request.method == "OPTIONS" and "Allow" in response.headers:
        response.headers["Access-Control-Allow-Methods"] = response.headers["Allow"]
        response.headers.update(_PREFLIGHT)
    return response
