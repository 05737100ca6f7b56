"""The shapes by themselves: whether the terms they name exist, and the form that is run fastest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SH
from rdflib.term import Node

from inovasi import iris
from inovasi.knowledge.vocabulary import Vocabulary

SHAPES: Final = iris.TERM + "shapes/"

_OURS: Final = (iris.TERM, iris.CONCEPT)
_REQUIRED: Final = rdflib.URIRef(SHAPES + "required")
# What a shape aims at or looks along: where it names nothing, the shape finds nothing wrong.
_AIMS: Final = frozenset(
    {
        *(SH.path, SH.inversePath, SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf),
        *(SH["class"], _REQUIRED),
    }
)
_TARGETS: Final[tuple[Node, ...]] = (
    SH.targetClass,
    SH.targetNode,
    SH.targetSubjectsOf,
    SH.targetObjectsOf,
)
_QUERIES: Final = (SH.select, SH.ask)
_IN_QUERY: Final = re.compile(
    rf"\binov:\w+|(?<=<)(?:{'|'.join(re.escape(base) for base in _OURS)})[^<>\s]+(?=>)"
)


def undefined_terms(shapes: rdflib.Graph, vocabulary: Vocabulary) -> Iterator[str]:
    """One line for every term that a shape names and the ontology does not have.

    A shape that looks along such a term holds for everything, and nobody notices.
    """
    known = {str(term) for quad in vocabulary.quads() for term in (quad.subject, quad.predicate)}
    for shape in sorted({str(node) for node in shapes.subjects() if str(node).startswith(SHAPES)}):
        for name in sorted(set(_terms(shapes, rdflib.URIRef(shape)))):
            if f"<{name}>" not in known and not vocabulary.has(name):
                yield (
                    f"{shape.removeprefix(SHAPES)}: names {iris.shorten(name)}, which is no"
                    " term of the ontology — correct it in ontology/shapes, or define the term"
                )


def _terms(shapes: rdflib.Graph, node: Node) -> Iterator[str]:
    """The terms that must exist: all of ours, and of others what a shape aims at."""
    for predicate, value in shapes.predicate_objects(node):
        if isinstance(value, rdflib.BNode):
            yield from _terms(shapes, value)
        elif predicate in _QUERIES:
            for name in _IN_QUERY.findall(str(value)):
                yield iris.expand(name) if name.startswith("inov:") else name
        elif isinstance(value, rdflib.URIRef) and not str(value).startswith(SHAPES):
            # As a plain string: startswith of rdflib's own terms takes no tuple.
            yield from [str(value)] if predicate in _AIMS or str(value).startswith(_OURS) else []


def side_by_side(shapes: rdflib.Graph) -> rdflib.Graph:
    """The same shapes, where property shapes aim by themselves at what their node shape aims at.

    pySHACL goes through what a shape aims at in one pass, but hands things to the property shapes
    within it one by one, each time reading their definition anew. The results are the same.
    """
    flat = rdflib.Graph(bind_namespaces="none")
    for triple in shapes:
        flat.add(triple)
    for shape in set(shapes.subjects(SH.property)):
        targets = _own_targets(shapes, shape)
        for inner in shapes.objects(shape, SH.property) if targets else ():
            if _stands_alone(shapes, inner):
                flat.remove((shape, SH.property, inner))
                for predicate, target in targets:
                    flat.add((inner, predicate, target))
    return flat


def _own_targets(shapes: rdflib.Graph, shape: Node) -> list[tuple[Node, Node]]:
    """What a node shape aims at; nothing where another refers to it or it is more than a shape."""
    apart = (
        (None, None, shape) in shapes
        or (shape, SH.path, None) in shapes
        or (shape, SH.deactivated, None) in shapes
        or any((shape, RDF.type, kind) in shapes for kind in (RDFS.Class, OWL.Class))
    )
    if apart:
        return []
    return [(aim, target) for aim in _TARGETS for target in shapes.objects(shape, aim)]


def _stands_alone(shapes: rdflib.Graph, inner: Node) -> bool:
    """Whether the property shape means the same wherever it stands: it has no siblings to mind."""
    siblings = (inner, SH.qualifiedValueShapesDisjoint, None) in shapes
    return (inner, SH.path, None) in shapes and not siblings
