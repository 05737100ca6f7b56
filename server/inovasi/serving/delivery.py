"""The last step of every answer: coded as the client asks, or not sent where it has it already."""

from __future__ import annotations

from typing import Final

from flask import Request, Response

from inovasi.errors import NotAcceptable
from inovasi.serving import codings
from inovasi.serving.conditional import coded, conditions, held

_OK: Final = 200
_BODILESS: Final = frozenset({204, 206, 304})


def deliver(response: Response, request: Request) -> Response:
    """The same response, ready to be sent."""
    media_type = response.mimetype or ""
    plain = "Content-Encoding" not in response.headers and response.status_code not in _BODILESS
    coding = codings.IDENTITY
    if plain and codings.is_packable(media_type) and not _is_fixed(response):
        response.vary.add("Accept-Encoding")
        size = response.content_length
        coding = codings.chosen(_acceptable(request), media_type, size)
    tag, weak = response.get_etag()
    if tag and not weak:
        tag = coded(tag, coding)
        response.set_etag(tag)
        if _asks(request) and _is_held(response, request, tag):
            return not_modified(response)
    if coding != codings.IDENTITY:
        _encode(response, coding)
    return response


def _asks(request: Request) -> bool:
    """Whether there are conditions at all: most requests have none, and dates take time to read."""
    return bool({"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"} & request.environ.keys())


def not_modified(response: Response) -> Response:
    """The same response without what the client already has (RFC 9110, 15.4.5)."""
    response.status_code = 304
    response.response = []
    response.direct_passthrough = False
    for name in [name for name, _ in response.headers if name.lower().startswith("content-")]:
        if name.lower() not in ("content-location", "content-security-policy"):
            response.headers.pop(name, None)
    return response


def _is_fixed(response: Response) -> bool:
    """Whether nobody may code it: a checksum says what the bytes are (RFC 9111, 5.2.2.6)."""
    return "no-transform" in response.headers.get("Cache-Control", "")


def _acceptable(request: Request) -> tuple[str, ...]:
    """The codings; an error has to be readable by whoever excludes them all."""
    try:
        return codings.acceptable(request.headers.get("Accept-Encoding"))
    except NotAcceptable:
        return (codings.IDENTITY,)


def _is_held(response: Response, request: Request, tag: str) -> bool:
    return (
        response.status_code == _OK
        and held(conditions(request.environ), [tag], response.last_modified) is not None
    )


def _encode(response: Response, coding: str) -> None:
    size = response.content_length
    response.headers["Content-Encoding"] = coding
    response.direct_passthrough = False
    if (size or 0) > codings.WHOLE:
        response.response = codings.encode(response.iter_encoded(), coding, size)
        response.headers.pop("Content-Length", None)
        return
    body = response.get_data()
    response.set_data(b"".join(codings.encode([body], coding, len(body))))
