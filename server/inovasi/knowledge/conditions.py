"""What shapes ask, with all that stands within: by class, for those who explain it in sentences.

Only the kinds of constraints that our shapes use are known; a test fails at another one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from pyoxigraph import BlankNode, NamedNode

from inovasi.knowledge.shape_graph import REQUIRED, SH, Node, ShapeGraph, text_of

# In the order in which they are told; the others of SHACL are not used.
SIMPLE: Final = (
    *("minCount", "maxCount", "nodeKind", "datatype", "class", "minInclusive", "minExclusive"),
    *("pattern", "hasValue", "uniqueLang", "equals", "disjoint"),
)
LISTS: Final = ("in", "languageIn")
LOGIC: Final = ("or", "xone")
_TARGETS: Final = tuple(SH + name for name in ("targetClass", "targetNode", "targetSubjectsOf"))


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


class _Reader(ShapeGraph):
    """The shapes of all files of a folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(sorted(folder.glob("*.ttl")))

    def told(self, node: Node) -> Iterator[Shape]:
        """A shape with a target as those that say something: itself, its paths, its queries."""
        shape = self.shape(node)
        if shape.conditions:
            yield shape._replace(inner=())
        yield from shape.inner

    def shape(self, node: Node) -> Shape:
        """A shape with all that stands in it."""
        parts = [self.shape(part) for part in self.objects(node, SH + "property")]
        queries = [self._query(query) for query in self.objects(node, SH + "sparql")]
        path = self.one(node, SH + "path")
        return Shape(
            iri=node.value if isinstance(node, NamedNode) else "",
            path="" if path is None else self.path(path),
            conditions=tuple(self._conditions(node)),
            inner=(*parts, *queries),
            message=self.messages(node),
        )

    def _query(self, node: Node) -> Shape:
        return Shape(text_of(node), "", (Condition("query"),), (), self.messages(node))

    def _conditions(self, node: Node) -> Iterator[Condition]:
        required = tuple(map(text_of, self.objects(node, REQUIRED)))
        if required:
            yield Condition("required", required)
        yield from self._each(node, SIMPLE, lambda kind, value: Condition(kind, (text_of(value),)))
        yield from self._each(node, LISTS, self._listed)
        yield from self._each(node, LOGIC, self._either)
        yield from self._each(node, ("node", "not"), self._within)
        yield from self._qualified(node)

    def _each(
        self, node: Node, kinds: Sequence[str], made: Callable[[str, Node], Condition]
    ) -> Iterator[Condition]:
        return (made(kind, value) for kind in kinds for value in self.objects(node, SH + kind))

    def _listed(self, kind: str, head: Node) -> Condition:
        return Condition(kind, tuple(map(text_of, self.members(head))))

    def _either(self, kind: str, head: Node) -> Condition:
        return Condition(kind, (), tuple(map(self.shape, self.members(head))))

    def _within(self, kind: str, node: Node) -> Condition:
        return Condition(kind, (), (self.shape(node),))

    def _qualified(self, node: Node) -> Iterator[Condition]:
        shape = self.one(node, SH + "qualifiedValueShape")
        for kind in ("qualifiedMinCount", "qualifiedMaxCount"):
            count = self.one(node, SH + kind)
            if shape is not None and count is not None:
                yield Condition(kind, (text_of(count),), (self.shape(shape),))
