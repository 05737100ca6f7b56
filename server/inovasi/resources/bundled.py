"""The labels that the ontology of the package gives, for data that come without it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from inovasi import paths
from inovasi.knowledge.vocabulary import Statements, load


@cache
def bundled_labels() -> Mapping[str, Mapping[str, str]]:
    """The labels of terms, concepts and schemes by IRI and language; read when first asked for."""
    stated = Statements(load(paths.ONTOLOGY).quads())
    return {
        iri: {**stated.texts(iri, "rdfs:label"), **stated.texts(iri, "skos:prefLabel")}
        for iri in stated.subjects
    }
