"""The files of the ontology, the data and the shared vocabularies as graphs, for the tests here."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Final

from pyoxigraph import DefaultGraph, Quad, RdfFormat, parse, serialize
from rdflib import Graph, Literal, URIRef

from inovasi import iris, paths
from tests.shared import SHARED

CORE: Final = paths.ONTOLOGY / "inovasi.ttl"
ALIGNMENTS: Final = paths.ONTOLOGY / "alignments.ttl"
SCHEMES: Final = tuple(sorted((paths.ONTOLOGY / "schemes").glob("*.ttl")))
SHAPES: Final = tuple(sorted((paths.ONTOLOGY / "shapes").rglob("*.ttl")))
CONTEXT: Final = paths.ONTOLOGY / "context.jsonld"
PUBLISHED: Final = paths.PUBLISHED / "inovasi.nq"

BOTH: Final = ["en", "id"]

# The files in ../shared/vocabularies and the namespace each of them defines.
NAMESPACES: Final = {
    "dcat3": "http://www.w3.org/ns/dcat#",
    "dcterms": iris.PREFIXES["dct"],
    "eli": iris.PREFIXES["eli"],
    "foaf": iris.PREFIXES["foaf"],
    "geosparql": iris.PREFIXES["geo"],
    "oa": iris.PREFIXES["oa"],
    "org": iris.PREFIXES["org"],
    "prov-o": iris.PREFIXES["prov"],
    "skos": iris.PREFIXES["skos"],
    "time": "http://www.w3.org/2006/time#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}


def read(*files: Path) -> Graph:
    """One graph of all statements in some Turtle files."""
    graph = Graph()
    for file in files:
        graph.parse(file, format="turtle")
    return graph


@cache
def ontology() -> Graph:
    """Terms, alignments and schemes; not to be changed."""
    return read(CORE, ALIGNMENTS, *SCHEMES)


@cache
def published() -> Graph:
    """The default graph of the published data; empty before the first publication."""
    quads = parse(path=PUBLISHED, format=RdfFormat.N_QUADS) if PUBLISHED.is_file() else ()
    told = [
        Quad(quad.subject, quad.predicate, quad.object)
        for quad in quads
        if isinstance(quad.graph_name, DefaultGraph)
    ]
    text = serialize(told, format=RdfFormat.N_TRIPLES)
    return Graph().parse(data=text or b"", format="nt")


@cache
def vocabulary(name: str) -> Graph:
    """One of the shared vocabularies; not to be changed."""
    return read(SHARED / "vocabularies" / f"{name}.ttl")


def node(name: str) -> URIRef:
    """The node of a prefixed name."""
    return URIRef(iris.expand(name))


def named(graph: Graph) -> set[str]:
    """Every IRI in any position, datatypes included."""
    terms = {term for triple in graph for term in triple}
    datatypes = {term.datatype for term in terms if isinstance(term, Literal)}
    return {str(term) for term in terms | datatypes if isinstance(term, URIRef)}


def languages(graph: Graph, subject: URIRef, predicate: str) -> list[str]:
    """The languages of a subject's texts, one entry each, sorted; an empty text counts as none."""
    texts = graph.objects(subject, node(predicate))
    return sorted(
        text.language or "none" for text in texts if isinstance(text, Literal) and text.strip()
    )


@cache
def context_terms() -> dict[str, tuple[str, str]]:
    """What each name of the JSON-LD context stands for: its IRI, and its coercion or ``""``."""
    entries = json.loads(CONTEXT.read_text(encoding="utf-8"))["@context"]
    prefixes = {name: value for name, value in entries.items() if str(value).startswith("http")}
    found = {}
    for name, entry in entries.items():
        if name.startswith("@") or name in prefixes:
            continue
        definition = {"@id": entry} if isinstance(entry, str) else entry
        prefix, _, local = definition["@id"].partition(":")
        coercion = definition.get("@type") or definition.get("@container", "")
        found[name] = (prefixes[prefix] + local, coercion)
    return found
