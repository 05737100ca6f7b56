"""A property of the ontology: whose it is, what its values are, and where it is used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from inovasi.knowledge.ontology import Ontology, PropertyTerm, documented
from inovasi.knowledge.wording import Rule, rules
from inovasi.resources.asking import Asker
from inovasi.resources.examples import Count, Usage, count_claims, count_uses, some_uses


@dataclass(frozen=True, slots=True)
class PropertyPart:
    """The documentation of a property, with statements that have it; ``rules`` are by class.

    Those of whatever has the property stand under the property itself.
    """

    ontology: Ontology
    term: PropertyTerm
    rules: Sequence[tuple[str, Rule]]
    uses: Count
    claims: Count
    examples: Sequence[Usage]


def read(asker: Asker, iri: str, language: str) -> PropertyPart | None:
    """None for a property that the ontology of the project does not know."""
    ontology = documented()
    term = ontology.properties.get(iri)
    if term is None:
        return None
    return PropertyPart(
        ontology,
        term,
        _rules(iri, language),
        count_uses(asker, iri),
        count_claims(asker, iri),
        some_uses(asker, iri, language),
    )


@lru_cache(maxsize=512)
def _rules(iri: str, language: str) -> tuple[tuple[str, Rule], ...]:
    """What the shapes of each class ask of its values; it does not change."""
    ontology = documented()
    known = [*ontology.classes.values(), ontology.properties[iri]]
    return tuple(
        (term.iri, rule)
        for term in known
        for rule in rules(term.shapes, language, lambda each: ontology.called(each, language))
        if rule.path == iri
    )
