"""Whether what was retired is gone, and what stands in its place is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from inovasi.knowledge.retired import read_retired


def check_retired(file: Path, datasets: Mapping[str, Iterable[Quad]]) -> Iterator[str]:
    """One line for every row that the graph contradicts."""
    retired = read_retired(file)
    if not retired:
        return
    known, subjects = _known(datasets)
    for iri, row in retired.items():
        if iri in known:
            yield (
                f"{file.name}: {iri} is retired, and the graph speaks of it"
                " — remove it from the data, or the row"
            )
        if row.replacement and row.replacement not in subjects:
            yield (
                f"{file.name}: {row.replacement}, in place of {iri}, is not in the graph"
                " — correct it, or leave it empty"
            )


def _known(datasets: Mapping[str, Iterable[Quad]]) -> tuple[set[str], set[str]]:
    """Every IRI that the statements name, and those that they are about."""
    known: set[str] = set()
    subjects: set[str] = set()
    for quads in datasets.values():
        for quad in quads:
            terms = (quad.subject, quad.predicate, quad.object, quad.graph_name)
            known.update(term.value for term in terms if isinstance(term, NamedNode))
            if isinstance(quad.subject, NamedNode):
                subjects.add(quad.subject.value)
    return known, subjects
