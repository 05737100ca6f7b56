"""Anyone's RDF files against the shapes: the result in words, as SHACL, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SH

from inovasi.errors import DataError, UsageError
from inovasi.knowledge import vocabulary
from inovasi.knowledge.serialization import literals_as_written, to_rdflib, triples
from inovasi.knowledge.validation import Report, load_shapes, validate
from inovasi.query.files import RdfFile

_TARGETS: Final = (
    SH.targetClass,
    SH.targetNode,
    SH.targetSubjectsOf,
    SH.targetObjectsOf,
    SH.target,
)


class Told(NamedTuple):
    """The result as text, and whether the files keep every rule."""

    text: str
    conforms: bool


def validate_files(files: Iterable[Path], ontology: Path, shapes: Path | None, name: str) -> Told:
    """The files together against the shapes of the ontology, or against those of a file.

    What is looked at is the default graph, or all graphs where nothing is in that one. The ontology
    lends its subclasses, except to shapes of others.
    """
    write = _WRITERS.get(name)
    if write is None:
        raise UsageError(f"There is no format {name!r}", f"use one of {', '.join(_WRITERS)}")
    files = list(files)
    quads = [quad for file in files for quad in _read(file)]
    if not quads:
        remedy = "add statements, or look whether it is the right file"
        raise DataError(files[0], "there are 0 statements to validate", remedy)
    with literals_as_written():
        data = to_rdflib(triples(quads))
        lent = None
        if shapes is None:
            lent = to_rdflib(triples(vocabulary.load(ontology).quads()))
    report = validate(data, _rules(shapes or ontology / "shapes"), lent)
    return Told(write(report), report.conforms)


def _rules(place: Path) -> rdflib.Graph:
    """The shapes of a place; DataError where none of them looks at anything."""
    found = load_shapes(place)
    classes = (RDFS.Class, OWL.Class)
    implied = (
        (shape, RDF.type, each) in found
        for shape in found.subjects(RDF.type, SH.NodeShape)
        for each in classes
    )
    if not any((None, target, None) in found for target in _TARGETS) and not any(implied):
        remedy = "add a shape with sh:targetClass or another target"
        raise DataError(place, "there is no shape that looks at anything", remedy)
    return found


def _read(file: Path) -> list[ox.Quad]:
    with RdfFile(file) as source:
        return list(source.statements())


def _in_words(report: Report) -> str:
    count = len(report.violations)
    lines = [violation.line() for violation in report.violations]
    many = "violation" if count == 1 else "violations"
    return "\n".join([*lines, f"{count} {many}" if count else "every rule is kept", ""])


def _as_turtle(report: Report) -> str:
    return report.graph.serialize(format="turtle")


def _as_json(report: Report) -> str:
    found = [asdict(violation) for violation in report.violations]
    plain = {"conforms": report.conforms, "results": found}
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


_WRITERS: Final[Mapping[str, Callable[[Report], str]]] = {
    "text": _in_words,
    "turtle": _as_turtle,
    "json": _as_json,
}
