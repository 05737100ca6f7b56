from __future__ import annotations

from pathlib import Path

import pytest

from inovasi import iris, paths
from inovasi.query import open_engine
from inovasi.resources.asking import Asker


@pytest.fixture(scope="session")
def published() -> Asker:
    """Asks the graph that is published."""
    return Asker(open_engine(tuple(sorted(paths.PUBLISHED.glob("*.nq")))))


def entity(name: str) -> str:
    return iris.ENTITY + name


def many_innovations(folder: Path, count: int) -> tuple[Path, ...]:
    """The published graph, and in a graph of its own a register of one city's innovations."""
    agencies = ("dlh", "dishub", "bappeda", "balitbang", "diskominsta")
    graph = f"<{iris.GRAPH}register>"
    label, category = iris.expand("skos:prefLabel"), iris.CONCEPT + "kategori/pelayanan-publik"
    lines = []
    for number in range(count):
        thing = f"<{iris.ENTITY}inovasi/33.71/x-{number:05}>"
        agency = f"<{iris.ENTITY}org/33.71/{agencies[number % 5]}>"
        lines += [
            f"{thing} <{iris.expand('rdf:type')}> <{iris.TERM}Innovation> {graph} .",
            f'{thing} <{label}> "Inovasi {number}"@id {graph} .',
            f"{thing} <{iris.TERM}responsibleAgency> {agency} {graph} .",
            f"{thing} <{iris.TERM}category> <{category}> {graph} .",
        ]
    file = folder / "register.nq"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return (*sorted(paths.PUBLISHED.glob("*.nq")), file)
