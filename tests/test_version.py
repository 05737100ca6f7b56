"""One version everywhere: the package, the changelog, the citation and the ontology."""

from __future__ import annotations

import re

import pytest
import yaml
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL

from inovasi import __version__, iris, paths
from tests.shared import CHECKOUT

NEWEST = re.compile(r"^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})$", re.MULTILINE)


@pytest.fixture(scope="module")
def newest() -> tuple[str, str]:
    """Version and date of the changelog's first released section."""
    match = NEWEST.search((CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert match is not None
    return match[1], match[2]


def test_changelog_has_the_version_first(newest: tuple[str, str]) -> None:
    assert newest[0] == __version__


def test_citation_has_version_and_date(newest: tuple[str, str]) -> None:
    citation = yaml.safe_load((CHECKOUT / "CITATION.cff").read_text(encoding="utf-8"))
    assert (citation["version"], str(citation["date-released"])) == newest


def test_ontology_has_the_version() -> None:
    graph = Graph().parse(paths.ONTOLOGY / "inovasi.ttl")
    ontology = URIRef(iris.TERM)
    assert list(graph.objects(ontology, OWL.versionInfo)) == [Literal(__version__)]
    assert list(graph.objects(ontology, OWL.versionIRI)) == [URIRef(iris.TERM + __version__)]
