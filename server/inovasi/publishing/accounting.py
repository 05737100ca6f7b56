"""No triple without a ground, and no entity of which nothing is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from pyoxigraph import NamedNode, Quad

from inovasi import iris
from inovasi.errors import DataError
from inovasi.knowledge.vocabulary import Vocabulary
from inovasi.publishing.model import Claim, Corpus, Link
from inovasi.publishing.triples import DEFAULT, all_types, by_property, held_values
from inovasi.publishing.values import Value, resource

Statement = tuple[NamedNode, NamedNode, Value]

# What the project keeps about the facts rather than says of the world.
_RECORDS = (iris.ENTITY + "klaim/", iris.ENTITY + "sumber/")


def unaccounted(quads: Iterable[Quad], corpus: Corpus, vocabulary: Vocabulary) -> Iterator[str]:
    """One line for every triple about a thing that no claim, label, link or derivation gives."""
    given = set(_given(corpus, vocabulary))
    for quad in quads:
        if quad.graph_name != DEFAULT or not _is_thing(quad.subject):
            continue
        if (quad.subject, quad.predicate, quad.object) not in given:
            names = (quad.subject, quad.predicate, quad.object)
            shown = " ".join(
                iris.shorten(term.value) if isinstance(term, NamedNode) else str(term)
                for term in names
            )
            yield f"{shown}: stated on no ground — add the claim or the link that gives it"


def unmentioned(corpus: Corpus) -> Iterator[DataError]:
    """A fault for every entity that is neither subject nor value of a claim or a link.

    A name alone states that something exists, and gives no ground for it.
    """
    statements: list[Claim | Link] = [*corpus.claims, *chain(*corpus.external.values())]
    statements += corpus.links
    mentioned = {term for one in statements for term in (one.subject, one.value)}
    for entity in corpus.entities.values():
        if entity.node not in mentioned:
            yield entity.row.error(
                "id",
                f"nothing speaks of {entity.row['id']}",
                "add the claim or the link that gives it, or remove the row",
            )


def _is_thing(node: object) -> bool:
    return isinstance(node, NamedNode) and not node.value.startswith(_RECORDS)


def _given(corpus: Corpus, vocabulary: Vocabulary) -> Iterator[Statement]:
    for entity in corpus.entities.values():
        for node in all_types(entity, vocabulary):
            yield entity.node, resource("rdf:type"), node
        for name in entity.names:
            yield entity.node, resource("skos:prefLabel"), name
        for label in entity.labels:
            yield entity.node, resource("skos:" + label.kind), label.text
    for link in corpus.links:
        yield link.subject, link.predicate, link.value
    for group in by_property(corpus.claims):
        for value in held_values(group, vocabulary):
            yield group[0].subject, group[0].predicate, value
