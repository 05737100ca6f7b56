"""The service description (SPARQL 1.1 Service Description): what the endpoint is, for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from inovasi import iris
from inovasi.config import Config
from inovasi.query.formats import FORMATS, Format
from inovasi.query.functions import EXTENSION_FUNCTIONS
from inovasi.query.sizes import Sizes
from inovasi.query.writing import graph_bytes

_PREFIXES: Final = {
    "dct": iris.PREFIXES["dct"],
    "format": "http://www.w3.org/ns/formats/",
    "geof": "http://www.opengis.net/def/function/geosparql/",
    "rdf": iris.PREFIXES["rdf"],
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": iris.PREFIXES["xsd"],
}
# Names by the W3C list of file formats.
FORMAT_NAMES: Final = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "nquads": "N-Quads",
    "trig": "TriG",
    "rdfxml": "RDF_XML",
    "jsonld": "JSON-LD",
}
_SIMPLE: Final = ox.NamedNode("http://www.w3.org/ns/entailment/Simple")
_TITLES: Final = {
    "en": "SPARQL endpoint of the knowledge graph of local-government innovation in Indonesia",
    "id": "Titik akses SPARQL graf pengetahuan inovasi daerah di Indonesia",
}
_LANGUAGE: Final = {
    "en": "SPARQL 1.1 Query; of SPARQL 1.2 triple terms and the base direction of literals."
    " Reading only: no updates, and SERVICE is not followed.",
    "id": "SPARQL 1.1 Query; dari SPARQL 1.2 istilah tripel dan arah dasar literal."
    " Hanya membaca: tanpa pembaruan, dan SERVICE tidak diikuti.",
}
_LIMITS: Final = {
    "en": (
        ("max_query_bytes", "A query has at most {} bytes."),
        ("timeout", "It may take {} seconds."),
        ("max_rows", "An answer has at most {} rows or triples."),
        ("max_result_bytes", "An answer has at most {} bytes."),
    ),
    "id": (
        ("max_query_bytes", "Panjang kueri paling banyak {} bita."),
        ("timeout", "Waktunya paling lama {} detik."),
        ("max_rows", "Jawaban memuat paling banyak {} baris atau tripel."),
        ("max_result_bytes", "Besar jawaban paling banyak {} bita."),
    ),
}

Term = ox.NamedNode | ox.Literal


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(_PREFIXES["sd"] + name)


def _dct(name: str) -> ox.NamedNode:
    return ox.NamedNode(_PREFIXES["dct"] + name)


_TYPE: Final = ox.NamedNode(_PREFIXES["rdf"] + "type")
_TRIPLES: Final = ox.NamedNode(_PREFIXES["void"] + "triples")


def describe(endpoint: str, config: Config, sizes: Sizes, result: Format) -> bytes:
    """The description of the endpoint at this address, in a format for graphs."""
    description = _Description(endpoint, config, sizes)
    return graph_bytes(description.triples(), _PREFIXES, result.media_type)


@dataclass(frozen=True, slots=True)
class _Description:
    endpoint: str
    config: Config
    sizes: Sizes

    def triples(self) -> Iterator[ox.Triple]:
        service, dataset = self._node("service"), self._node("dataset")
        facts: list[tuple[ox.NamedNode, Term]] = [
            (_TYPE, _sd("Service")),
            (_sd("endpoint"), ox.NamedNode(self.endpoint)),
            (_sd("supportedLanguage"), _sd("SPARQL11Query")),
            (_sd("defaultEntailmentRegime"), _SIMPLE),
            (_sd("defaultDataset"), dataset),
            (_sd("availableGraphs"), dataset),
            *((_dct("title"), ox.Literal(text, language=code)) for code, text in _TITLES.items()),
            *((_dct("description"), text) for text in self._descriptions()),
            *((_sd("resultFormat"), _format(known)) for known in FORMATS),
            *((_sd("extensionFunction"), ox.NamedNode(iri)) for iri in EXTENSION_FUNCTIONS),
        ]
        for predicate, value in facts:
            yield ox.Triple(service, predicate, value)
        yield from self._dataset(dataset)

    def _descriptions(self) -> Iterator[ox.Literal]:
        for language, lines in _LIMITS.items():
            limits = ((text, getattr(self.config, field)) for field, text in lines)
            said = [text.format(_number(limit, language)) for text, limit in limits if limit]
            yield ox.Literal(" ".join([_LANGUAGE[language], *said]), language=language)

    def _dataset(self, dataset: ox.NamedNode) -> Iterator[ox.Triple]:
        default = self._node("default-graph")
        yield ox.Triple(dataset, _TYPE, _sd("Dataset"))
        yield ox.Triple(dataset, _sd("defaultGraph"), default)
        for number in range(len(self.sizes.named)):
            yield ox.Triple(dataset, _sd("namedGraph"), self._node(f"named-graph-{number + 1}"))
        yield from _graph(default, self.sizes.default)
        for number, (iri, size) in enumerate(self.sizes.named, 1):
            name, graph = self._node(f"named-graph-{number}"), self._node(f"graph-{number}")
            yield ox.Triple(name, _TYPE, _sd("NamedGraph"))
            yield ox.Triple(name, _sd("name"), ox.NamedNode(iri))
            yield ox.Triple(name, _sd("graph"), graph)
            yield from _graph(graph, size)

    def _node(self, name: str) -> ox.NamedNode:
        return ox.NamedNode(f"{self.endpoint}#{name}")


def _graph(graph: ox.NamedNode, size: int | None) -> Sequence[ox.Triple]:
    kind = ox.Triple(graph, _TYPE, _sd("Graph"))
    return (kind,) if size is None else (kind, ox.Triple(graph, _TRIPLES, ox.Literal(size)))


def _number(limit: float, language: str) -> str:
    text = f"{limit:,.10g}"
    return text if language == "en" else text.translate(str.maketrans(",.", ".,"))


def _format(known: Format) -> ox.NamedNode:
    return ox.NamedNode(_PREFIXES["format"] + FORMAT_NAMES[known.name])
