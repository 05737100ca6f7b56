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
from inovasi.errors import DataError

SHAPES: Final = iris.TERM + "shapes/"
_SH: Final = iris.PREFIXES["sh"]
_TYPE: Final = iris.expand("rdf:type")
_SUBCLASS: Final = iris.expand("rdfs:subClassOf")
_FIRST, _REST, _NIL = (iris.PREFIXES["rdf"] + name for name in ("first", "rest", "nil"))
_AIMS: Final = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")

_Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


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
    found = (_read(file) for file in sorted(folder.glob("*.ttl")))
    return tuple(shape for shape in found if shape.rules)


def _read(file: Path) -> Shape:
    try:
        stated = _Statements(ox.parse(path=file, format=ox.RdfFormat.TURTLE))
    except (OSError, SyntaxError) as error:
        problem = f"cannot be read ({' '.join(str(error).split())})"
        raise DataError(file, problem, "restore the file") from error
    return Shape(file.stem, tuple(_rules(stated)))


class _Statements:
    """The statements of a file, by subject and property."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self.of: dict[str, defaultdict[str, list[_Node]]] = {}
        for quad in quads:
            known = self.of.setdefault(_text(quad.subject), defaultdict(list))
            known[quad.predicate.value].append(quad.object)

    def all(self, subject: str, name: str) -> list[str]:
        """The values of a property of SHACL."""
        return [_text(node) for node in self.nodes(subject, _SH + name)]

    def nodes(self, subject: str, predicate: str) -> Sequence[_Node]:
        return self.of[subject][predicate] if subject in self.of else ()

    def members(self, head: str) -> Iterator[str]:
        """The members of a list."""
        while head != _NIL and self.nodes(head, _FIRST):
            yield _text(self.nodes(head, _FIRST)[0])
            head = _text(self.nodes(head, _REST)[0])


def _text(node: _Node) -> str:
    return node.value if isinstance(node, ox.NamedNode | ox.Literal) else str(node)


def _rules(stated: _Statements) -> Iterator[Rule]:
    """What has a message and a target, its own or that of the shape which it belongs to."""
    aims: dict[str, dict[Aim, None]] = defaultdict(dict)
    for subject in stated.of:
        own = [Aim(kind, iri) for kind in _AIMS for iri in stated.all(subject, kind)]
        parts = (part for name in ("property", "sparql") for part in stated.all(subject, name))
        for part in (subject, *parts):
            aims[part].update(dict.fromkeys(own))
    for subject in stated.of:
        messages = {
            node.language or "": node.value
            for node in stated.nodes(subject, f"{_SH}message")
            if isinstance(node, ox.Literal)
        }
        if messages and aims[subject] and subject.startswith(SHAPES):
            name, path = subject.removeprefix(SHAPES), _looked_along(stated, subject)
            yield Rule(name, path, tuple(aims[subject]), messages)


def _looked_along(stated: _Statements, subject: str) -> str:
    required = [_text(node) for node in stated.nodes(subject, f"{SHAPES}required")]
    paths = stated.all(subject, "path") or required
    return _path(stated, paths[0]) if paths else ""


def _path(stated: _Statements, path: str) -> str:
    """A property path in SPARQL's notation."""
    for inverse in stated.all(path, "inversePath"):
        return "^" + _path(stated, inverse)
    for choice in stated.all(path, "alternativePath"):
        return "|".join(_path(stated, step) for step in stated.members(choice))
    steps = [_path(stated, step) for step in stated.members(path)]
    return "/".join(steps) or iris.shorten(path)


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
        self._terms = {_text(quad.subject) for quad in ontology}
        for quad in ontology:
            if quad.predicate.value == _SUBCLASS:
                self._below[_text(quad.object)].add(_text(quad.subject))
        for quad in quads:
            subject, predicate, value = map(_text, (quad.subject, quad.predicate, quad.object))
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
