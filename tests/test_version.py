"""One version everywhere: the package, the changelog, the citation and the ontology."""

from __future__ import annotations

import re

import pytest
import yaml
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL

from inovasi import __version__, iris, paths
from inovasi.knowledge.releases import order, read_releases
from tests.shared import CHECKOUT

DATED = re.compile(r"^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})$", re.MULTILINE)


@pytest.fixture(scope="module")
def dated() -> list[tuple[str, str]]:
    """Version and date of the changelog's released sections, the newest first."""
    return DATED.findall((CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8"))


def test_every_dated_section_is_a_release_and_every_release_has_one(
    dated: list[tuple[str, str]],
) -> None:
    releases = read_releases(paths.RELEASES)
    assert [(release.version, str(release.issued)) for release in releases] == dated[::-1]


def test_the_version_is_the_newest_of_the_changelog_or_the_one_to_come(
    dated: list[tuple[str, str]],
) -> None:
    assert order(__version__) >= order(dated[0][0])


def test_citation_has_version_and_date(dated: list[tuple[str, str]]) -> None:
    citation = yaml.safe_load((CHECKOUT / "CITATION.cff").read_text(encoding="utf-8"))
    assert (citation["version"], str(citation["date-released"])) == dated[0]


def test_ontology_has_the_version() -> None:
    graph = Graph().parse(paths.ONTOLOGY / "inovasi.ttl")
    ontology = URIRef(iris.TERM)
    assert list(graph.objects(ontology, OWL.versionInfo)) == [Literal(__version__)]
    assert list(graph.objects(ontology, OWL.versionIRI)) == [URIRef(iris.TERM + __version__)]
