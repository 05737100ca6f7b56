"""The shapes of schema.org, mended where they cannot be met, and documents held against them."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import rdflib
from rdflib.namespace import SH, XSD

from tests.knowledge.conforming import findings
from tests.shared import SHARED

SHAPES = SHARED / "conformance" / "schemaorg-30.0-shapes"
SCHEMA = "http://schema.org/"
VALID = rdflib.Namespace("http://schema.org/validation#")
# The shapes are of http: as schema.org's own context, which is not fetched, maps the names.
CONTEXT = {
    "@vocab": SCHEMA,
    **{name: {"@type": "@id"} for name in ("url", "contentUrl", "license", "sameAs")},
}
# In the shapes as released these want a node, and so every literal is a violation: data types are
# classes to schema.org, and values of them are written as literals. Each is told here what it is.
LITERALS: dict[str, tuple[rdflib.URIRef, ...] | str] = {
    "Text": (XSD.string,),
    "Boolean": (XSD.boolean,),
    "Number": (XSD.integer, XSD.decimal, XSD.double),
    "Integer": (XSD.integer,),
    # ISO 8601 lets the end of a date be left out.
    "Date": r"^\d{4}(-\d{2}(-\d{2})?)?$",
    "DateTime": r"^\d{4}-\d{2}-\d{2}T",
}


@cache
def subclasses() -> rdflib.Graph:
    return rdflib.Graph().parse(SHAPES / "schemaorg-subclasses.shacl", format="turtle")


@cache
def shapes() -> rdflib.Graph:
    graph = rdflib.Graph().parse(SHAPES / "schemaorg-shapes.shacl", format="turtle")
    for name, kinds in LITERALS.items():
        shape = VALID[f"ValidSchema{name}"]
        assert graph.value(shape, SH.nodeKind) == SH.BlankNodeOrIRI, name
        graph.remove((shape, SH.nodeKind, None))
        graph.add((shape, SH.nodeKind, SH.Literal))
        if isinstance(kinds, str):
            graph.add((shape, SH.pattern, rdflib.Literal(kinds)))
            continue
        choices = [rdflib.BNode() for _ in kinds]
        for choice, kind in zip(choices, kinds, strict=True):
            graph.add((choice, SH.datatype, kind))
        head = rdflib.BNode()
        rdflib.collection.Collection(graph, head, list[Any](choices))
        graph.add((shape, SH["or"], head))
    return graph


def as_rdflib(document: dict[str, Any]) -> rdflib.Graph:
    text = json.dumps({**document, "@context": CONTEXT})
    return rdflib.Graph().parse(data=text, format="json-ld")


def found(document: dict[str, Any]) -> set[tuple[str, str, str]]:
    """What is violated: node, property and constraint."""
    return findings(as_rdflib(document), shapes(), subclasses())


@cache
def properties() -> frozenset[rdflib.URIRef]:
    """Every property that schema.org has."""
    paths = shapes().objects(None, SH.path)
    return frozenset(path for path in paths if isinstance(path, rdflib.URIRef))
