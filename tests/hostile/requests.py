"""Hostile requests: bytes, and the statuses promised for them; CLOSED is the end of a connection.

What the web server itself cannot read as HTTP it answers with 400, 414 or 431, or not at all.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tests.hostile.wire import Reply, Wire, get, head, posted, query

CLOSED: Final = 0
OK: Final = 200
UNREADABLE: Final = frozenset({400, CLOSED})
FORM: Final = "application/x-www-form-urlencoded"
DIRECT: Final = "application/sparql-query"
ASK: Final = b"ASK{}"
GOOD: Final = "/sparql?query=ASK%7B%7D"
MIB: Final = 1024 * 1024
DATES: Final = (
    "Tue, 99 Foo 99999",
    "Mon, 01 Jan 99999999999 00:00:00 GMT",
    "Mon, 01 Jan 2020 00:00:99999999999999999999 GMT",
    "Mon, 01 Jan 2020 00:00:00 -9999999999",
    "Mon, 01 Jan 0 00:00:00 GMT",
)


@dataclass(frozen=True, slots=True)
class Case:
    """Bytes and what may come back; ``ends`` says that no more bytes will follow."""

    name: str
    content: bytes
    statuses: frozenset[int]
    ends: bool = False


def said(place: str, case: Case) -> Reply | None:
    """What the server at a place says to it."""
    with Wire(place) as connection:
        connection.send(case.content)
        if case.ends:
            connection.end()
        return connection.reply()


def _case(name: str, content: bytes, *statuses: int, ends: bool = False) -> Case:
    return Case(name, content, frozenset(statuses), ends)


def _post(*fields: str, body: bytes = ASK, kind: str = DIRECT) -> bytes:
    return head("POST /sparql HTTP/1.1", f"Content-Type: {kind}", *fields) + body


def _chunked(*chunks: bytes) -> bytes:
    return _post("Transfer-Encoding: chunked", body=b"".join(chunks))


def lengths() -> Iterable[Case]:
    """Bodies that lie about their length."""
    yield _case("shorter than told", _post("Content-Length: 99"), 400, CLOSED, ends=True)
    yield _case("longer than told", _post("Content-Length: 5", body=ASK + b"}}}}"), 200)
    yield _case("no length at all", _post(), 400, ends=True)
    for length in ("-1", "+5", "0x5", "5 5", "5,5", "", "five", "9" * 40, "5\x00", "\xb5"):
        yield Case(f"length {length[:9]!r}", _post(f"Content-Length: {length}"), UNREADABLE)
    yield _case("two lengths", _post("Content-Length: 5", "Content-Length: 6"), 400, CLOSED)
    yield _case("a gigabyte told", _post("Content-Length: 1000000000"), 413)
    yield _case("a gigabyte of a form", _post("Content-Length: 1000000000", kind=FORM), 413)
    yield _case("an exabyte told", _post("Content-Length: 1000000000000000000"), 413)
    yield _case("more than is taken", posted(b"#" * 70_000, DIRECT), 413)
    yield _case("a form larger than is taken", posted(b"query=" + b"x" * 300_000, FORM), 413)
    both = ("Content-Length: 5", "Transfer-Encoding: chunked")
    # RFC 9112, 6.3: the length counts for nothing beside chunks.
    yield _case("length and chunks", _post(*both, body=b"5\r\nASK{}\r\n0\r\n\r\n"), 400, 411)
    yield _case("length on GET", get(GOOD, "Content-Length: 5") + ASK, 200, 400)
    yield _case("length on GET, no body", get(GOOD, "Content-Length: 5"), 200, 400, ends=True)


def chunks() -> Iterable[Case]:
    """Bodies in pieces, and what is wrong with the pieces."""
    yield _case("chunks", _chunked(b"5\r\nASK{}\r\n0\r\n\r\n"), 411)
    yield _case("chunks without an end", _chunked(b"5\r\nASK{}\r\n"), 411, ends=True)
    cut = _chunked(b"40\r\nSELECT * {} LIMIT 1")
    yield _case("a chunk that breaks off where it is a query", cut, 411, ends=True)
    for size in (b"-5", b"z", b"", b"0x5", b"5 5", b"f" * 40, b"7fffffffffffffff"):
        yield _case(
            f"a chunk of {size[:9]!r}",
            _chunked(size, b"\r\nASK{}\r\n0\r\n\r\n"),
            *(400, 411, CLOSED),
            ends=True,
        )
    yield _case(
        "a chunk with a huge extension",
        _chunked(b"5;", b"x" * MIB, b"\r\nASK{}\r\n0\r\n\r\n"),
        *(400, 411, CLOSED),
    )
    yield _case(
        "huge trailers",
        _chunked(b"5\r\nASK{}\r\n0\r\n", b"X: y\r\n" * 100_000, b"\r\n"),
        *(400, 411, 431, CLOSED),
    )
    yield _case(
        "more chunks than is taken",
        _chunked(*[b"400\r\n" + b"#" * 1024 + b"\r\n"] * 2048, b"0\r\n\r\n"),
        *(411, CLOSED),
    )
    yield from _odd_chunks()


def _odd_chunks() -> Iterable[Case]:
    tiny = _chunked(*[b"1\r\n#\r\n"] * 60_000, b"0\r\n\r\n")
    yield _case("a chunk for each byte", tiny, 411, CLOSED)
    yield _case("chunks in capitals", _post("Transfer-Encoding: CHUNKED", body=b"0\r\n\r\n"), 411)
    yield _case(
        "another transfer coding",
        _post("Transfer-Encoding: gzip", body=gzip.compress(ASK)),
        *(400, 411, 415, 501, CLOSED),
        ends=True,
    )
    yield _case(
        "chunks hidden by a space",
        _post("Transfer-Encoding : chunked", body=b"5\r\nASK{}\r\n0\r\n\r\n"),
        *UNREADABLE,
    )


def codings() -> Iterable[Case]:
    """Bodies that are, or claim to be, something else than text in UTF-8."""
    bomb = zlib.compress(b"#" * (64 * MIB))
    for name, content in (
        ("gzip", gzip.compress(ASK)),
        ("deflate", bomb),
        ("gzip", ASK),
        ("br", bomb),
        ("zstd", bomb),
        ("gzip, gzip, gzip", gzip.compress(gzip.compress(bomb))),
        ("x" * 10_000, ASK),
    ):
        fields = f"Content-Encoding: {name}"
        yield _case(f"coding {name[:20]} {len(content)}", posted(content, DIRECT, fields), 415)
    for kind in (
        *("text/plain", "multipart/form-data; boundary=x", "application/json", "x", "/", ";", ""),
        *(f"{DIRECT}; charset=utf-16", f"{FORM}; charset=utf-7", "x" * 10_000),
    ):
        yield _case(f"type {kind[:40]!r}", posted(ASK, kind), 415)
    yield _case("no type", head("POST /sparql HTTP/1.1", "Content-Length: 5") + ASK, 415)
    yield _case("an update", posted(b"DROP ALL", "application/sparql-update"), 415)
    for name, text in {
        "UTF-16": "ASK{}".encode("utf-16"),
        "UTF-16 without a mark": "ASK{}".encode("utf-16-le"),
        "UTF-32": "ASK{}".encode("utf-32"),
        "wrong UTF-8": b"ASK{ ?s ?p '\xff\xfe' }",
        "overlong UTF-8": b"ASK{ ?s ?p '\xc0\xaf' }",
        "half a character in UTF-8": b"ASK{ ?s ?p '\xed\xa0\x80' }",
        "a cut character": b"ASK{} #\xf0\x9f\x98",
        "only NUL": b"\0" * 60_000,
    }.items():
        yield _case(f"a body of {name}", posted(text, DIRECT), 400)
        yield _case(f"a form of {name}", posted(b"query=" + text, FORM), 400)


def parameters() -> Iterable[Case]:
    """Addresses and forms."""
    lines = "%0d%0aX-Evil:%20yes%0d%0a%0d%0a%3Cscript%3E"
    for name in ("format", "default-graph-uri", "named-graph-uri", "update"):
        yield _case(f"line ends in {name}", get(f"{GOOD}&{name}=x{lines}"), 400, 406)
    for name in ("lang", "q", "x", f"x{lines}"):
        yield _case(f"line ends in {name[:4]}", get(f"{GOOD}&{name}=x{lines}"), 200)
    yield _case("line ends in query", get(f"/sparql?query=ASK{lines}"), 400)
    yield _case("line ends in the language", get(f"/?lang=en{lines}"), 200)
    yield _case("line ends in a question's name", get(f"/?q={lines}"), 404)
    yield _case("line ends in the path", get(f"/sparql{lines}?query=ASK%7B%7D"), 404)
    yield _case("line ends in a static path", get(f"/static/{lines}"), 404)
    yield _case("a bare line feed in the address", get("/sparql?query=ASK\nX: y"), 400, CLOSED)
    yield _case("two queries", get(f"{GOOD}&query=ASK%7B%7D"), 400)
    yield _case("query in address and body", _post_to(GOOD, b"query=ASK%7B%7D"), 400)
    yield _case("two formats", get(f"{GOOD}&format=json&format=xml"), 200)
    yield _case("an unknown format", get(f"{GOOD}&format=exe"), 400, 406)
    yield _case("many parameters", get(GOOD + "&a=b" * 5_000), 400, 414)
    yield _case("many parameters in a form", posted(b"query=ASK%7B%7D" + b"&a" * 50_000, FORM), 400)
    yield _case("many graphs", get(GOOD + "&default-graph-uri=x:y" * 900), 200)
    for value in ("%", "%zz", "%f", "%%%", "%u0041"):
        yield _case(f"broken escape {value}", get(f"/sparql?query=ASK%7B%7D{value}"), 400)
    for name, value in {
        "NUL": "%00",
        "wrong UTF-8": "%ff%fe",
        "half a character": "%ed%a0%80",
        "overlong UTF-8": "%c0%ae%c0%ae/",
    }.items():
        yield _case(f"{name} in the query", get(f"/sparql?query=ASK%7B%7D{value}"), 400)
        yield _case(f"{name} in a graph", get(f"{GOOD}&default-graph-uri=x:{value}"), 400)
        yield _case(f"{name} in the path", get(f"/sparql{value}"), 400, 404)
        yield _case(f"{name} in the language", get(f"/?lang={value}"), 200, 400)
    yield _case("raw bytes in the address", get("/sparql?query=ASK{}\xff\xfe"), 400, CLOSED)


def _post_to(target: str, body: bytes) -> bytes:
    fields = (f"Content-Type: {FORM}", f"Content-Length: {len(body)}")
    return head(f"POST {target} HTTP/1.1", *fields) + body


def paths() -> Iterable[Case]:
    """Ways out of the folder of static files, and addresses that are none."""
    up = {
        "dots": "../",
        "encoded dots": "%2e%2e/",
        "encoded slashes": "..%2f",
        "all encoded": "%2e%2e%2f",
        "encoded twice": "%252e%252e%252f",
        "backslashes": "..\\",
        "encoded backslashes": "..%5c",
        "overlong": "%c0%ae%c0%ae%c0%af",
        "dots and NUL": "..%00/",
        "four dots": "....//",
        "semicolons": "..;/",
        "slashes": "//",
    }
    for name, step in up.items():
        for target in ("etc/passwd", "app.py"):
            yield _case(f"{name} to {target}", get(f"/static/{step * 6}{target}"), 400, 404)
    yield _case("an absolute static path", get("/static//etc/passwd"), 404)
    yield _case("a static folder", get("/static/"), 404)
    yield _case("a static name with NUL", get("/static/style.css%00.png"), 400, 404)
    yield _case("a long static name", get(f"/static/{'x' * 5_000}"), 404, 414)
    yield _case("a deep path", get("/x" * 4_000), 404, 414)
    yield _case("no slash before", head("GET sparql HTTP/1.1"), 308, 400, 404)
    yield _case("a path of slashes", get("/" * 5_000), 200, 404)
    yield _case("another host's path", get("//evil.example/%2e%2e"), 404)
    yield _case("too long an address", get("/sparql?query=" + "x" * 300_000), 414)
    yield _case("a query too long for an address", get(f"{GOOD}%23{'x' * 66_000}"), 414)
    yield _case("an endless request line", b"GET /" + b"x" * (2 * MIB), 400, 414, 431, CLOSED)


def methods() -> Iterable[Case]:
    """Requests of a shape that few send."""
    for method in ("PUT", "DELETE", "PATCH", "TRACE", "BREW", "PROPFIND", "X" * 1_000):
        yield _case(f"method {method[:8]}", head(f"{method} /sparql HTTP/1.1"), 405)
    for method in ("G\x00T", "GE T", "", "(GET)", "GET\t"):
        yield Case(f"method {method!r}", head(f"{method} /sparql HTTP/1.1"), UNREADABLE)
    yield _case("CONNECT", head("CONNECT evil.example:443 HTTP/1.1"), 400, 404, 405, CLOSED)
    yield _case("absolute form", get(f"http://evil.example{GOOD}"), 200, 400)
    yield _case("absolute form of a file", get("file:///etc/passwd"), 400, 404, CLOSED)
    yield _case("asterisk", head("OPTIONS * HTTP/1.1"), 200, 400, 404, 405)
    yield _case("HTTP/0.9", b"GET /sparql\r\n\r\n", *UNREADABLE)
    yield _case("HTTP/1.0", f"GET {GOOD} HTTP/1.0\r\n\r\n".encode(), 200)
    yield _case("HTTP/2.0 on the line", head(f"GET {GOOD} HTTP/2.0"), 400, 505, CLOSED)
    yield _case("HTTP/9.9", head(f"GET {GOOD} HTTP/9.9"), 400, 505, CLOSED)
    yield _case("an HTTP/2 preface", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, 505, CLOSED)
    yield _case("TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 200, *UNREADABLE)
    yield _case("noise", bytes(range(256)) * 100, *UNREADABLE)
    yield _case("line feeds alone", f"GET {GOOD} HTTP/1.1\nHost: x\n\n".encode(), 200, 400)
    yield _case("an empty request", b"\r\n\r\n", CLOSED, 400, ends=True)
    for path in ("/healthz", "/readyz", "/metrics", "/", "/static/style.css"):
        yield _case(f"POST to {path}", head(f"POST {path} HTTP/1.1", "Content-Length: 0"), 405)


def fields() -> Iterable[Case]:
    """Hostile header fields."""
    yield _case("no Host", f"GET {GOOD} HTTP/1.1\r\n\r\n".encode(), 200, 400)
    for host in ("evil.example", "x" * 5_000, "a b", "<script>", "[::1", "127.0.0.1:99999", ""):
        host_line = f"GET {GOOD} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
        yield _case(f"Host {host[:20]!r}", host_line, 200, 400)
    yield _case("two Hosts", get(GOOD, "Host: evil.example"), 200, 400)
    yield _case("many fields", get(GOOD, *(f"X-{i}: y" for i in range(5_000))), 400, 431, CLOSED)
    yield _case("a huge field", get(GOOD, f"X-Long: {'x' * MIB}"), 400, 431, CLOSED)
    yield _case("a huge name", get(GOOD, f"{'x' * MIB}: y"), 400, 431, CLOSED)
    yield _case("a huge cookie", get(GOOD, f"Cookie: lang={'x' * 60_000}"), 431)
    yield _case("many cookies", get("/", f"Cookie: {'a=b; ' * 3_000}"), 200)
    yield from _malformed_fields()
    yield from _preferences()
    yield from _preconditions()
    yield from _wishes()


def _malformed_fields() -> Iterable[Case]:
    yield _case("a field without a colon", get(GOOD, "evil"), *UNREADABLE)
    yield _case("a folded field", get(GOOD, "X-A: b\r\n c: d"), *UNREADABLE)
    yield _case("a name with a space", get(GOOD, "X A: b"), *UNREADABLE)
    yield _case("a value with NUL", get(GOOD, "X-A: a\0b"), *UNREADABLE)
    yield _case("a carriage return in a value", get(GOOD, "X-A: a\rX-B: b"), *UNREADABLE)
    yield _case("bytes above ASCII", get(GOOD, "X-A: \xff\xfe", "Cookie: \xff=\xfe"), 200)


def _preferences() -> Iterable[Case]:
    ranges = ",".join(f"a{i}/b;q=0.{i % 1000:03}" for i in range(10_000))
    yield _case("10,000 media ranges", get(GOOD, f"Accept: {ranges}"), 431)
    yield _case("1,000 media ranges", get(GOOD, f"Accept: {ranges[:15_000]}"), 200, 406)
    for name in (
        "Accept",
        "Accept-Encoding",
        "Accept-Language",
        "Cookie",
        "If-None-Match",
        "Range",
    ):
        yield _case(f"380,000 semicolons in {name}", get(GOOD, f"{name}: a{';' * 380_000}"), 431)
        yield _case(f"90 fields {name}", get(GOOD, *[f"{name}: a{';' * 1_000}"] * 90), 400, 431)
    yield _case("a long name", get(GOOD, f"{'x' * 50_000}: y"), 431)
    yield _case("a long type", posted(ASK, "x" * 50_000), 431)
    for name, value in {
        "weights": "text/csv;q=9" * 1_000,
        "an open quote": f'text/csv;x="{"x" * 15_000}',
        "backslashes": f'text/csv;x="{chr(92) * 15_000}',
        "commas": "," * 15_000,
        "parameters": "text/csv" + ";a=b" * 3_700,
        "semicolons": "*/*" + ";" * 15_000,
        "spaces": "*/*" + " \t" * 7_500 + "x",
    }.items():
        yield _case(f"Accept of {name}", get(GOOD, f"Accept: {value}"), 200, 406)
        yield _case(f"Accept-Encoding of {name}", get(GOOD, f"Accept-Encoding: {value}"), 200, 406)
        yield _case(f"Accept-Language of {name}", get("/", f"Accept-Language: {value}"), 200)
    yield _case("no coding accepted", get(GOOD, "Accept-Encoding: *;q=0"), 200, 406)
    yield _case("3,000 codings", get(GOOD, f"Accept-Encoding: {'gzip,' * 3_000}br"), 200)


def _preconditions() -> Iterable[Case]:
    tags = ",".join(f'"{i}"' for i in range(2_000))
    for name in ("If-None-Match", "If-Match"):
        yield _case(f"2,000 tags in {name}", get(GOOD, f"{name}: {tags}"), 200, 412)
        yield _case(f"an open tag in {name}", get(GOOD, f'{name}: "{"x" * 15_000}'), 200, 412)
        yield _case(f"weak tags in {name}", get(GOOD, f"{name}: {'W/' * 7_500}"), 200, 412)
    for number, date in enumerate(DATES):
        for name in ("If-Modified-Since", "If-Unmodified-Since", "If-Range", "Date"):
            for target in (GOOD, "/", "/static/style.css", "/sparql"):
                asked = get(target, f"{name}: {date}", "Range: bytes=0-")
                yield _case(f"impossible date {number} in {name} of {target[:9]}", asked, 200, 206)
    yield _case("many byte ranges", get(GOOD, f"Range: bytes={'0-0,' * 3_700}1-"), 200, 206, 416)
    yield _case("a range of a static file", get("/static/style.css", "Range: bytes=-1"), 206)


def _wishes() -> Iterable[Case]:
    yield _case("line ends in an identifier", get(GOOD, "X-Request-ID: a%0d%0ab <b>"), 200)
    yield _case("a huge identifier", get(GOOD, f"X-Request-ID: {'x' * 15_000}"), 200)
    yield _case("a forwarded script", get("/", 'X-Forwarded-Host: "><script>alert(1)'), 200)
    yield _case("another method wished", get(GOOD, "X-HTTP-Method-Override: DELETE"), 200)
    yield _case("a switch of protocol", get(GOOD, "Connection: Upgrade", "Upgrade: h2c"), 200)
    yield _case("a wish that none meets", _post("Expect: evil", "Content-Length: 5"), 200, 417)
    yield _case("a token that is none", get("/admin/queries", "Authorization: x"), 401, 403)


def cases() -> list[Case]:
    """All of them."""
    asked = [_case("a good query", query("ASK {}"), 200)]
    kinds = (lengths(), chunks(), codings(), parameters(), paths(), methods(), fields())
    return [*asked, *(case for kind in kinds for case in kind)]
