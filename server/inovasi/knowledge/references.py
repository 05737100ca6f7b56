"""What a catalogue's statements lead to, each with the class and name that DCAT-AP wants of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from inovasi import iris
from inovasi.knowledge import authorities
from inovasi.knowledge.authorities import Place
from inovasi.knowledge.catalogue import Catalogue, Described, Distribution
from inovasi.knowledge.datasets import Dataset, Licence
from inovasi.knowledge.statements import Term, about, node, plain, texts, typed
from inovasi.knowledge.statistics import Indicator

MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"
PUBLIC: Final = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
PROTOCOL: Final = "https://www.w3.org/TR/sparql11-protocol/"
_LICENCE_KINDS: Final = "http://purl.org/adms/licencetype/"
_LICENCE_KIND_NAMES: Final = MappingProxyType(
    {
        "Attribution": {"id": "Sebut sumber", "en": "Attribution"},
        "ViralEffect-ShareAlike": {"id": "Bagi serupa", "en": "Viral effect (share alike)"},
    }
)
_ONTOLOGY_NAME: Final = MappingProxyType({"id": "Ontologi Inovasi", "en": "The Inovasi ontology"})

Statements = Iterator[ox.Triple]


def references(catalogue: Catalogue, shown: Iterable[Described]) -> Statements:
    """Everything that the catalogue and these datasets refer to."""
    shown = tuple(shown)
    yield from _agents(catalogue)
    yield from about(f"{catalogue.root}/", "foaf:Document")
    if catalogue.datasets[0].dataset.ours:
        yield from about(PUBLIC, "dct:RightsStatement")
    yield from about(PROTOCOL, "dct:Standard", ("dct:title", [plain("SPARQL 1.1 Protocol")]))
    yield from about(iris.TERM, "dct:Standard", ("dct:title", texts(_ONTOLOGY_NAME)))
    for language in authorities.LANGUAGES.values():
        yield from about(language.iri, "dct:LinguisticSystem", _name(language.label))
    # The catalogue speaks for its first dataset, whichever page this is.
    for dataset in (catalogue.datasets[0].dataset, *(each.dataset for each in shown)):
        yield from _coverage(dataset)
    for each in shown:
        for distribution in each.distributions:
            yield from _file(distribution)
        for indicator in (each.statistics and each.statistics.indicators) or ():
            yield from _indicator(indicator, catalogue.units)


def _coverage(dataset: Dataset) -> Statements:
    for theme in dataset.themes:
        yield from _theme(theme.iri, theme.label)
    for place in dataset.places:
        yield from _place(place)
    if dataset.frequency:
        yield from about(dataset.frequency.iri, "dct:Frequency", _name(dataset.frequency.label))
    if dataset.licence:
        yield from _licence(dataset.licence)


def publisher(catalogue: Catalogue) -> ox.NamedNode:
    """The node of who publishes: another server may be run by others, so it is not permanent."""
    return node(f"{catalogue.address}#penerbit")


def contact(catalogue: Catalogue) -> list[Term]:
    """The node of whom to ask, if there is anyone."""
    return [node(f"{catalogue.address}#kontak")] if catalogue.contact else []


def _agents(catalogue: Catalogue) -> Statements:
    agent, asked = catalogue.publisher, catalogue.contact
    home = [node(agent.homepage)] if agent.homepage else []
    yield from about(
        publisher(catalogue).value,
        "foaf:Agent",
        ("foaf:name", [plain(agent.name)]),
        ("foaf:homepage", home),
    )
    if asked is not None:
        yield from about(
            f"{catalogue.address}#kontak",
            "vcard:Kind vcard:Organization",
            ("vcard:fn", [plain(agent.name)]),
            ("vcard:hasEmail", [node(f"mailto:{asked.mail}")] if asked.mail else []),
            ("vcard:hasURL", [node(asked.page)] if asked.page else []),
        )


def _name(label: Mapping[str, str]) -> tuple[str, Iterable[Term]]:
    return "skos:prefLabel", texts(label)


def _theme(iri: str, label: Mapping[str, str]) -> Statements:
    scheme = authorities.THEME_SCHEME
    yield from about(iri, "skos:Concept", _name(label), ("skos:inScheme", [node(scheme)]))
    titles = texts(authorities.THEME_SCHEME_TITLE)
    yield from about(scheme, "skos:ConceptScheme", ("dct:title", titles))


def _place(place: Place) -> Statements:
    yield from about(
        place.iri,
        "dct:Location",
        _name(place.label),
        ("dcat:bbox", [typed(place.box_wkt, "geo:wktLiteral")]),
        ("dcat:centroid", [typed(place.centre_wkt, "geo:wktLiteral")]),
    )


def _licence(licence: Licence) -> Statements:
    kind = _LICENCE_KINDS + licence.kind
    yield from about(
        licence.iri,
        "dct:LicenseDocument",
        # Without a language: CKAN compares it with the titles of its register.
        ("dct:title", [plain(licence.title)]),
        ("rdfs:label", [plain(licence.name)]),
        ("dct:type", [node(kind)]),
    )
    yield from about(kind, "skos:Concept", _name(_LICENCE_KIND_NAMES[licence.kind]))


def _file(distribution: Distribution) -> Statements:
    label = plain(distribution.label)
    # As an IMT first: only then does CKAN's reader show the label and not the IRI to its visitors.
    kinds = "dct:IMT dct:MediaTypeOrExtent"
    yield from about(distribution.file_type, kinds, ("rdfs:label", [label]))
    for media_type in filter(None, (distribution.media_type, distribution.package)):
        yield from about(MEDIA_TYPES + media_type, "dct:MediaType")
    stable = authorities.STABLE
    yield from about(stable.iri, "skos:Concept", _name(stable.label))
    yield from about(
        f"{distribution.iri}/sha256",
        "spdx:Checksum",
        ("spdx:algorithm", [node("http://spdx.org/rdf/terms#checksumAlgorithm_sha256")]),
        ("spdx:checksumValue", [typed(distribution.sha256, "xsd:hexBinary")]),
    )


def _indicator(indicator: Indicator, units: Mapping[str, Mapping[str, str]]) -> Statements:
    yield from about(
        indicator.iri,
        "inov:Measure",
        _name(indicator.name),
        ("inov:concept", texts(indicator.concept)),
        ("skos:definition", texts(indicator.definition)),
        ("inov:classification", texts(indicator.classification)),
        ("inov:measureUnit", [node(indicator.unit)] if indicator.unit else []),
        ("inov:interpretation", texts(indicator.interpretation)),
    )
    if indicator.unit in units:
        yield from about(indicator.unit, "skos:Concept", _name(units[indicator.unit]))
