"""Turtle and TriG as people read them: prefixes, a block a subject, classes and names first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

from inovasi import iris
from inovasi.portals.sorting import sort_lines
from inovasi.portals.statements import TYPE, Statement, one_graph, split, statements, subjects

# Identifiers with several path segments cannot be prefixed names: these are relative instead.
_RELATIVE: Final = ("id", "skema", "graf")
_PREFIXES: Final = {
    name: space for name, space in sorted(iris.PREFIXES.items()) if name not in _RELATIVE
}
_SPACES: Final = {space: name for name, space in _PREFIXES.items()}
_HEAD: Final = f"@base <{iris.BASE}> .\n" + "".join(
    f"@prefix {name}: <{space}> .\n" for name, space in _PREFIXES.items()
)
_NAME: Final = re.compile(r"(.*[/#])([A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?)")
_SHORT: Final = re.compile(re.escape(iris.BASE) + r"((?:id|skema|graf|def)/.+)")
# A reader removes these from what is relative.
_DOTS: Final = re.compile(r"/\.{1,2}(?:[/?#]|$)")
# Other ways to write a number stay in quotes: some readers would rewrite them.
_PLAIN: Final = {
    f"<{iris.expand('xsd:integer')}>": re.compile(r'"(0|-?[1-9][0-9]*)"'),
    f"<{iris.expand('xsd:decimal')}>": re.compile(r'"(-?(?:0|[1-9][0-9]*)\.[0-9]+)"'),
    f"<{iris.expand('xsd:boolean')}>": re.compile(r'"(true|false)"'),
}
_FIRST: Final = {
    f"<{iris.expand(name)}>": f"{number}"
    for number, name in enumerate(
        ("rdf:type", "skos:prefLabel", "rdfs:label", "skos:altLabel", "skos:hiddenLabel")
    )
}
_REMEMBERED: Final = 50_000


class Notation:
    """Terms as Turtle writes them; remembers those it has met, up to a bound."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def iri(self, term: str) -> str:
        """A prefixed name, or an identifier relative to the base, or the whole."""
        written = self._known.get(term)
        if written is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            written = self._known[term] = _iri(term)
        return written

    def term(self, term: str) -> str:
        """Any term; a literal never in another lexical form than it has."""
        if term[0] == "<" and term[1] != "<":
            return self.iri(term)
        if term[0] != '"' or term[-1] != ">":
            return term
        end = term.rindex('"') + 1
        datatype = term[end + 2 :]
        plain = _PLAIN.get(datatype)
        if plain is not None and (match := plain.fullmatch(term, 0, end)):
            return match[1]
        return f"{term[:end]}^^{self.iri(datatype)}"

    def block(self, subject: str, stated: Iterable[Statement]) -> str:
        """All that is stated about a subject."""
        properties = [
            (predicate, ",\n        ".join([self.term(statement[2]) for statement in group]))
            for predicate, group in groupby(stated, key=_predicate)
        ]
        properties.sort(key=_order)
        lines = [
            f"{'a' if predicate == TYPE else self.iri(predicate)} {values}"
            for predicate, values in properties
        ]
        name = self.iri(subject) if subject[0] == "<" else subject
        return f"{name} " + " ;\n    ".join(lines) + " .\n"


def turtle(source: Path) -> Iterator[str]:
    """The one graph of a dataset."""
    return document(subjects(one_graph(source)))


def document(found: Iterable[tuple[str, Iterable[Statement]]]) -> Iterator[str]:
    """Subjects with what is stated about each, in the order in which they come."""
    notation = Notation()
    yield _HEAD
    for subject, stated in found:
        yield "\n" + notation.block(subject, stated)


def named_graph(graph: str, found: Iterable[tuple[str, Iterable[Statement]]]) -> Iterator[str]:
    """The same as one graph in TriG, under its name."""
    notation = Notation()
    yield f"{_HEAD}\n{notation.iri(f'<{graph}>')} {{\n"
    for number, (subject, stated) in enumerate(found):
        yield "\n" * bool(number) + notation.block(subject, stated)
    yield "}\n"


def trig(source: Path, folder: Path) -> Iterator[str]:
    """The default graph as in Turtle, then each named graph in braces."""
    notation = Notation()
    yield _HEAD
    default = (statement for statement in statements(source) if not statement[3])
    for subject, stated in subjects(default):
        yield "\n" + notation.block(subject, stated)
    for graph, lines in groupby(_by_graph(source, folder), key=_graph):
        name = notation.iri(graph) if graph[0] == "<" else graph
        yield f"\n{name} {{\n"
        within = (split(line.partition(" ")[2]) for line in lines)
        for number, (subject, stated) in enumerate(subjects(within)):
            yield "\n" * bool(number) + notation.block(subject, stated)
        yield "}\n"


def _by_graph(source: Path, folder: Path) -> Iterator[str]:
    """The statements of the named graphs, graph by graph: its name before each line."""
    lines = (
        f"{graph} {subject} {predicate} {value} .\n".encode()
        for subject, predicate, value, graph in statements(source)
        if graph
    )
    return (line.decode() for line in sort_lines(lines, folder))


def _graph(line: str) -> str:
    return line.partition(" ")[0]


def _predicate(statement: Statement) -> str:
    return statement[1]


def _order(item: tuple[str, str]) -> str:
    return _FIRST.get(item[0], item[0])


def _iri(term: str) -> str:
    whole = term[1:-1]
    match = _NAME.fullmatch(whole)
    if match is not None and match[1] in _SPACES:
        return f"{_SPACES[match[1]]}:{match[2]}"
    short = _SHORT.fullmatch(whole)
    if short is not None and not _DOTS.search(whole):
        return f"<{short[1]}>"
    return term
