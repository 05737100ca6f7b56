"""A class of the ontology: what its things have and must have, and which there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from inovasi.knowledge.diagram import Panel, around
from inovasi.knowledge.ontology import ClassTerm, Ontology, documented
from inovasi.knowledge.wording import Rule, rules
from inovasi.resources.asking import Asker
from inovasi.resources.examples import Count, Example, count_things, some_of


@dataclass(frozen=True, slots=True)
class ClassPart:
    """The documentation of a class, with things of it in the graph that is served."""

    ontology: Ontology
    term: ClassTerm
    panel: Panel
    rules: Sequence[Rule]
    count: Count
    examples: Sequence[Example]


def read(asker: Asker, iri: str, language: str) -> ClassPart | None:
    """None for a class that the ontology of the project does not know."""
    ontology = documented()
    term = ontology.classes.get(iri)
    if term is None:
        return None
    panel, found = _told(iri, language)
    return ClassPart(
        ontology,
        term,
        panel,
        found,
        count_things(asker, iri),
        some_of(asker, iri, language),
    )


@lru_cache(maxsize=256)
def _told(iri: str, language: str) -> tuple[Panel, tuple[Rule, ...]]:
    """The picture and the rules: they take longer than to ask the graph, and do not change."""
    ontology = documented()
    term = ontology.classes[iri]
    found = rules(term.shapes, language, lambda other: ontology.called(other, language))
    return around(ontology, term, language), tuple(found)
