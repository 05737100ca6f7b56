"""What SHACL says of a graph, by the shapes that lie beside the checkout."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib.namespace import SH

from inovasi.knowledge.statements import PREFIXES
from inovasi.query.writing import graph_bytes
from tests.shared import SHARED

DCAT_AP = SHARED / "conformance" / "dcat-ap-3.0.1" / "shacl-modular"


def as_rdflib(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    return rdflib.Graph().parse(
        data=graph_bytes(triples, PREFIXES, "application/n-triples"), format="nt"
    )


def findings(
    data: rdflib.Graph, shapes: Iterable[Path] | rdflib.Graph, more: rdflib.Graph | None = None
) -> set[tuple[str, str, str]]:
    """The node, the path and the kind of every result, warnings too."""
    graph = shapes if isinstance(shapes, rdflib.Graph) else rdflib.Graph()
    if not isinstance(shapes, rdflib.Graph):
        for file in shapes:
            graph.parse(file, format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=graph, ont_graph=more, inference="none")
    assert isinstance(report, rdflib.Graph)
    # Details of a result are results themselves, but of no property of the thing.
    within = set(report.objects(None, SH.detail))
    return {
        (
            str(report.value(result, SH.focusNode)),
            str(report.value(result, SH.resultPath)),
            str(report.value(result, SH.sourceConstraintComponent)).rpartition("#")[2],
        )
        for result in set(report.objects(None, SH.result)) - within
    }
