"""What shapes ask, with all that stands within: by class, for those who explain it in sentences.

Only the kinds of constraints that our shapes use are known; a test fails at another one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from inovasi import iris
from inovasi.errors import DataError
from inovasi.knowledge.constraints import SHAPES

Node: TypeAlias = NamedNode | BlankNode | Literal | Triple
REQUIRED: Final = SHAPES + "required"
# In the order in which they are told; the others of SHACL are not used.
SIMPLE: Final = (
    *("minCount", "maxCount", "nodeKind", "datatype", "class", "minInclusive", "minExclusive"),
    *("pattern", "hasValue", "uniqueLang", "equals", "disjoint"),
)
LISTS: Final = ("in", "languageIn")
LOGIC: Final = ("or", "xone")
_SH: Final = iris.PREFIXES["sh"]
_RDF: Final = iris.PREFIXES["rdf"]
_TARGETS: Final = tuple(_SH + name for name in ("targetClass", "targetNode", "targetSubjectsOf"))


class Shape(NamedTuple):
    """What one shape asks of the values along a path, or of a thing itself where it has none."""

    iri: str
    path: str
    conditions: tuple[Condition, ...]
    inner: tuple[Shape, ...]
    message: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Condition:
    """One constraint: its kind as SHACL names it, what it names, and the shapes within it."""

    kind: str
    values: tuple[str, ...] = ()
    shapes: tuple[Shape, ...] = ()


def read_conditions(folder: Path) -> dict[str, tuple[Shape, ...]]:
    """By class, what is asked of its things, in file order; by property, of whatever has it."""
    reader = _Reader(folder)
    found: defaultdict[str, list[Shape]] = defaultdict(list)
    for node in reader.subjects():
        for aim in _TARGETS:
            for target in reader.objects(node, aim):
                if isinstance(target, NamedNode):
                    found[target.value] += reader.told(node)
    return {target: tuple(shapes) for target, shapes in found.items()}


def statements_of(folder: Path, iri: str) -> list[str]:
    """A shape as sorted N-Triples, with what stands within it; none where there is no such."""
    reader = _Reader(folder)
    found: set[str] = set()
    waiting: list[Node] = [NamedNode(iri)]
    while waiting:
        node = waiting.pop()
        for predicate, value in reader.stated(node):
            found.add(f"{node} <{predicate}> {value} .\n")
            waiting += [value] if isinstance(value, BlankNode) else []
    return sorted(found)


class _Reader:
    """The triples of all files by subject."""

    def __init__(self, folder: Path) -> None:
        self._triples: defaultdict[Node, list[tuple[str, Node]]] = defaultdict(list)
        for file in sorted(folder.glob("*.ttl")):
            try:
                # Blank nodes of two files are never the same.
                quads = list(parse(path=file, format=RdfFormat.TURTLE, rename_blank_nodes=True))
            except SyntaxError as error:
                raise DataError(file, error.msg, "mend the Turtle at that line") from error
            for quad in quads:
                self._triples[quad.subject].append((quad.predicate.value, quad.object))

    def subjects(self) -> list[Node]:
        return list(self._triples)

    def stated(self, node: Node) -> list[tuple[str, Node]]:
        return self._triples.get(node, [])

    def objects(self, node: Node, predicate: str) -> list[Node]:
        return [value for known, value in self.stated(node) if known == predicate]

    def one(self, node: Node, predicate: str) -> Node | None:
        return next(iter(self.objects(node, predicate)), None)

    def told(self, node: Node) -> Iterator[Shape]:
        """A shape with a target as those that say something: itself, its paths, its queries."""
        shape = self.shape(node)
        if shape.conditions:
            yield shape._replace(inner=())
        yield from shape.inner

    def shape(self, node: Node) -> Shape:
        """A shape with all that stands in it."""
        parts = [self.shape(part) for part in self.objects(node, _SH + "property")]
        queries = [self._query(query) for query in self.objects(node, _SH + "sparql")]
        path = self.one(node, _SH + "path")
        return Shape(
            iri=node.value if isinstance(node, NamedNode) else "",
            path="" if path is None else self._path(path),
            conditions=tuple(self._conditions(node)),
            inner=(*parts, *queries),
            message=self._message(node),
        )

    def _query(self, node: Node) -> Shape:
        return Shape(_text(node), "", (Condition("query"),), (), self._message(node))

    def _message(self, node: Node) -> dict[str, str]:
        found = self.objects(node, _SH + "message")
        return {text.language or "": text.value for text in found if isinstance(text, Literal)}

    def _conditions(self, node: Node) -> Iterator[Condition]:
        required = tuple(map(_text, self.objects(node, REQUIRED)))
        if required:
            yield Condition("required", required)
        yield from self._each(node, SIMPLE, lambda kind, value: Condition(kind, (_text(value),)))
        yield from self._each(node, LISTS, self._listed)
        yield from self._each(node, LOGIC, self._either)
        yield from self._each(node, ("node", "not"), self._within)
        yield from self._qualified(node)

    def _each(
        self, node: Node, kinds: Sequence[str], made: Callable[[str, Node], Condition]
    ) -> Iterator[Condition]:
        return (made(kind, value) for kind in kinds for value in self.objects(node, _SH + kind))

    def _listed(self, kind: str, head: Node) -> Condition:
        return Condition(kind, tuple(map(_text, self._list(head))))

    def _either(self, kind: str, head: Node) -> Condition:
        return Condition(kind, (), tuple(map(self.shape, self._list(head))))

    def _within(self, kind: str, node: Node) -> Condition:
        return Condition(kind, (), (self.shape(node),))

    def _qualified(self, node: Node) -> Iterator[Condition]:
        shape = self.one(node, _SH + "qualifiedValueShape")
        for kind in ("qualifiedMinCount", "qualifiedMaxCount"):
            count = self.one(node, _SH + kind)
            if shape is not None and count is not None:
                yield Condition(kind, (_text(count),), (self.shape(shape),))

    def _list(self, head: Node | None) -> Iterator[Node]:
        while isinstance(head, BlankNode):
            first = self.one(head, _RDF + "first")
            if first is not None:
                yield first
            head = self.one(head, _RDF + "rest")

    def _path(self, node: Node) -> str:
        """A property path in SPARQL's notation: an IRI, ``^p`` or ``p|q``."""
        if isinstance(node, NamedNode):
            return node.value
        inverse = self.one(node, _SH + "inversePath")
        if inverse is not None:
            return f"^{self._path(inverse)}"
        alternatives = self.one(node, _SH + "alternativePath")
        return "|".join(map(self._path, self._list(alternatives)))


def _text(node: Node) -> str:
    return node.value if isinstance(node, NamedNode | Literal) else ""
