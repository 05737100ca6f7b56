"""The shapes as a graph: what is stated of each, without rdflib, for those who tell of shapes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from inovasi import iris
from inovasi.errors import DataError

Node: TypeAlias = NamedNode | BlankNode | Literal | Triple
SHAPES: Final = iris.TERM + "shapes/"
REQUIRED: Final = SHAPES + "required"
SH: Final = iris.PREFIXES["sh"]
_RDF: Final = iris.PREFIXES["rdf"]


class ShapeGraph:
    """The triples of some files by subject; DataError names a file that cannot be read."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._triples: defaultdict[Node, list[tuple[str, Node]]] = defaultdict(list)
        for file in files:
            try:
                # Blank nodes of two files are never the same.
                quads = list(parse(path=file, format=RdfFormat.TURTLE, rename_blank_nodes=True))
            except (OSError, SyntaxError) as error:
                problem = f"cannot be read ({' '.join(str(error).split())})"
                raise DataError(file, problem, "restore the file") from error
            for quad in quads:
                self._triples[quad.subject].append((quad.predicate.value, quad.object))

    def subjects(self) -> list[Node]:
        """Whatever something is stated of, in file order."""
        return list(self._triples)

    def stated(self, node: Node) -> list[tuple[str, Node]]:
        """Predicate and object of each statement."""
        return self._triples.get(node, [])

    def objects(self, node: Node, predicate: str) -> list[Node]:
        """The values of a property."""
        return [value for known, value in self.stated(node) if known == predicate]

    def one(self, node: Node, predicate: str) -> Node | None:
        """The first value of a property."""
        return next(iter(self.objects(node, predicate)), None)

    def members(self, head: Node | None) -> Iterator[Node]:
        """The members of a list."""
        while isinstance(head, BlankNode):
            first = self.one(head, _RDF + "first")
            if first is not None:
                yield first
            head = self.one(head, _RDF + "rest")

    def messages(self, node: Node) -> dict[str, str]:
        """What a shape says of a fault, by language."""
        found = self.objects(node, SH + "message")
        return {text.language or "": text.value for text in found if isinstance(text, Literal)}

    def path(self, node: Node, called: Callable[[str], str] = str) -> str:
        """A property path in SPARQL's notation: an IRI, ``^p``, ``p|q`` or ``p/q``."""
        if isinstance(node, NamedNode):
            return called(node.value)
        inverse = self.one(node, SH + "inversePath")
        if inverse is not None:
            return f"^{self.path(inverse, called)}"
        choice = self.one(node, SH + "alternativePath")
        steps = self.members(node if choice is None else choice)
        return ("/" if choice is None else "|").join(self.path(step, called) for step in steps)


def text_of(node: Node) -> str:
    """An IRI or the text of a literal; empty for other terms."""
    return node.value if isinstance(node, NamedNode | Literal) else ""
