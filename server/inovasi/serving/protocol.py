"""The SPARQL 1.1 Protocol, query operation (2.1), over plain values: knows of no web framework."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_to_bytes

from inovasi.errors import (
    AddressTooLong,
    ContentTooLarge,
    LengthRequired,
    MalformedRequest,
    MethodNotAllowed,
    UnsupportedCoding,
    UnsupportedMediaType,
)
from inovasi.query.request import QueryRequest
from inovasi.serving import fields

METHODS: Final = ("GET", "HEAD", "POST", "OPTIONS")
FORM: Final = "application/x-www-form-urlencoded"
DIRECT: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
MULTIPART: Final = "multipart/form-data"
MAX_PARAMETERS: Final = 1000
# Of the longest body that there can be: Python turns thousands of digits into no number.
_DIGITS: Final = 20

# Text in these is UTF-8 as it stands; other character sets are not read (SPARQL 1.1 Query, 21).
_CHARSETS: Final = frozenset({"", "utf-8", "utf8", "us-ascii", "ascii"})
_SEND: Final = f"send {DIRECT} or {FORM}"
_INSTEAD: Final = {
    MULTIPART: f"send {FORM}; curl does with --data-urlencode in place of --form",
    UPDATE: f"this address answers queries and takes no updates; {_SEND}",
}
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_BROKEN_ESCAPE: Final = re.compile(rb"%(?![0-9A-Fa-f]{2})")
# RFC 3987, with no more than its absolute form and the characters that no IRI has.
_ABSOLUTE_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*+:[^\x00-\x20<>\"{}|\\^`]*+")


@dataclass(frozen=True, slots=True)
class Head:
    """A request before its body is read; ``length`` is that of Content-Length, if there is one."""

    method: str
    query_string: bytes = b""
    content_type: str = ""
    length: int | None = None
    content_encoding: str = ""
    transfer_encoding: str = ""


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


def is_read(content_type: str) -> bool:
    """Whether a body of this type is read; any other is turned away without that."""
    return content_type.lower().startswith((DIRECT, FORM))


def told_length(header: str | None) -> int | None:
    """The number in Content-Length; None where there is none, or one that no body has."""
    told = header or ""
    return int(told) if told.isascii() and told.isdigit() and len(told) <= _DIGITS else None


def max_body_bytes(max_query_bytes: int) -> int:
    """A form writes a byte in up to three characters, and has other parameters."""
    return 3 * max_query_bytes + 4096


def check_head(head: Head, max_query_bytes: int) -> None:
    """Turns a request away by its head, before any of its body is read."""
    if head.method not in METHODS:
        raise MethodNotAllowed(f"{head.method} means nothing here", METHODS)
    if head.length is not None and head.transfer_encoding:
        raise MalformedRequest(
            "There are both Content-Length and Transfer-Encoding", "send the length alone"
        )
    if head.transfer_encoding:
        # The web server hands on what came before a connection broke as if it were the whole.
        raise LengthRequired("A body in chunks does not tell whether all of it came")
    longest = max_body_bytes(max_query_bytes)
    if len(head.query_string) > longest:
        raise AddressTooLong(
            f"The address has more than {longest} bytes after the question mark", "use POST"
        )
    if head.method == "POST":
        _check_kind(head.content_type)
        _check_coding(head.content_encoding)
        if head.length is not None:
            check_length(head.content_type, head.length, max_query_bytes)


def _check_kind(content_type: str) -> None:
    kind, charset = _media_type(content_type)
    if kind not in (FORM, DIRECT):
        raise UnsupportedMediaType(
            f"A body of type {kind or 'unknown'} is not read", _INSTEAD.get(kind, _SEND)
        )
    if charset not in _CHARSETS:
        raise UnsupportedMediaType(f"A body in {charset} is not read", "write it in UTF-8")


def _check_coding(content_encoding: str) -> None:
    """A small body may unpack to any size, so that none is unpacked."""
    codings = [item.value for item in fields.items(content_encoding)]
    if content_encoding.strip() and any(coding != "identity" for coding in codings or [""]):
        raise UnsupportedCoding(
            f"A body in the coding {content_encoding.strip()} is not read", "send it as it is"
        )


def check_length(content_type: str, length: int, max_query_bytes: int) -> None:
    """Turns away a body that is too long, whether that was told or seen."""
    kind, _ = _media_type(content_type)
    limit = max_body_bytes(max_query_bytes) if kind == FORM else max_query_bytes
    if length > limit:
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
            _check_unicode(body.content)
            parameters += _parameters(body.content, "body")
    if any(name == "update" for name, _ in parameters):
        raise MalformedRequest(
            "There is an update parameter", "this address answers queries and takes no updates"
        )
    text = _single(direct + _values(parameters, "query"), "query")
    # The mark that some editors put before UTF-8 is no part of the query.
    text = text and text.removeprefix("\ufeff")
    if body is not None and text is None:
        raise MalformedRequest("The body holds no query", "send one as its query parameter")
    default, named = (_graphs(parameters, f"{kind}-graph-uri") for kind in ("default", "named"))
    return Operation(
        None if text is None else QueryRequest(text, default, named),
        # Some clients name a format twice, once by its name and once by its media types.
        next(iter(_values(parameters, "format")), ""),
    )


def _graphs(parameters: list[tuple[str, str]], name: str) -> tuple[str, ...]:
    graphs = tuple(_values(parameters, name))
    for iri in graphs:
        if not _ABSOLUTE_IRI.fullmatch(iri):
            raise MalformedRequest(f"{name} is {iri!r}", "give the absolute IRI of a graph")
    return graphs


def _parameters(encoded: bytes, place: str) -> list[tuple[str, str]]:
    broken = _BROKEN_ESCAPE.search(encoded)
    if broken:
        raise MalformedRequest(
            f"The {place} has a % without two hexadecimal digits, at byte {broken.start() + 1}",
            "write the sign itself as %25",
        )
    if encoded.count(b"&") >= MAX_PARAMETERS:
        raise MalformedRequest(
            f"The {place} holds more than {MAX_PARAMETERS} parameters", "send fewer"
        )
    try:
        # What came without percent encoding is UTF-8 for itself.
        encoded.decode("utf-8")
        pairs = [piece.partition(b"=") for piece in encoded.split(b"&") if piece]
        return [(_decoded(name), _decoded(value)) for name, _, value in pairs]
    except UnicodeDecodeError:
        raise MalformedRequest(
            f"The {place} holds a parameter that is not UTF-8 in percent encoding",
            "encode each byte outside ASCII as %XX",
        ) from None


def _decoded(piece: bytes) -> str:
    """A name or a value of a form (URL Standard, 5.1); UTF-8 only."""
    return unquote_to_bytes(piece.replace(b"+", b" ")).decode("utf-8")


def _values(parameters: Iterable[tuple[str, str]], name: str) -> list[str]:
    return [value for known, value in parameters if known == name]


def _single(values: list[str], name: str) -> str | None:
    if len(values) > 1:
        raise MalformedRequest(f"There are {len(values)} {name} parameters", "send exactly one")
    return values[0] if values else None


def _text(content: bytes) -> str:
    """The query of a direct body."""
    _check_unicode(content)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise MalformedRequest(
            f"Byte {error.start} of the body is not UTF-8", "write the query in UTF-8"
        ) from None


def _check_unicode(content: bytes) -> None:
    """UTF-16 that nobody declared shows by its mark, or by a NUL beside each letter."""
    if content.startswith(_UTF_16) or b"\0" in content[:2]:
        raise MalformedRequest("The body seems to be in UTF-16", "write it in UTF-8")


def _media_type(header: str) -> tuple[str, str]:
    """Type and character set, in lower case."""
    item = fields.item(header)
    if item is None:
        return header.partition(";")[0].strip().lower(), ""
    charsets = [value.lower() for name, value in item.parameters if name == "charset"]
    return item.value, charsets[0] if charsets else ""
