"""What the engine's serialisers leave to be done: the same bytes every time, and XML that is XML.

The serialisers declare prefixes in an order that changes from run to run, write a carriage return
into XML where readers would take it for a line feed, and write there what XML cannot hold at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any, Final

import pyoxigraph as ox

from inovasi.errors import NotAcceptable
from inovasi.query.rows import CountingSink, Sink, counted
from inovasi.query.separated import CSV, write_csv

XML_ROWS: Final = "application/sparql-results+xml"
RDF_XML: Final = "application/rdf+xml"
JSON_LD: Final = "application/ld+json"
_OTHER_ROWS: Final = (
    "application/sparql-results+json",
    "text/csv",
    "text/tab-separated-values",
)
_OTHER_GRAPHS: Final = ("text/turtle", "application/n-triples", "application/n-quads")

# What begins with a declaration of each prefix.
HEADS: Final = {
    "text/turtle": re.compile(rb"((?:@prefix [^\n]*\n)*)(?=[^@])"),
    "application/trig": re.compile(rb"((?:@prefix [^\n]*\n)*)(?=[^@])"),
    RDF_XML: re.compile(rb"[^>]*>\s*<rdf:RDF ([^>]*)(?=>)"),
}
# XML 1.0, 2.2: characters that no document has, not even as a reference. And a tag that the engine
# writes for a property whose IRI does not end in a name.
_FORBIDDEN: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]|<oxprefix:[ />]")
_OVERLAP: Final = len(b"<oxprefix:")

Solutions = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


def write(
    solutions: Solutions,
    prefixes: Iterable[tuple[str, str]],
    media_type: str,
    sink: Sink,
    max_rows: int = 0,
) -> None:
    """The whole answer; ResultTooLarge past so many rows or triples, 0 for no limit.

    NotAcceptable where the format cannot hold what was found.
    """
    if media_type in (XML_ROWS, RDF_XML):
        sink = XmlSink(sink, media_type)
    if isinstance(solutions, ox.QueryTriples):
        triples = counted(solutions, max_rows) if max_rows else solutions
        _write_graph(triples, dict(prefixes), media_type, sink)
        return
    if media_type == CSV and isinstance(solutions, ox.QuerySolutions):
        write_csv(solutions, sink, max_rows)
        return
    rows = ox.QueryResultsFormat.from_media_type(media_type)
    if isinstance(solutions, ox.QueryBoolean) or not max_rows:
        solutions.serialize(_file(sink), rows)
        return
    counting = CountingSink(sink, media_type, max_rows)
    solutions.serialize(_file(counting), rows)
    counting.check()


def _write_graph(
    triples: Iterable[ox.Triple] | Iterable[ox.Quad],
    prefixes: Mapping[str, str],
    media_type: str,
    sink: Sink,
) -> None:
    rdf = ox.RdfFormat.from_media_type(media_type)
    head = HeadSink(sink, HEADS[media_type]) if media_type in HEADS else None
    try:
        ox.serialize(triples, _file(head or sink), rdf, prefixes=dict(prefixes))
    except OSError as error:
        if media_type == JSON_LD and error.errno is None:
            raise NotAcceptable(f"The answer cannot be written: {error}", _OTHER_GRAPHS) from None
        raise
    if head is not None:
        head.finish()


def graph_bytes(
    triples: Iterable[ox.Triple], prefixes: Mapping[str, str], media_type: str
) -> bytes:
    """A small graph of our own in one of the formats for graphs."""
    sink = Memory()
    _write_graph(triples, prefixes, media_type, sink)
    return sink.content()


def quad_bytes(quads: Iterable[ox.Quad], prefixes: Mapping[str, str], media_type: str) -> bytes:
    """A small dataset of our own in one of the formats for graphs that have names."""
    sink = Memory()
    _write_graph(quads, prefixes, media_type, sink)
    return sink.content()


class Memory(BytesIO):
    """A sink that keeps everything."""

    def content(self) -> bytes:
        return self.getvalue()


class HeadSink:
    """Passes on what is written, with the declarations at its beginning in order."""

    def __init__(self, sink: Sink, pattern: re.Pattern[bytes]) -> None:
        self._sink = sink
        self._pattern = pattern
        self._start: bytes | None = b""

    def write(self, data: bytes) -> int:
        if self._start is None:
            return self._sink.write(data)
        self._start += data
        match = self._pattern.match(self._start)
        if match:
            self._sink.write(_in_order(self._start, *match.span(1)))
            self._start = None
        return len(data)

    def flush(self) -> None:
        """Nothing, for the declarations may have only begun."""

    def content(self) -> Any:
        return self._sink.content()

    def finish(self) -> None:
        """Passes on an answer that has nothing but declarations."""
        if self._start:
            self._sink.write(_in_order(self._start, 0, len(self._start)))


def _in_order(start: bytes, begin: int, end: int) -> bytes:
    head = start[begin:end]
    ordered = (
        b"".join(sorted(head.splitlines(keepends=True)))
        if head.startswith(b"@")
        else b" ".join(sorted(head.split()))
    )
    return start[:begin] + ordered + start[end:]


class XmlSink:
    """Passes on XML; NotAcceptable at what it cannot hold."""

    def __init__(self, sink: Sink, media_type: str) -> None:
        self._sink = sink
        self._media_type = media_type
        self._before = b""

    def write(self, data: bytes) -> int:
        # The serialiser indents with line feeds only, so a carriage return stands in a value.
        data = bytes(data)
        found = _FORBIDDEN.search(self._before + data)
        if found:
            raise self._unwritable(found[0])
        self._before = data[-_OVERLAP:]
        self._sink.write(data.replace(b"\r", b"&#13;"))
        return len(data)

    def flush(self) -> None:
        self._sink.flush()

    def content(self) -> Any:
        return self._sink.content()

    def _unwritable(self, what: bytes) -> NotAcceptable:
        if what.startswith(b"<"):
            detail = "The answer has a property whose IRI does not end in a name, as RDF/XML needs"
        else:
            detail = f"The answer has the character U+{ord(what.decode()):04X}, which XML has not"
        graph = self._media_type == RDF_XML
        return NotAcceptable(detail, _OTHER_GRAPHS if graph else _OTHER_ROWS)


def _file(sink: Any) -> Any:
    """The sink as the serialisers take it: of a file they use only ``write`` and ``flush``."""
    return sink
