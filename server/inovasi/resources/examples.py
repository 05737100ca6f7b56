"""Where the terms of an ontology are met in the graph: an example of each, and how often."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from inovasi.resources.asking import Asker, is_iri, reference
from inovasi.resources.labels import Name, choose, read_labels
from inovasi.resources.terms import Kind, Term

# Counting goes no further: a graph may have millions.
MOST: Final = 10_000
SHOWN: Final = 8
_ONE: Final = "{ SELECT ?class ?thing { VALUES ?class { <CLASS> } ?thing a ?class } LIMIT 1 }"
_THINGS: Final = "SELECT ?thing { ?thing a $class . FILTER(isIRI(?thing)) } LIMIT $most"
_COUNT: Final = f"SELECT (COUNT(*) AS ?count) {{ SELECT ?thing {{ $pattern }} LIMIT {MOST + 1} }}"
_USES: Final = "SELECT ?thing ?value { ?thing $property ?value } LIMIT $most"


class Example(NamedTuple):
    """A thing and its name."""

    iri: str
    name: Name


class Usage(NamedTuple):
    """A statement with a property; ``name`` is that of a value which is a thing."""

    thing: Example
    value: Term
    name: Name | None


class Count(NamedTuple):
    """How many there are; where there are ``more``, nobody has counted them."""

    number: int
    more: bool


def one_of_each(asker: Asker, classes: Iterable[str], language: str) -> dict[str, Example]:
    """A thing of each class that has any in the default graph."""
    parts = [_ONE.replace("CLASS", iri) for iri in classes if is_iri(iri)]
    rows = asker.rows(f"SELECT ?class ?thing {{ {' UNION '.join(parts)} }}") if parts else []
    things = {kind.text: thing.iri for kind, thing in rows if thing.iri}
    labels = read_labels(asker, things.values())
    return {kind: Example(iri, choose(labels[iri], language, iri)) for kind, iri in things.items()}


def some_of(asker: Asker, iri: str, language: str) -> list[Example]:
    """A few things of a class."""
    rows = asker.rows(_THINGS, **{"class": reference(iri)}, most=str(SHOWN))
    found = [row[0].iri for row in rows]
    labels = read_labels(asker, found)
    return [Example(thing, choose(labels[thing], language, thing)) for thing in found]


def some_uses(asker: Asker, iri: str, language: str) -> list[Usage]:
    """A few statements with a property whose subjects are no blank nodes."""
    rows = asker.rows(_USES, property=reference(iri), most=str(SHOWN))
    rows = [row for row in rows if row[0].iri]
    labels = read_labels(asker, (term.iri for row in rows for term in row if term.iri))

    def named(term: Term) -> Name:
        return choose(labels[term.iri], language, term.iri)

    return [
        Usage(
            Example(thing.iri, named(thing)),
            value,
            named(value) if value.kind is Kind.IRI else None,
        )
        for thing, value in rows
    ]


def count_things(asker: Asker, iri: str) -> Count:
    """How many things the default graph has of a class."""
    return _count(asker, f"?thing a {reference(iri)}")


def count_uses(asker: Asker, iri: str) -> Count:
    """How many statements of the default graph have a property."""
    return _count(asker, f"?thing {reference(iri)} ?value")


def count_claims(asker: Asker, iri: str) -> Count:
    """How many claims of the default graph are on a property."""
    return _count(asker, f"?thing inov:onProperty {reference(iri)}")


def _count(asker: Asker, pattern: str) -> Count:
    number = int(asker.rows(_COUNT, pattern=pattern)[0][0].text)
    return Count(min(number, MOST), number > MOST)
