"""A class of the ontology: what its things have and must have, and which there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    return ClassPart(
        ontology,
        term,
        around(ontology, term, language),
        rules(term.shapes, language, lambda other: ontology.called(other, language)),
        count_things(asker, iri),
        some_of(asker, iri, language),
    )
