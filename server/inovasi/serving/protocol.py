"""The SPARQL 1.1 Protocol, query operation (2.1), over plain values: knows of no web framework."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from inovasi.errors import (
    ContentTooLarge,
    MalformedRequest,
    MethodNotAllowed,
    UnsupportedMediaType,
)
from inovasi.query.request import QueryRequest

METHODS: Final = ("GET", "HEAD", "POST", "OPTIONS")
FORM: Final = "application/x-www-form-urlencoded"
DIRECT: Final = "application/sparql-query"
MAX_PARAMETERS: Final = 1000


@dataclass(frozen=True, slots=True)
class Body:
    """What came with a POST; ``content_type`` is the header's value."""

    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Operation:
    """A request understood; it has no query where only the address was asked for."""

    query: QueryRequest | None
    format: str = ""


def max_body_bytes(max_query_bytes: int) -> int:
    """A form writes a byte in up to three characters, and has other parameters."""
    return 3 * max_query_bytes + 4096


def check_head(method: str, content_type: str, length: int | None, max_query_bytes: int) -> None:
    """Turns a request away by its head, before any of its body is read."""
    if method not in METHODS:
        raise MethodNotAllowed(f"{method} means nothing here", METHODS)
    if method != "POST":
        return
    kind, charset = _media_type(content_type)
    if kind not in (FORM, DIRECT):
        raise UnsupportedMediaType(
            f"A body of type {kind or 'unknown'} is not read", f"send {DIRECT} or {FORM}"
        )
    if charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise UnsupportedMediaType(f"A body in {charset} is not read", "write it in UTF-8")
    limit = max_body_bytes(max_query_bytes) if kind == FORM else max_query_bytes
    if length is not None and length > limit:
        raise ContentTooLarge(
            f"The body has {length} bytes, more than the {limit} taken here", "shorten the query"
        )


def read(query_string: bytes, body: Body | None) -> Operation:
    """The operation that a query string and a body ask for."""
    parameters = _parameters(query_string, "address")
    direct: list[str] = []
    if body is not None:
        kind, _ = _media_type(body.content_type)
        if kind == DIRECT:
            direct = [_text(body.content)]
        else:
            parameters += _parameters(body.content, "body")
    if any(name == "update" for name, _ in parameters):
        raise MalformedRequest(
            "There is an update parameter", "this address answers queries and takes no updates"
        )
    text = _single(direct + _values(parameters, "query"), "query")
    if body is not None and text is None:
        raise MalformedRequest("The body holds no query", "send one as its query parameter")
    return Operation(
        None if text is None else QueryRequest(text, *_dataset(parameters)),
        _single(_values(parameters, "format"), "format") or "",
    )


def _dataset(parameters: list[tuple[str, str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    default = tuple(_values(parameters, "default-graph-uri"))
    return default, tuple(_values(parameters, "named-graph-uri"))


def _parameters(encoded: bytes, place: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            encoded.decode("utf-8"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MAX_PARAMETERS,
        )
    except UnicodeDecodeError:
        raise MalformedRequest(
            f"The {place} holds a parameter that is not UTF-8 in percent encoding",
            "encode each byte outside ASCII as %XX",
        ) from None
    except ValueError:
        raise MalformedRequest(
            f"The {place} holds more than {MAX_PARAMETERS} parameters", "send fewer"
        ) from None


def _values(parameters: Iterable[tuple[str, str]], name: str) -> list[str]:
    return [value for known, value in parameters if known == name]


def _single(values: list[str], name: str) -> str | None:
    if len(values) > 1:
        raise MalformedRequest(f"There are {len(values)} {name} parameters", "send exactly one")
    return values[0] if values else None


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise MalformedRequest(
            f"Byte {error.start} of the body is not UTF-8", "write the query in UTF-8"
        ) from None


def _media_type(header: str) -> tuple[str, str]:
    """Type and character set, in lower case."""
    kind, *parameters = header.lower().split(";")
    pairs = (parameter.partition("=") for parameter in parameters)
    charsets = [value.strip().strip('"') for name, _, value in pairs if name.strip() == "charset"]
    return kind.strip(), charsets[0] if charsets else ""
