"""The graph against the SHACL shapes: what breaks a shape, where, and how to mend it.

Only the core of SHACL and its SPARQL constraints are used: no inference, no rules, no network.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyshacl
import rdflib
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SH

from inovasi import iris
from inovasi.errors import DataError
from inovasi.knowledge.serialization import literals_as_written
from inovasi.knowledge.shapes import SHAPES, side_by_side

# What it has to say, it raises as well.
logging.getLogger("pyshacl-validate").disabled = True


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One result of a validation; the order of the fields is the order of a report.

    ``shape`` is the property shape, the node shape or the query that was broken. Where a query
    looks at a whole class at once, ``focus`` is the class and ``value`` the thing at fault.
    """

    shape: str
    focus: str
    path: str
    value: str
    component: str
    message_id: str
    message_en: str

    def line(self) -> str:
        """The violation on a terminal: which shape, on what, what is wrong and the mend."""
        place = " ".join(part for part in (self.focus, self.path, self.value) if part)
        return f"{self.shape.removeprefix(SHAPES)}: {place} — {self.message_en}"


@dataclass(frozen=True, slots=True)
class Report:
    """The report as SHACL words it, and as sorted rows."""

    graph: rdflib.Graph
    violations: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        return not self.violations


def load_shapes(place: Path) -> rdflib.Graph:
    """A Turtle file, or all those of a folder, in one graph; DataError names one that is none."""
    files = [place] if place.is_file() else sorted(place.glob("*.ttl"))
    if not files:
        raise DataError(place, "there are no shapes here", "add one .ttl file for each class")
    shapes = rdflib.Graph(bind_namespaces="none")
    for file in files:
        try:
            shapes.parse(file, format="turtle")
        except (SyntaxError, UnicodeDecodeError) as error:
            problem = " ".join(str(error).split())
            raise DataError(file, problem, "write valid Turtle in UTF-8") from error
        except OSError as error:
            problem = f"cannot be read ({error.strerror})"
            raise DataError(file, problem, "restore the file") from error
    return shapes


def validate(
    data: rdflib.Graph,
    shapes: rdflib.Graph,
    ontology: rdflib.Graph | None = None,
    focus: Sequence[str] = (),
) -> Report:
    """The data against the shapes; the ontology lends subclasses and marks, and is checked too.

    Where ``focus`` has IRIs, only these things are looked at, and their classes as a whole.
    """
    whole = data if ontology is None else data + ontology
    nodes = [*focus, *_wholes(whole, shapes, focus)] if focus else None
    with literals_as_written():
        graph = _report(whole, shapes, nodes)
    results = graph.objects(None, SH.result)
    return Report(graph, tuple(sorted({_violation(graph, shapes, node) for node in results})))


def _wholes(whole: rdflib.Graph, shapes: rdflib.Graph, focus: Sequence[str]) -> Iterator[str]:
    """What shapes look at as a whole: the classes of the things, and whatever is no class."""
    kinds = {kind for node in focus for kind in whole.objects(rdflib.URIRef(node), RDF.type)}
    for node in set(shapes.objects(None, SH.targetNode)):
        is_class = any((node, RDF.type, kind) in whole for kind in (OWL.Class, RDFS.Class))
        if node in kinds or not is_class:
            yield str(node)


def _report(whole: rdflib.Graph, shapes: rdflib.Graph, focus: list[str] | None) -> rdflib.Graph:
    try:
        return _run(whole, shapes, focus)
    except Exception as error:  # rdflib raises it bare, and pyshacl lets everything through
        place = f"shape {_unusable(whole, shapes).removeprefix(SHAPES)}"
        problem = f"cannot be evaluated ({' '.join(str(error).split())})"
        raise DataError(place, problem, "correct it in ontology/shapes") from error


def _run(whole: rdflib.Graph, shapes: rdflib.Graph, focus: list[str] | None) -> rdflib.Graph:
    _, graph, _ = pyshacl.validate(
        whole, shacl_graph=side_by_side(shapes), inference="none", focus_nodes=focus
    )
    if not isinstance(graph, rdflib.Graph):
        raise TypeError(str(graph))
    return graph


def _unusable(whole: rdflib.Graph, shapes: rdflib.Graph) -> str:
    """The first shape that fails by itself."""
    for shape in sorted(map(str, shapes.subjects(RDF.type, SH.NodeShape))):
        try:
            _run(whole, _alone(shapes, rdflib.URIRef(shape)), None)
        except Exception:  # as above
            return shape
    return SHAPES


def _alone(shapes: rdflib.Graph, shape: Any) -> rdflib.Graph:
    """A shape with all that it refers to."""
    found = rdflib.Graph(bind_namespaces="none")
    waiting = [shape]
    while waiting:
        node = waiting.pop()
        if (node, None, None) not in found:
            for triple in shapes.triples((node, None, None)):
                found.add(triple)
                waiting.append(triple[2])
    return found


def _violation(report: rdflib.Graph, shapes: rdflib.Graph, result: Any) -> Violation:
    source = report.value(result, SH.sourceShape)
    shape = report.value(result, SH.sourceConstraint) or source
    path = report.value(result, SH.resultPath)
    focus, value = report.value(result, SH.focusNode), report.value(result, SH.value)
    return Violation(
        shape=str(shape),
        focus=_term(focus),
        path="" if path is None else path_text(shapes, path),
        value="" if value is None or value == focus else _term(value),
        component=str(report.value(result, SH.sourceConstraintComponent)),
        message_id=_message(shapes, shape, "id"),
        message_en=_message(shapes, shape, "en"),
    )


def _term(node: Any) -> str:
    """A node for people: a prefixed name, or a literal as Turtle writes it."""
    if isinstance(node, rdflib.URIRef):
        return iris.shorten(str(node))
    if isinstance(node, rdflib.BNode):
        return "[]"
    suffix = f"^^{iris.shorten(node.datatype)}" if node.datatype else ""
    return f'"{node}"' + (f"@{node.language}" if node.language else suffix)


def _message(shapes: rdflib.Graph, shape: Any, language: str) -> str:
    # The report's own copies lose their language where a query is the constraint.
    return min(
        (str(text) for text in shapes[shape : SH.message] if text.language == language), default=""
    )


def path_text(shapes: rdflib.Graph, path: Any) -> str:
    """A property path in SPARQL's notation: an IRI, ``^p`` or ``p|q``."""
    if isinstance(path, rdflib.URIRef):
        return iris.shorten(str(path))
    inverse = shapes.value(path, SH.inversePath)
    if inverse is not None:
        return "^" + path_text(shapes, inverse)
    alternatives = shapes.value(path, SH.alternativePath)
    members = path if alternatives is None else alternatives
    joint = "/" if alternatives is None else "|"
    if (members, RDF.first, None) not in shapes:
        return "[]"
    return joint.join(path_text(shapes, step) for step in Collection(shapes, members))
