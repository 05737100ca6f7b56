"""The index engine: pyoxigraph over statements held in memory."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from inovasi.errors import MalformedQuery, MalformedRequest, QueryRefused
from inovasi.query import writing
from inovasi.query.answer import Answer
from inovasi.query.files import LINE_SUFFIXES, RdfFile
from inovasi.query.rows import Sink

if TYPE_CHECKING:
    from inovasi.query.formats import Format
    from inovasi.query.guard import GuardedQuery

MAX_UNKNOWN_FUNCTIONS: Final = 16
_UNKNOWN: Final = re.compile(r"custom function <(.*)> is not supported")


class IndexEngine:
    """Holds the default graph and the named graphs as the files state them, without a union."""

    def __init__(self, store: ox.Store, version: str) -> None:
        self._store = store
        self._version = version

    @classmethod
    def load(cls, files: Sequence[Path]) -> IndexEngine:
        """All the files or none; blank nodes keep their labels where these cannot meet others."""
        store, digest = ox.Store(), hashlib.sha256()
        alone = len(files) == 1 and files[0].suffix.lower() in LINE_SUFFIXES
        for file in files:
            with RdfFile(file) as rdf:
                store.bulk_extend(rdf.statements(keep_labels=alone))
                digest.update(rdf.digest())
        return cls(store, digest.hexdigest())

    @property
    def version(self) -> str:
        """SHA-256 over the SHA-256 of every file."""
        return self._version

    def answer(self, query: GuardedQuery, result: Format) -> Answer:
        """The whole answer in the format."""
        written = writing.Memory()
        self.write(query, result.media_type, written)
        return Answer(written.content())

    def write(self, query: Any, media_type: str, sink: Sink, max_rows: int = 0) -> None:
        """The whole answer to a sink; ResultTooLarge past so many rows, 0 for no limit."""
        writing.write(self._run(query), query.prefixes, media_type, sink, max_rows)

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
                raise _malformed(query.text, error) from None
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


def _malformed(text: str, error: SyntaxError) -> MalformedQuery:
    # Seldom needed, and a worker is to start fast.
    from inovasi.query.diagnosis import diagnose  # noqa: PLC0415

    return diagnose(text, str(error))
