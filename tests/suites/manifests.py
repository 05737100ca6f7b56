"""The tests of the W3C suites for SPARQL 1.0 and 1.1, as their manifests list them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from rdflib import RDF, Graph, Namespace
from rdflib.collection import Collection
from rdflib.term import Node, URIRef

from tests.shared import SHARED

FOLDER: Final = SHARED / "conformance"
ADDRESS: Final = "https://w3c.github.io/rdf-tests/sparql/"
SUITES: Final = MappingProxyType(
    {
        "SPARQL 1.0": ADDRESS + "sparql10/manifest.ttl",
        "SPARQL 1.1": ADDRESS + "sparql11/manifest-all.ttl",
    }
)
MF: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
_FROM: Final = re.compile(r"\bFROM\s+(?:NAMED\s+)?<([\w.-]+)>", re.IGNORECASE)


class Kind(StrEnum):
    """What a test asks for."""

    EVALUATION = "evaluation"
    POSITIVE = "syntax to accept"
    NEGATIVE = "syntax to reject"


KINDS: Final = MappingProxyType(
    {
        MF.QueryEvaluationTest: Kind.EVALUATION,
        MF.CSVResultFormatTest: Kind.EVALUATION,
        MF.PositiveSyntaxTest: Kind.POSITIVE,
        MF.PositiveSyntaxTest11: Kind.POSITIVE,
        MF.NegativeSyntaxTest: Kind.NEGATIVE,
        MF.NegativeSyntaxTest11: Kind.NEGATIVE,
    }
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the suites under the IRI that names it in queries and results."""

    iri: str

    @property
    def file(self) -> Path:
        return FOLDER / self.iri.removeprefix(ADDRESS)

    @property
    def group(self) -> str:
        """The folder it lies in."""
        return self.iri.rsplit("/", 2)[1]


@dataclass(frozen=True, slots=True)
class Case:
    """One test; ``lax`` says that duplicates may be left out of the answer.

    With ``dataset_in_query`` the query itself says which of the named graphs it is asked of.
    """

    iri: str
    suite: str
    group: str
    kind: Kind
    query: Source
    default: tuple[Source, ...] = ()
    named: tuple[Source, ...] = ()
    expected: Source | None = None
    lax: bool = False
    dataset_in_query: bool = False

    @property
    def id(self) -> str:
        """How reports name it."""
        return f"{self.suite.rpartition(' ')[2]}/{self.group}#{self.iri.rpartition('#')[2]}"

    @property
    def text(self) -> str:
        """The query with the base that its relative IRIs are meant to have."""
        return f"BASE <{self.query.iri}>\n{self.query.file.read_bytes().decode()}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A test in a manifest, of whatever kind."""

    suite: str
    manifest: Source
    graph: Graph
    node: Node

    @property
    def group(self) -> str:
        return self.manifest.group

    @property
    def kind(self) -> URIRef:
        """The class of the test."""
        return URIRef(str(one(self.graph, self.node, RDF.type)))

    def case(self) -> Case:
        """The test, of a kind that is run."""
        action, kind = one(self.graph, self.node, MF.action), KINDS[self.kind]
        if kind is not Kind.EVALUATION:
            return Case(str(self.node), self.suite, self.group, kind, Source(str(action)))
        query = Source(str(one(self.graph, action, QT.query)))
        default, named = (self._sources(action, part) for part in (QT.data, QT.graphData))
        held = _held(query)
        return Case(
            str(self.node),
            self.suite,
            self.group,
            kind,
            query,
            default,
            named or held,
            Source(str(one(self.graph, self.node, MF.result))),
            lax=(self.node, MF.resultCardinality, MF.LaxCardinality) in self.graph,
            dataset_in_query=bool(held),
        )

    def _sources(self, action: Node, predicate: Node) -> tuple[Source, ...]:
        return tuple(Source(iri) for iri in sorted(map(str, self.graph.objects(action, predicate))))


def _held(query: Source) -> tuple[Source, ...]:
    """The files that a query names as its dataset; most tests that do list no data."""
    folder = query.iri.rpartition("/")[0]
    names = _FROM.findall(query.file.read_bytes().decode())
    return tuple(Source(f"{folder}/{name}") for name in dict.fromkeys(names))


def one(graph: Graph, subject: Node, predicate: Node) -> Node:
    """The one object there is."""
    (node,) = set(graph.objects(subject, predicate))
    return node


def entries(suite: str, manifest: str) -> Iterator[Entry]:
    """The tests of a manifest and of those it includes; a folder without its manifest has none."""
    source = Source(manifest)
    if not source.file.is_file():
        return
    graph = Graph()
    graph.parse(source.file, format="turtle", publicID=manifest)
    for included in graph.objects(predicate=MF.include):
        for node in Collection(graph, included):
            yield from entries(suite, str(node))
    for listed in graph.objects(predicate=MF.entries):
        for node in Collection(graph, listed):
            yield Entry(suite, source, graph, node)


@cache
def read_suites() -> tuple[Entry, ...]:
    """Every test of both suites; none where they are not at hand."""
    return tuple(entry for suite in SUITES.items() for entry in entries(*suite))
