"""The only place where a quad is made: claims with their grounds, and what follows from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import permutations
from types import MappingProxyType
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from inovasi import iris
from inovasi.knowledge.claims import Rank, direct_values, disputed
from inovasi.knowledge.vocabulary import Vocabulary
from inovasi.publishing import regions
from inovasi.publishing.model import Claim, Corpus, Entity, Link, Quotation
from inovasi.publishing.sources import DOCUMENT, EXTERNAL_PAGE, REFERENCE_LIST, REGION_DATA, Source
from inovasi.publishing.values import Value, resource

Graph = NamedNode | DefaultGraph
DEFAULT: Final = DefaultGraph()

_SOURCE_CLASSES = MappingProxyType(
    {
        DOCUMENT: "inov:Document",
        REFERENCE_LIST: "inov:ReferenceList",
        REGION_DATA: "inov:ReferenceList",
        EXTERNAL_PAGE: "inov:ExternalPage",
    }
)
# The authority list that DCAT-AP asks for.
_LANGUAGES = MappingProxyType(
    {"id": "http://publications.europa.eu/resource/authority/language/IND"}
)
_TYPE = resource("rdf:type")


def _typed(value: object, datatype: str) -> Literal:
    return Literal(str(value), datatype=resource("xsd:" + datatype))


def dataset_quads(corpus: Corpus, vocabulary: Vocabulary) -> dict[str, list[Quad]]:
    """The quads of each dataset: ``inovasi``, ``eksternal``, ``wilayah`` and ``ontologi``."""
    return {
        "inovasi": list(core_quads(corpus, vocabulary)),
        "eksternal": list(_external_quads(corpus, vocabulary)),
        "wilayah": list(_region_quads(corpus)),
        "ontologi": list(vocabulary.quads()),
    }


def core_quads(corpus: Corpus, vocabulary: Vocabulary) -> Iterator[Quad]:
    """The default graph, and beside it one graph a document with what that document tells."""
    for entity in corpus.entities.values():
        if not entity.external:
            yield from _entity_quads(entity, vocabulary, DEFAULT)
    for link in corpus.links:
        if not link.external:
            yield Quad(link.subject, link.predicate, link.value, DEFAULT)
    for source in corpus.sources.values():
        if source.core:
            yield from _source_quads(source, DEFAULT)
    for group in by_property(corpus.claims):
        yield from _group_quads(group, vocabulary, DEFAULT)
    yield from _told(corpus.claims, vocabulary)


def by_property(claims: Iterable[Claim]) -> Iterable[Sequence[Claim]]:
    """The claims in groups that speak about one property of one subject."""
    groups: dict[tuple[NamedNode, NamedNode], list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.subject, claim.predicate].append(claim)
    return groups.values()


def _group_quads(group: Sequence[Claim], vocabulary: Vocabulary, graph: Graph) -> Iterator[Quad]:
    for claim in group:
        yield from _claim_quads(claim, graph)
    yield from _conflict_quads(group, vocabulary, graph)
    for value in held_values(group, vocabulary):
        yield Quad(group[0].subject, group[0].predicate, value, graph)


def held_values(group: Sequence[Claim], vocabulary: Vocabulary) -> tuple[Value, ...]:
    """The values that stand as direct triples; none of a property that is only ever claimed."""
    known = vocabulary.property(group[0].predicate.value)
    if known.claim_only:
        return ()
    return direct_values(_ranked(group), single_valued=known.single_valued)


def _conflict_quads(group: Sequence[Claim], vocabulary: Vocabulary, graph: Graph) -> Iterator[Quad]:
    known = vocabulary.property(group[0].predicate.value)
    if disputed(_ranked(group), single_valued=known.single_valued):
        for one, other in permutations(group, 2):
            yield Quad(one.node, resource("inov:conflictsWith"), other.node, graph)


def _ranked(group: Sequence[Claim]) -> list[tuple[Value, Rank]]:
    return [(claim.value, claim.rank) for claim in group]


def _told(claims: Iterable[Claim], vocabulary: Vocabulary) -> Iterator[Quad]:
    for claim in claims:
        if vocabulary.property(claim.predicate.value).claim_only:
            continue
        for name in {quotation.source for quotation in claim.quotations}:
            graph = NamedNode(iris.graph(name))
            yield Quad(claim.subject, claim.predicate, claim.value, graph)


def _claim_quads(claim: Claim, graph: Graph) -> Iterator[Quad]:
    node = claim.node
    yield Quad(node, _TYPE, resource("inov:Claim"), graph)
    yield Quad(node, resource("inov:about"), claim.subject, graph)
    yield Quad(node, resource("inov:onProperty"), claim.predicate, graph)
    yield Quad(node, resource("inov:value"), claim.value, graph)
    yield Quad(node, resource("inov:claimRank"), resource(f"inov:{claim.rank}"), graph)
    for text in claim.reason:
        yield Quad(node, resource("inov:rankReason"), text, graph)
    for fact in claim.facts:
        yield Quad(node, resource("inov:factCode"), Literal(fact), graph)
    for quotation in claim.quotations:
        yield Quad(node, resource("prov:wasDerivedFrom"), quotation.node, graph)
        yield from _quotation_quads(quotation, graph)
    for ground in claim.derived_from:
        yield Quad(node, resource("inov:derivedFrom"), ground, graph)
    for text in claim.derivation:
        yield Quad(node, resource("inov:derivationReason"), text, graph)
    if claim.page is not None:
        page = NamedNode(iris.source(claim.page.name))
        yield Quad(node, resource("inov:externalPage"), page, graph)
        yield Quad(node, resource("inov:recorded"), _day(claim.page["recorded"]), graph)


def _day(text: str) -> Literal:
    return _typed(text, "gYearMonth" if len(text) == len("2017-01") else "date")


def _quotation_quads(quotation: Quotation, graph: Graph) -> Iterator[Quad]:
    node = quotation.node
    yield Quad(node, _TYPE, resource("inov:Quotation"), graph)
    yield Quad(node, resource("oa:start"), _typed(quotation.start, "nonNegativeInteger"), graph)
    yield Quad(node, resource("oa:end"), _typed(quotation.end, "nonNegativeInteger"), graph)
    paragraph = _typed(quotation.paragraph, "positiveInteger")
    yield Quad(node, resource("inov:paragraph"), paragraph, graph)
    yield Quad(node, resource("inov:asWritten"), Literal(quotation.as_written), graph)
    origin = NamedNode(iris.source(quotation.source))
    yield Quad(node, resource("prov:wasQuotedFrom"), origin, graph)
    if quotation.speaker is not None:
        yield Quad(node, resource("inov:reportedSpeechOf"), quotation.speaker, graph)


def all_types(entity: Entity, vocabulary: Vocabulary) -> tuple[NamedNode, ...]:
    """The entity's classes and those above them: nothing is inferred where the graph is asked."""
    above = {
        name
        for node in entity.types
        if node.value in vocabulary.classes
        for name in vocabulary.classes[node.value].superclasses
    }
    return tuple(dict.fromkeys([*entity.types, *map(NamedNode, sorted(above))]))


def _entity_quads(entity: Entity, vocabulary: Vocabulary, graph: Graph) -> Iterator[Quad]:
    for node in all_types(entity, vocabulary):
        yield Quad(entity.node, _TYPE, node, graph)
    for name in entity.names:
        yield Quad(entity.node, resource("skos:prefLabel"), name, graph)
    for label in entity.labels:
        yield Quad(entity.node, resource("skos:" + label.kind), label.text, graph)


def _source_quads(source: Source, graph: Graph) -> Iterator[Quad]:
    node = NamedNode(iris.source(source.name))
    yield Quad(node, _TYPE, resource(_SOURCE_CLASSES[source.kind]), graph)
    for language, title in source.texts["title"].items():
        yield Quad(node, resource("skos:prefLabel"), Literal(title, language=language), graph)
    for field, predicate in (
        ("title", "dct:title"),
        ("description", "dct:description"),
        ("terms", "inov:termsOfUse"),
    ):
        for language, text in source.texts[field].items():
            yield Quad(node, resource(predicate), Literal(text, language=language), graph)
    for predicate, value in _source_values(source):
        yield Quad(node, resource(predicate), value, graph)


def _source_values(source: Source) -> Iterator[tuple[str, Value]]:
    yield "dct:identifier", Literal(source["identifier"])
    if source["url"]:
        yield "schema:url", _typed(source["url"], "anyURI")
    yield "inov:verification", resource("skema/verifikasi/" + source["verification"])
    if source["publisher"]:
        yield "dct:publisher", resource(source["publisher"])
        yield "inov:interestedParty", resource(source["interested_party"])
        yield "dct:language", NamedNode(_LANGUAGES[source["language"]])
        yield "inov:sha256", Literal(source["sha256"])
    if source["license"]:
        yield "dct:license", NamedNode(source["license"])


def _external_quads(corpus: Corpus, vocabulary: Vocabulary) -> Iterator[Quad]:
    links: dict[NamedNode, list[Link]] = defaultdict(list)
    for link in corpus.links:
        if link.external:
            links[link.subject].append(link)
    for name, claims in corpus.external.items():
        graph = NamedNode(iris.graph(name))
        yield from _source_quads(corpus.sources[name], graph)
        for claim in claims:
            yield from _claim_quads(claim, graph)
            yield Quad(claim.subject, claim.predicate, claim.value, graph)
        for group in by_property(claims):
            yield from _conflict_quads(group, vocabulary, graph)
        for node in _mentioned(claims, links, corpus.entities):
            yield from _entity_quads(corpus.entities[node], vocabulary, graph)
            for link in links[node]:
                yield Quad(link.subject, link.predicate, link.value, graph)


def _mentioned(
    claims: Iterable[Claim],
    links: Mapping[NamedNode, Sequence[Link]],
    entities: Mapping[NamedNode, Entity],
) -> Iterable[NamedNode]:
    """The external entities that the claims speak of, and those which their links lead to."""
    found: dict[NamedNode, None] = {}
    waiting: list[object] = [node for claim in claims for node in (claim.subject, claim.value)]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, NamedNode) or node in found:
            continue
        if node in entities and entities[node].external:
            found[node] = None
            waiting += [link.value for link in links.get(node, ())]
    return found


def _region_quads(corpus: Corpus) -> Iterator[Quad]:
    yield from _source_quads(corpus.sources[regions.SOURCE], regions.GRAPH)
    for row in corpus.regions:
        yield from regions.region_quads(row)
