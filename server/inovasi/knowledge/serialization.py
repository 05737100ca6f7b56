"""Quads as the builder needs them: for rdflib, which validates them, and as sorted lines.

The same quads give the same bytes.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

import pyoxigraph as ox
import rdflib

from inovasi import iris

_LITERALS_LOG: Final = logging.getLogger("rdflib.term")


@contextmanager
def literals_as_written() -> Iterator[None]:
    """Literals as they are: rdflib neither rewrites "01" as "1" nor complains of an ill-typed one.

    The shapes say where a literal does not fit its datatype, in one line instead of a traceback.
    """
    # pyshacl switches the rewriting on for the whole process and leaves it on.
    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    _LITERALS_LOG.addFilter(_nothing)
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = before
        _LITERALS_LOG.removeFilter(_nothing)


def _nothing(_: logging.LogRecord) -> bool:
    return False


def triples(quads: Iterable[ox.Quad]) -> list[ox.Triple]:
    """The triples of the default graph; of all graphs where the default graph is empty."""
    quads = list(quads)
    default = [quad.triple for quad in quads if isinstance(quad.graph_name, ox.DefaultGraph)]
    return default or list(dict.fromkeys(quad.triple for quad in quads))


def to_rdflib(statements: Iterable[ox.Triple]) -> rdflib.Graph:
    """The triples as an rdflib graph with the project's prefixes, every lexical form kept."""
    graph = rdflib.Graph(bind_namespaces="none")
    _bind(graph)
    text = ox.serialize(statements, format=ox.RdfFormat.N_TRIPLES)
    with literals_as_written():
        return graph.parse(data=text or b"", format="nt")


def _bind(graph: rdflib.Graph) -> None:
    for prefix, namespace in iris.PREFIXES.items():
        graph.bind(prefix, namespace)


def n_quads(quads: Iterable[ox.Quad]) -> bytes:
    """N-Quads 1.1, one line a quad, sorted by code point, each once."""
    return _lines(ox.serialize(quads, format=ox.RdfFormat.N_QUADS))


def _lines(written: bytes | None) -> bytes:
    lines = sorted(set((written or b"").decode().split("\n")) - {""})
    return "".join(f"{line}\n" for line in lines).encode()
