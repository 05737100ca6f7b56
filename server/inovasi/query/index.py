"""The index engine: pyoxigraph over statements held in memory."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import pyoxigraph as ox

from inovasi.errors import DataError, MalformedQuery, MalformedRequest, QueryRefused, UsageError

if TYPE_CHECKING:
    from inovasi.query.formats import Format
    from inovasi.query.guard import GuardedQuery

SUFFIXES: Final = {
    ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
MAX_UNKNOWN_FUNCTIONS: Final = 16
_UNKNOWN: Final = re.compile(r"custom function <(.*)> is not supported")
_PLACE: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_CHARACTER_CLASS: Final = re.compile(r"(, )?\[[^]]*\](?=,|$)")


class IndexEngine:
    """Holds the default graph and the named graphs as the files state them, without a union."""

    def __init__(self, store: ox.Store, version: str) -> None:
        self._store = store
        self._version = version

    @classmethod
    def load(cls, files: Sequence[Path]) -> IndexEngine:
        """All the files or none."""
        store, digest = ox.Store(), hashlib.sha256()
        for file in files:
            digest.update(_load(store, file))
        return cls(store, digest.hexdigest())

    @property
    def version(self) -> str:
        """SHA-256 over the SHA-256 of every file."""
        return self._version

    def answer(self, query: GuardedQuery, result: Format) -> bytes:
        """The whole answer in the format."""
        solutions = self._run(query)
        if isinstance(solutions, ox.QueryTriples):
            rdf = cast(ox.RdfFormat, ox.RdfFormat.from_media_type(result.media_type))
            return _written(ox.serialize(solutions, format=rdf, prefixes=dict(query.prefixes)))
        rows = cast(ox.QueryResultsFormat, ox.QueryResultsFormat.from_media_type(result.media_type))
        return _written(solutions.serialize(format=rows))

    def close(self) -> None:
        """Frees the statements."""
        self._store = ox.Store()

    def _run(self, query: GuardedQuery) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        dataset = _dataset(query)
        unknown: dict[ox.NamedNode, Any] = {}
        while len(unknown) <= MAX_UNKNOWN_FUNCTIONS:
            try:
                return self._store.query(query.text, custom_functions=unknown, **dataset)
            except SyntaxError as error:
                raise _malformed(str(error)) from None
            except RuntimeError as error:
                unknown[_unknown_function(error)] = lambda *_: None
        raise QueryRefused(
            f"The query calls more than {MAX_UNKNOWN_FUNCTIONS} functions that are not known here",
            "leave them out: each would yield nothing",
            "functions",
        )


def _dataset(query: GuardedQuery) -> dict[str, Any]:
    """The graphs of the request; where it names any, the others are out (SPARQL Protocol 2.1.4)."""
    if not (query.default_graphs or query.named_graphs):
        return {}
    return {
        "default_graph": [_graph(iri) for iri in query.default_graphs],
        "named_graphs": [_graph(iri) for iri in query.named_graphs],
    }


def _graph(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError:
        raise MalformedRequest(
            f"{iri!r} names no graph", "give absolute IRIs as default-graph-uri and named-graph-uri"
        ) from None


def _unknown_function(error: RuntimeError) -> ox.NamedNode:
    """The function that the engine refuses a query for; any other error goes on.

    By the specification such a call is an error in its expression only, so it is to yield nothing.
    """
    match = _UNKNOWN.search(str(error))
    if match is None:
        raise error
    return ox.NamedNode(match[1])


def _malformed(message: str) -> MalformedQuery:
    """The parser's message with its place, without the classes of characters it expected."""
    match = _PLACE.match(message)
    if match is None:
        return MalformedQuery(message)
    line, column = int(match[1]), int(match[2])
    expected = _CHARACTER_CLASS.sub("", " ".join(match[3].split()))
    return MalformedQuery(f"line {line}, column {column}: {expected}", line, column)


def _written(text: Iterable[int] | None) -> bytes:
    return cast(bytes, text)


def _load(store: ox.Store, file: Path) -> bytes:
    """Adds the file's statements and gives its digest."""
    rdf = SUFFIXES.get(file.suffix.lower())
    if rdf is None:
        raise UsageError(
            f"{file}: no RDF format has this suffix", "use one of " + " ".join(SUFFIXES)
        )
    try:
        text = file.read_bytes()
        store.bulk_load(text, rdf)
    except OSError as error:
        raise UsageError(
            f"{file}: {error.strerror or error}", "name a file that can be read"
        ) from None
    except SyntaxError as error:
        raise DataError(
            file, error.msg, "correct the file; nothing was loaded", row=error.lineno or 0
        ) from None
    return hashlib.sha256(text).digest()
