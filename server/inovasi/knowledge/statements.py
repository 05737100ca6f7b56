"""What the descriptions of the catalogue are written with: short statements, and their prefixes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from inovasi import iris

PREFIXES: Final = MappingProxyType(
    {
        "adms": iris.PREFIXES["adms"],
        "dcat": "http://www.w3.org/ns/dcat#",
        "dcatap": "http://data.europa.eu/r5r/",
        "dct": iris.PREFIXES["dct"],
        "foaf": iris.PREFIXES["foaf"],
        "geo": iris.PREFIXES["geo"],
        "hydra": "http://www.w3.org/ns/hydra/core#",
        "inov": iris.PREFIXES["inov"],
        "owl": iris.PREFIXES["owl"],
        "rdf": iris.PREFIXES["rdf"],
        "rdfs": iris.PREFIXES["rdfs"],
        "schema": iris.PREFIXES["schema"],
        "sd": "http://www.w3.org/ns/sparql-service-description#",
        "skos": iris.PREFIXES["skos"],
        "spdx": "http://spdx.org/rdf/terms#",
        "vcard": "http://www.w3.org/2006/vcard/ns#",
        "void": "http://rdfs.org/ns/void#",
        "voidext": "http://ldf.fi/void-ext#",
        "xsd": iris.PREFIXES["xsd"],
    }
)

Term = ox.NamedNode | ox.Literal


def term(name: str) -> ox.NamedNode:
    """The node of a prefixed name such as ``dcat:Dataset``."""
    prefix, _, local = name.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)


def node(iri: str) -> ox.NamedNode:
    """The node of an IRI."""
    return ox.NamedNode(iri)


def plain(text: str) -> ox.Literal:
    """A text in no language."""
    return ox.Literal(text)


def texts(by_language: Mapping[str, str]) -> tuple[ox.Literal, ...]:
    """A text in each of its languages, Indonesian first."""
    codes = sorted(by_language, key=lambda code: (code != "id", code))
    return tuple(
        ox.Literal(by_language[code], language=code) if code else ox.Literal(by_language[code])
        for code in codes
    )


def typed(value: object, datatype: str) -> ox.Literal:
    """A value of a datatype such as ``xsd:date``."""
    return ox.Literal(str(value), datatype=term(datatype))


def about(subject: str, kinds: str, *facts: tuple[str, Iterable[Term]]) -> list[ox.Triple]:
    """The statements about one thing: its classes, set apart by blanks, then its properties."""
    of = ox.NamedNode(subject)
    found = [ox.Triple(of, term("rdf:type"), term(kind)) for kind in kinds.split()]
    for name, values in facts:
        found += [ox.Triple(of, term(name), value) for value in values]
    return found


def once(statements: Iterable[ox.Triple]) -> list[ox.Triple]:
    """The statements without repetition, those of one subject together, subjects as they came."""
    grouped: dict[ox.NamedNode | ox.BlankNode | ox.Triple, dict[ox.Triple, None]] = {}
    for statement in statements:
        grouped.setdefault(statement.subject, {})[statement] = None
    return [statement for group in grouped.values() for statement in group]
