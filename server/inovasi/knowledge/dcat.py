"""The catalogue in DCAT-AP 3, page by page; every page is complete in itself.

Only the datasets themselves are typed dcat:Dataset: a harvester takes every node that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from inovasi import iris
from inovasi.knowledge import authorities, references
from inovasi.knowledge.authorities import Entry
from inovasi.knowledge.catalogue import Catalogue, Described, Distribution
from inovasi.knowledge.statements import Term, about, node, once, plain, texts, typed

SIZE: Final = 50
"""Datasets on a page."""
TITLE: Final = MappingProxyType(
    {"id": "Katalog data Inovasi", "en": "Catalogue of the Inovasi data"}
)
DESCRIPTION: Final = MappingProxyType(
    {
        "id": "Kumpulan data yang disediakan server ini beserta berkas unduhan, lisensi, cakupan"
        " dan titik akses SPARQL-nya.",
        "en": "The datasets that this server offers, with their files, licences and coverage, and"
        " its SPARQL endpoint.",
    }
)
_SERVICE_TITLE: Final = MappingProxyType({"id": "Titik akses SPARQL", "en": "SPARQL endpoint"})
_SERVICE_DESCRIPTION: Final = MappingProxyType(
    {
        "id": "Menjawab kueri SPARQL 1.1 atas semua kumpulan data dalam katalog ini.",
        "en": "Answers SPARQL 1.1 queries over all datasets of this catalogue.",
    }
)


@dataclass(frozen=True, slots=True)
class View:
    """Which page: the address without its query, the number from 1, and datasets on a page."""

    address: str
    number: int = 1
    size: int = SIZE

    def page(self, number: int) -> str:
        """The address of another page."""
        return f"{self.address}?page={number}"


def last_page(catalogue: Catalogue, size: int = SIZE) -> int:
    """How many pages there are, at least one."""
    return max(1, -(-len(catalogue.datasets) // size))


def describe(catalogue: Catalogue, view: View) -> list[ox.Triple]:
    """The statements of a page, those about one thing together."""
    return once(_Page(catalogue, view, shown(catalogue, view)).statements())


def shown(catalogue: Catalogue, view: View) -> tuple[Described, ...]:
    """The datasets of a page."""
    start = (view.number - 1) * view.size
    return catalogue.datasets[start : start + view.size]


def service(catalogue: Catalogue) -> str:
    """The IRI of the SPARQL endpoint, the same as in its service description."""
    return f"{catalogue.endpoint}#service"


@dataclass(frozen=True, slots=True)
class _Page:
    catalogue: Catalogue
    view: View
    shown: tuple[Described, ...]

    def statements(self) -> Iterator[ox.Triple]:
        yield from self._catalogue()
        yield from self._view()
        for described in self.shown:
            yield from self._dataset(described)
            for distribution in described.distributions:
                yield from self._distribution(described, distribution)
        yield from self._service()
        yield from references.references(self.catalogue, self.shown)

    def _catalogue(self) -> list[ox.Triple]:
        catalogue = self.catalogue
        main = catalogue.datasets[0].dataset
        return about(
            catalogue.iri,
            "dcat:Catalog hydra:Collection",
            ("dct:title", texts(TITLE)),
            ("dct:description", texts(DESCRIPTION)),
            ("dct:publisher", [references.publisher(catalogue)]),
            ("dct:language", _nodes(authorities.LANGUAGES.values())),
            *self._dates(),
            ("dct:license", [node(main.licence.iri)] if main.licence else []),
            ("dct:spatial", _nodes(main.places)),
            ("dcat:themeTaxonomy", [node(authorities.THEME_SCHEME)] if main.themes else []),
            ("foaf:homepage", [node(f"{catalogue.root}/")]),
            ("dcat:dataset", [node(each.dataset.iri) for each in self.shown]),
            ("dcat:service", [node(service(catalogue))]),
            ("hydra:totalItems", [typed(len(catalogue.datasets), "xsd:integer")]),
            ("hydra:view", [node(self.view.page(self.view.number))]),
        )

    def _view(self) -> list[ox.Triple]:
        number, last = self.view.number, last_page(self.catalogue, self.view.size)
        return about(
            self.view.page(number),
            "hydra:PartialCollectionView",
            ("hydra:first", [node(self.view.page(1))]),
            ("hydra:previous", [node(self.view.page(number - 1))] if number > 1 else []),
            ("hydra:next", [node(self.view.page(number + 1))] if number < last else []),
            ("hydra:last", [node(self.view.page(last))]),
        )

    def _dataset(self, described: Described) -> Iterator[ox.Triple]:
        dataset, statistics = described.dataset, described.statistics
        catalogue, period = self.catalogue, f"{dataset.iri}/masa"
        # Of data that are not ours that is the dataset itself, which is no page.
        page = f"{catalogue.address}#{dataset.name}" if dataset.ours else catalogue.address
        version, before = catalogue.release.version, catalogue.release.previous
        standards = [node(iris.TERM)] if dataset.licence else []
        indicators = (statistics and statistics.indicators) or ()
        yield from about(
            dataset.iri,
            "dcat:Dataset",
            ("dct:identifier", [plain(dataset.iri)]),
            ("dct:title", texts(dataset.title)),
            ("dct:description", texts(dataset.description)),
            ("dcat:keyword", _words(dataset.keywords)),
            ("dct:publisher", [references.publisher(catalogue)]),
            ("dcat:contactPoint", references.contact(catalogue)),
            *self._dates(),
            ("dcat:version", [plain(version)] if version else []),
            ("dcat:previousVersion", [node(iris.release(before))] if before else []),
            ("dct:license", [node(dataset.licence.iri)] if dataset.licence else []),
            ("dct:accessRights", [node(references.PUBLIC)] if dataset.ours else []),
            ("dcat:theme", _nodes(dataset.themes)),
            ("dct:spatial", _nodes(dataset.places)),
            ("dct:temporal", [node(period)] if dataset.years else []),
            ("dct:accrualPeriodicity", _nodes([dataset.frequency])),
            ("dct:language", _nodes(authorities.LANGUAGES[code] for code in dataset.languages)),
            ("dct:conformsTo", standards),
            ("dcat:landingPage", [node(page)]),
            ("rdfs:seeAlso", [node(f"{catalogue.root}/.well-known/void")]),
            ("void:triples", [typed(statistics.triples, "xsd:integer")] if statistics else []),
            ("schema:variableMeasured", [node(each.iri) for each in indicators]),
            ("dcat:distribution", [node(each.iri) for each in described.distributions]),
        )
        yield from about(page, "foaf:Document")
        if dataset.years:
            first, last = (typed(year, "xsd:gYear") for year in dataset.years)
            span = ("dcat:startDate", [first]), ("dcat:endDate", [last])
            yield from about(period, "dct:PeriodOfTime", *span)

    def _distribution(self, described: Described, each: Distribution) -> list[ox.Triple]:
        dataset = described.dataset
        address = node(self.catalogue.root + each.path)
        said = {
            code: f"{dataset.title[code]}. {each.title[code]}. {each.description[code]}"
            for code in each.title
        }
        packed = [node(references.MEDIA_TYPES + each.package)] if each.package else []
        return about(
            each.iri,
            "dcat:Distribution",
            ("dct:title", texts(each.title)),
            ("dct:description", texts(said)),
            ("dcat:accessURL", [address]),
            ("dcat:downloadURL", [address]),
            ("dct:format", [node(each.file_type)]),
            ("dcat:mediaType", [node(references.MEDIA_TYPES + each.media_type)]),
            ("dcat:packageFormat", packed),
            ("dcat:byteSize", [typed(each.byte_size, "xsd:nonNegativeInteger")]),
            ("spdx:checksum", [node(f"{each.iri}/sha256")]),
            ("dct:license", [node(dataset.licence.iri)] if dataset.licence else []),
            ("dct:language", _nodes(authorities.LANGUAGES[code] for code in dataset.languages)),
            ("dcatap:availability", [node(authorities.STABLE.iri)]),
            *self._dates(),
        )

    def _service(self) -> list[ox.Triple]:
        catalogue = self.catalogue
        main = catalogue.datasets[0].dataset
        endpoint = [node(catalogue.endpoint)]
        return about(
            service(catalogue),
            "dcat:DataService",
            ("dct:title", texts(_SERVICE_TITLE)),
            ("dct:description", texts(_SERVICE_DESCRIPTION)),
            ("dcat:keyword", [plain("SPARQL"), *_words(main.keywords)]),
            ("dct:publisher", [references.publisher(catalogue)]),
            ("dcat:contactPoint", references.contact(catalogue)),
            ("dct:accessRights", [node(references.PUBLIC)] if main.ours else []),
            ("dcat:theme", _nodes(main.themes)),
            ("dct:conformsTo", [node(references.PROTOCOL)]),
            ("dcat:endpointURL", endpoint),
            # Without a query the endpoint describes itself.
            ("dcat:endpointDescription", endpoint),
            ("dcat:servesDataset", [node(each.dataset.iri) for each in self.shown]),
        )

    def _dates(self) -> Iterator[tuple[str, list[Term]]]:
        release = self.catalogue.release
        for name, day in (("dct:issued", release.first), ("dct:modified", release.issued)):
            yield name, [typed(day, "xsd:date")] if day else []


def _nodes(entries: Iterable[Entry | None]) -> list[Term]:
    return [node(entry.iri) for entry in entries if entry]


def _words(by_language: Mapping[str, tuple[str, ...]]) -> list[Term]:
    """Each word once, in the first language that has it: CKAN knows tags, and no languages."""
    first: dict[str, ox.Literal] = {}
    for code, words in by_language.items():
        for word in words:
            first.setdefault(word.lower(), ox.Literal(word, language=code))
    return list(first.values())
