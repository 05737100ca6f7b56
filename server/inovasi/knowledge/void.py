"""The datasets in VoID: sizes, classes, properties, datatypes, and links to other namespaces.

These nodes are never typed dcat:Dataset, or a harvester would take each for a dataset of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from inovasi.knowledge import references
from inovasi.knowledge.catalogue import Catalogue, Described
from inovasi.knowledge.statements import Term, about, node, once, texts, typed
from inovasi.knowledge.statistics import DEFAULT, Statistics, is_named

_TITLE: Final = MappingProxyType(
    {"id": "Uraian VoID atas data Inovasi", "en": "VoID description of the Inovasi data"}
)
_DEFAULT_GRAPH: Final = MappingProxyType({"id": "Graf bawaan", "en": "Default graph"})
# A data dump is RDF; tables are distributions in the catalogue only.
_RDF: Final = frozenset({"ttl", "jsonld", "nt", "rdf", "nq", "trig"})

_TRIPLES: Final = "void:triples"

Statements = Iterator[ox.Triple]


def describe(catalogue: Catalogue) -> list[ox.Triple]:
    """The statements of the description, those about one thing together."""
    return once(_statements(catalogue))


def _statements(catalogue: Catalogue) -> Statements:
    release = catalogue.release.issued
    yield from about(
        f"{catalogue.root}/.well-known/void",
        "void:DatasetDescription",
        ("dct:title", texts(_TITLE)),
        ("dct:publisher", [references.publisher(catalogue)]),
        ("dct:modified", [typed(release, "xsd:date")] if release else []),
        ("foaf:topic", [node(each.dataset.iri) for each in catalogue.datasets]),
    )
    for described in catalogue.datasets:
        yield from _dataset(catalogue, described)
        if described.statistics is not None:
            yield from _partitions(described.dataset.iri, described.statistics)
            yield from _graphs(described.dataset.iri, described.statistics)
            yield from _linksets(described.dataset.iri, described.statistics)


def _dataset(catalogue: Catalogue, described: Described) -> Statements:
    dataset, statistics = described.dataset, described.statistics
    dumps = [each.path for each in described.distributions if each.format in _RDF]
    yield from about(
        dataset.iri,
        "void:Dataset",
        ("dct:title", texts(dataset.title)),
        ("dct:description", texts(dataset.description)),
        ("dct:license", [node(dataset.licence.iri)] if dataset.licence else []),
        ("dct:publisher", [references.publisher(catalogue)]),
        ("void:sparqlEndpoint", [node(catalogue.endpoint)]),
        ("void:dataDump", [node(catalogue.root + path) for path in dumps]),
        *_sizes(statistics),
    )


def _sizes(statistics: Statistics | None) -> Iterator[tuple[str, Iterable[Term]]]:
    """Where something was not counted, nothing is said of it."""
    if statistics is None:
        return
    yield "void:vocabulary", [node(iri) for iri in statistics.vocabularies]
    for name, number in (
        ("triples", statistics.triples),
        ("entities", statistics.entities),
        ("classes", _length(statistics.classes)),
        ("properties", _length(statistics.properties)),
        ("distinctSubjects", statistics.subjects),
        ("distinctObjects", statistics.objects),
    ):
        yield f"void:{name}", [] if number is None else [_count(number)]


def _partitions(dataset: str, statistics: Statistics) -> Statements:
    """One node for each class, property and datatype."""
    for kind, counts, part, of, number in (
        ("kelas", statistics.classes, "void:classPartition", "void:class", "void:entities"),
        ("properti", statistics.properties, "void:propertyPartition", "void:property", _TRIPLES),
        ("tipe", statistics.datatypes, "voidext:datatypePartition", "voidext:datatype", _TRIPLES),
    ):
        for iri, count in (counts or {}).items():
            place = _place(dataset, kind, iri)
            yield from about(dataset, "void:Dataset", (part, [node(place)]))
            yield from about(place, "void:Dataset", (of, [node(iri)]), (number, [_count(count)]))


def _graphs(dataset: str, statistics: Statistics) -> Statements:
    """One node for each graph: the default graph of a dataset is no graph with a name."""
    for iri, count in (statistics.graphs or {}).items():
        if iri != DEFAULT and not is_named(iri):
            continue
        place = _place(dataset, "graf", iri)
        named: list[Term] = [node(iri)] if iri != DEFAULT else []
        yield from about(dataset, "void:Dataset", ("void:subset", [node(place)]))
        yield from about(
            place,
            "void:Dataset sd:NamedGraph" if named else "void:Dataset sd:Graph",
            ("sd:name", named),
            ("dct:title", () if named else texts(_DEFAULT_GRAPH)),
            (_TRIPLES, [_count(count)]),
        )


def _linksets(dataset: str, statistics: Statistics) -> Statements:
    """One node for each property that leads into a namespace of others."""
    for link in statistics.links or ():
        place = _place(dataset, "tautan", f"{link.predicate} {link.namespace}")
        target = _place(dataset, "ruang", link.namespace)
        yield from about(dataset, "void:Dataset", ("void:subset", [node(place)]))
        yield from about(
            place,
            "void:Linkset",
            ("void:linkPredicate", [node(link.predicate)]),
            ("void:subjectsTarget", [node(dataset)]),
            ("void:objectsTarget", [node(target)]),
            (_TRIPLES, [_count(link.triples)]),
        )
        yield from about(target, "void:Dataset", ("void:uriSpace", [ox.Literal(link.namespace)]))


def _place(dataset: str, kind: str, what: str) -> str:
    """The IRI of a part: the same as long as it is a part of the same."""
    joint = "/" if "#" in dataset else "#"
    return f"{dataset}{joint}{kind}-{blake2b(what.encode(), digest_size=6).hexdigest()}"


def _length(counts: Mapping[str, int] | None) -> int | None:
    return None if counts is None else len(counts)


def _count(number: int) -> ox.Literal:
    return typed(number, "xsd:integer")
