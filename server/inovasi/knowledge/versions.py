"""Releases and their differences as linked data: DCAT 3 for versions, RDF Patch for changes.

A release is a dcat:Resource and no dcat:Dataset: a portal that harvests would list each version
as a data set of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

import pyoxigraph as ox

from inovasi import iris
from inovasi.knowledge.citation import TITLES
from inovasi.knowledge.differences import Change, Difference, parsed
from inovasi.knowledge.releases import Release

ONTOLOGY: Final = "ontologi"
PREFIXES: Final = {
    **{name: iris.PREFIXES[name] for name in ("dct", "foaf", "owl", "prov", "rdf", "xsd")},
    "dcat": "http://www.w3.org/ns/dcat#",
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
}
PREFIXES_OF_CHANGES: Final = {
    **iris.PREFIXES,
    "delta": "http://www.w3.org/2004/delta#",
    "void": PREFIXES["void"],
}
CANONICAL: Final = "https://www.w3.org/TR/rdf-canon/"
_WORK: Final = iris.BASE
_SPACES: Final = {**PREFIXES, **PREFIXES_OF_CHANGES}

_Term = ox.NamedNode | ox.Literal


def _node(curie: str) -> ox.NamedNode:
    prefix, _, name = curie.partition(":")
    return ox.NamedNode(_SPACES[prefix] + name)


def _typed(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=_node(f"xsd:{datatype}"))


def _about(subject: str, **facts: _Term | Sequence[_Term]) -> Iterator[ox.Triple]:
    """Triples of a subject; the property ``dct_title`` is ``dct:title``."""
    for name, given in facts.items():
        for value in given if isinstance(given, Sequence) else (given,):
            predicate = _node(name.replace("_", ":", 1))
            yield ox.Triple(ox.NamedNode(subject), predicate, value)


def release_triples(releases: Sequence[Release], root: str) -> Iterator[ox.Triple]:
    """Every release and the work that they are versions of; ``root`` is the server's address."""
    yield from _about(
        _WORK,
        rdf_type=_node("dcat:Resource"),
        dct_title=[ox.Literal(text, language=code) for code, text in TITLES.items()],
        dcat_hasVersion=[ox.NamedNode(release.iri) for release in releases],
        dcat_hasCurrentVersion=[ox.NamedNode(release.iri) for release in releases[-1:]],
    )
    for release in releases:
        yield from one_release(releases, release, root)


def one_release(releases: Sequence[Release], release: Release, root: str) -> Iterator[ox.Triple]:
    """A release, its datasets, where to take them, and their hashes."""
    at = releases.index(release)
    before = [ox.NamedNode(known.iri) for known in releases[:at][-1:]]
    names = TITLES.items()
    yield from _about(
        release.iri,
        rdf_type=[_node("dcat:Resource"), _node("prov:Entity")],
        dct_title=[ox.Literal(f"{name}, {release.version}", language=code) for code, name in names],
        dcat_version=ox.Literal(release.version),
        dct_issued=_typed(str(release.issued), "date"),
        dct_isVersionOf=ox.NamedNode(_WORK),
        dcat_isVersionOf=ox.NamedNode(_WORK),
        dcat_previousVersion=before,
        prov_wasRevisionOf=before,
        dct_hasPart=[ox.NamedNode(_part(release, part.name)) for part in release.parts],
        foaf_page=ox.NamedNode(f"{root}/releases/{release.version}"),
    )
    yield from _checksum(release.iri, f"{release.iri}#rdfc", release.rdfc)
    for part in release.parts:
        iri = _part(release, part.name)
        yield from _about(
            iri,
            rdf_type=_node("dcat:Resource"),
            dct_isPartOf=ox.NamedNode(release.iri),
            dct_isVersionOf=ox.NamedNode(iris.dataset(part.name)),
            dcat_isVersionOf=ox.NamedNode(iris.dataset(part.name)),
            dcat_version=ox.Literal(release.version),
            dct_issued=_typed(str(release.issued), "date"),
            void_triples=_typed(str(part.quads), "integer"),
            void_dataDump=ox.NamedNode(f"{root}/dump/{release.version}/{part.name}.nq"),
            owl_versionIRI=_version_iri(release, part.name),
        )
        yield from _checksum(iri, f"{iri}-rdfc", part.rdfc)


def _part(release: Release, name: str) -> str:
    return f"{release.iri}#{name}"


def _version_iri(release: Release, name: str) -> Sequence[_Term]:
    return [ox.NamedNode(release.version_iri)] if name == ONTOLOGY else []


def _checksum(subject: str, iri: str, value: str) -> Iterator[ox.Triple]:
    yield from _about(subject, spdx_checksum=ox.NamedNode(iri))
    yield from _about(
        iri,
        rdf_type=_node("spdx:Checksum"),
        spdx_algorithm=_node("spdx:checksumAlgorithm_sha256"),
        spdx_checksumValue=_typed(value, "hexBinary"),
        dct_conformsTo=ox.NamedNode(CANONICAL),
    )


def patch(found: Difference, changes: Sequence[Change], dataset: str = "") -> bytes:
    """The changes as RDF Patch: what is to be deleted, then what is to be added, exact to the quad.

    Of the whole, what stays in another dataset is neither; a copy of one ``dataset`` has it change.
    """
    stays = frozenset() if dataset else found.stays
    removed = sorted({line for change in changes for line in change.removed} - stays)
    added = sorted({line for change in changes for line in change.added} - stays)
    rows = [f"H id <{found.iri}> .", "TX ."]
    rows += [f"D {line}" for line in removed]
    rows += [f"A {line}" for line in added]
    return "".join(f"{row}\n" for row in [*rows, "TC ."]).encode()


def difference_quads(found: Difference, changes: Sequence[Change]) -> Iterator[ox.Quad]:
    """The changes as graphs, described in the default graph.

    For each dataset and graph in it there is one of statements added and one of those removed.
    """
    new, old = found.new.iri, found.old.iri
    description = [
        *_about(
            new,
            prov_wasRevisionOf=ox.NamedNode(old),
            prov_qualifiedRevision=ox.NamedNode(found.iri),
        ),
        *_about(found.iri, rdf_type=_node("prov:Revision"), prov_entity=ox.NamedNode(old)),
    ]
    yield from (ox.Quad(*triple) for triple in description)
    for kind, relation in (("removed", "delta_deletion"), ("added", "delta_insertion")):
        statements = [
            (change.dataset, quad) for change in changes for quad in parsed(getattr(change, kind))
        ]
        statements.sort(key=lambda pair: (pair[0], str(pair[1].graph_name)))
        for key, group in groupby(statements, lambda pair: (pair[0], pair[1].graph_name)):
            quads = [quad for _, quad in group]
            yield from _graph(found, kind, relation, key, quads)


def _graph(
    found: Difference,
    kind: str,
    relation: str,
    key: tuple[str, ox.NamedNode | ox.BlankNode | ox.DefaultGraph | ox.Triple],
    quads: Sequence[ox.Quad],
) -> Iterator[ox.Quad]:
    dataset, origin = key
    named = [origin] if isinstance(origin, ox.NamedNode) else []
    local = "".join("/" + graph.value.removeprefix(iris.GRAPH) for graph in named)
    name = ox.NamedNode(f"{found.iri}#{kind}/{dataset}{local}")
    described = [
        *_about(found.iri, **{relation: name}),
        *_about(
            name.value,
            dct_isPartOf=ox.NamedNode(iris.dataset(dataset)),
            dct_source=named,
            void_triples=_typed(str(len(quads)), "integer"),
        ),
    ]
    yield from (ox.Quad(*triple) for triple in described)
    yield from (ox.Quad(quad.subject, quad.predicate, quad.object, name) for quad in quads)
