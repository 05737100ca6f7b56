"""A small graph about one thing in the formats of RDF, as people read them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from inovasi import iris, paths
from inovasi.errors import Inexpressible, NotAcceptable
from inovasi.portals import jsonld, rdfxml, turtle
from inovasi.portals.compaction import Context, read_context
from inovasi.portals.framing import framed
from inovasi.portals.jsonld import COUNTS
from inovasi.portals.statements import Statement, split, subjects
from inovasi.query.formats import Form, Format, named

TURTLE, JSON_LD, N_TRIPLES, RDF_XML = FORMATS = tuple(
    named(name, Form.CONSTRUCT).format for name in ("turtle", "jsonld", "ntriples", "rdfxml")
)
N_QUADS, TRIG = (named(name, Form.CONSTRUCT).format for name in ("nquads", "trig"))
GRAPHS: Final = (*FORMATS, N_QUADS, TRIG)
_INTEGER: Final = f"<{iris.expand('xsd:integer')}> .\n"
_END: Final = " .\n"
CONTEXT: Final = paths.ONTOLOGY / "context.jsonld"


def write(thing: str, lines: Sequence[str], result: Format) -> str:
    """Sorted lines of N-Triples in a format, those about the thing first.

    NotAcceptable where the format cannot hold them.
    """
    try:
        return _WRITERS[result.name](thing, [_restored(line) for line in lines])
    except Inexpressible as error:
        others = [known.media_type for known in FORMATS if known is not result]
        raise NotAcceptable(error.detail, others) from None


def write_graph(lines: Sequence[str], result: Format, graph: str = "") -> str:
    """Sorted lines of N-Triples in a format, subject after subject: a graph of any things.

    ``graph`` is its name, for formats that hold one.
    """
    found = subjects(split(_restored(line)) for line in lines)
    try:
        if result is TRIG:
            return "".join(turtle.named_graph(graph, found))
        if result is N_QUADS:
            return "".join(quads((_restored(line) for line in lines), graph))
        if result is N_TRIPLES:
            return "".join(_restored(line) for line in lines)
        if result is JSON_LD:
            return "".join(jsonld.document(found, _context()))
        return "".join((turtle if result is TURTLE else rdfxml).document(found))
    except Inexpressible as error:
        others = [known.media_type for known in GRAPHS if known is not result]
        raise NotAcceptable(error.detail, others) from None


def quads(lines: Iterable[str], graph: str) -> Iterator[str]:
    """Lines of N-Triples as N-Quads of a graph."""
    return (f"{line.removesuffix(_END)} <{graph}>{_END}" for line in lines)


def _restored(line: str) -> str:
    """The line with the kind of count that the context knows: the engine has one integer only."""
    if not line.endswith(_INTEGER):
        return line
    kind = _context().property(line.split(" ", 2)[1][1:-1]).coerced
    return f"{line.removesuffix(_INTEGER)}<{kind}> .\n" if kind in COUNTS else line


def _turtle(thing: str, lines: Sequence[str]) -> str:
    return "".join(turtle.document(_in_order(thing, lines)))


def _rdf_xml(thing: str, lines: Sequence[str]) -> str:
    return "".join(rdfxml.document(_in_order(thing, lines)))


def _json_ld(thing: str, lines: Sequence[str]) -> str:
    return framed(thing, lines, _context())


def _n_triples(_: str, lines: Sequence[str]) -> str:
    return "".join(lines)


def _in_order(thing: str, lines: Iterable[str]) -> list[tuple[str, list[Statement]]]:
    found = list(subjects(split(line) for line in lines))
    return sorted(found, key=lambda item: item[0] != f"<{thing}>")


@cache
def _context() -> Context:
    return read_context(CONTEXT)


_WRITERS: Final[dict[str, Callable[[str, Sequence[str]], str]]] = {
    TURTLE.name: _turtle,
    JSON_LD.name: _json_ld,
    N_TRIPLES.name: _n_triples,
    RDF_XML.name: _rdf_xml,
}
