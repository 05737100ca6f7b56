"""The shapes as plain values: what is asked of which things, and in which words.

Read without rdflib, for those who tell of the shapes and do not run them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox

from inovasi import iris
from inovasi.knowledge.shape_graph import REQUIRED, SH, SHAPES, Node, ShapeGraph, text_of

_TYPE: Final = iris.expand("rdf:type")
_SUBCLASS: Final = iris.expand("rdfs:subClassOf")
_AIMS: Final = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")


class Aim(NamedTuple):
    """Where a rule looks: ``kind`` is the property of SHACL that says so."""

    kind: str
    iri: str


@dataclass(frozen=True, slots=True)
class Rule:
    """What can be broken by itself, and is reported in its own words."""

    name: str
    path: str
    aims: tuple[Aim, ...]
    messages: Mapping[str, str]

    @property
    def iri(self) -> str:
        return SHAPES + self.name

    def parts(self, language: str) -> tuple[str, str]:
        """The sentence on what is amiss, and that on the mend: each message has both."""
        fault, _, mend = self.messages.get(language, "").partition(": ")
        # A term of ours stays as it is written.
        first = mend if ":" in mend.partition(" ")[0] else mend[:1].upper() + mend[1:]
        return f"{fault}." if mend else fault, first


@dataclass(frozen=True, slots=True)
class Shape:
    """What is asked of one kind of thing; a file of the ontology holds one."""

    name: str
    rules: tuple[Rule, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The IRIs that its rules aim at, each once."""
        return tuple(dict.fromkeys(aim.iri for rule in self.rules for aim in rule.aims))


def read_shapes(folder: Path) -> tuple[Shape, ...]:
    """The shapes in a folder by name; DataError names a file that cannot be read."""
    found = (
        Shape(file.stem, tuple(_rules(ShapeGraph([file])))) for file in sorted(folder.glob("*.ttl"))
    )
    return tuple(shape for shape in found if shape.rules)


def _rules(graph: ShapeGraph) -> Iterator[Rule]:
    """What has a message and a target, its own or that of the shape which it belongs to."""
    aims: dict[Node, dict[Aim, None]] = defaultdict(dict)
    for node in graph.subjects():
        own = [Aim(kind, text_of(aim)) for kind in _AIMS for aim in graph.objects(node, SH + kind)]
        parts = (part for name in ("property", "sparql") for part in graph.objects(node, SH + name))
        for part in (node, *parts):
            aims[part].update(dict.fromkeys(own))
    for node in graph.subjects():
        iri, messages = text_of(node), graph.messages(node)
        if messages and aims[node] and iri.startswith(SHAPES):
            path = _looked_along(graph, node)
            yield Rule(iri.removeprefix(SHAPES), path, tuple(aims[node]), messages)


def _looked_along(graph: ShapeGraph, node: Node) -> str:
    paths = graph.objects(node, SH + "path") or graph.objects(node, REQUIRED)
    return graph.path(paths[0], iris.shorten) if paths else ""


def looked_at(
    shapes: Iterable[Shape], quads: Iterable[ox.Quad], ontology: Sequence[ox.Quad] = ()
) -> dict[str, int]:
    """How many things each rule looks at in a graph, by the name of the rule.

    The ontology says what is a class and what is above it; its own terms do not count.
    """
    members = _Members(quads, ontology)
    return {
        rule.name: len({thing for aim in rule.aims for thing in members.of(aim)})
        for shape in shapes
        for rule in shape.rules
    }


class _Members:
    """What there is of each class, those of its subclasses included, and around each property."""

    def __init__(self, quads: Iterable[ox.Quad], ontology: Sequence[ox.Quad]) -> None:
        self._typed: dict[str, set[str]] = defaultdict(set)
        self._below: dict[str, set[str]] = defaultdict(set)
        self._around: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._known: set[str] = set()
        self._terms = {_name(quad.subject) for quad in ontology}
        for quad in ontology:
            if quad.predicate.value == _SUBCLASS:
                self._below[_name(quad.object)].add(_name(quad.subject))
        for quad in quads:
            subject, predicate, value = map(_name, (quad.subject, quad.predicate, quad.object))
            if predicate == _TYPE:
                self._typed[value].add(subject)
            elif predicate == _SUBCLASS:
                self._below[value].add(subject)
            self._known.add(subject)
            self._around["targetSubjectsOf", predicate].add(subject)
            self._around["targetObjectsOf", predicate].add(value)

    def of(self, aim: Aim) -> set[str]:
        """What a rule that aims there looks at.

        One that aims at a class looks at its things, one that aims at no class that is known looks
        at all there is.
        """
        if aim.kind == "targetNode" and aim.iri not in self._typed.keys() | self._terms:
            return self._known
        if (aim.kind, aim.iri) in self._around:
            return self._around[aim.kind, aim.iri]
        found, waiting = {aim.iri}, [aim.iri]
        while waiting:
            fresh = self._below[waiting.pop()] - found
            found |= fresh
            waiting.extend(fresh)
        return {thing for kind in found for thing in self._typed.get(kind, ())}


def _name(node: Node) -> str:
    """What tells a term from others of the graph."""
    return node.value if isinstance(node, ox.NamedNode | ox.Literal) else str(node)
