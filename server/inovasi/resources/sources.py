"""The sources: what each is, on which terms it is used, and how much is taken from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from inovasi import iris
from inovasi.resources.asking import Asker
from inovasi.resources.asking import values as iri_values
from inovasi.resources.terms import Term

_MOST: Final = 500
_SOURCES: Final = f"""SELECT DISTINCT ?source ?property ?value WHERE {{
  {{ SELECT DISTINCT ?source ?graph WHERE {{
    VALUES ?class {{ inov:Document inov:ReferenceList inov:ExternalPage }}
    {{ ?source a ?class }} UNION {{ GRAPH ?graph {{ ?source a ?class }} }}
  }} ORDER BY ?source LIMIT {_MOST} }}
  {{ ?source ?property ?value FILTER(!BOUND(?graph)) }}
  UNION {{ GRAPH ?graph {{ ?source ?property ?value }} }}
}}"""
_QUOTATIONS: Final = """SELECT ?source (COUNT(DISTINCT ?quotation) AS ?count) WHERE {
  ?quotation prov:wasQuotedFrom ?source
} GROUP BY ?source"""
_CLAIMS: Final = """SELECT ?source (COUNT(DISTINCT ?claim) AS ?count) (MAX(?day) AS ?last) WHERE {
  { ?claim prov:wasDerivedFrom ?quotation . ?quotation prov:wasQuotedFrom ?source }
  UNION { ?claim inov:externalPage ?source OPTIONAL { ?claim inov:recorded ?day } }
  UNION { GRAPH ?graph { ?claim inov:externalPage ?source OPTIONAL { ?claim inov:recorded ?day } } }
} GROUP BY ?source"""


_WORLDS: Final = """SELECT ?graph WHERE {
  VALUES ?graph { $graphs } FILTER EXISTS { GRAPH ?graph { ?thing ?property ?value } }
}"""


class Sort(StrEnum):
    """What a source is; the order is that of a page."""

    DOCUMENT = "document"
    LIST = "list"
    PAGE = "page"


_SORTS: Final = {
    iris.expand("inov:Document"): Sort.DOCUMENT,
    iris.expand("inov:ReferenceList"): Sort.LIST,
    iris.expand("inov:ExternalPage"): Sort.PAGE,
}


@dataclass(frozen=True, slots=True)
class Source:
    """One source; texts by language, IRIs of what it points to, empty where nothing is stated.

    ``date`` is that of the source itself, ``recorded`` the last day on which a value was taken over
    from it; ``graph`` is the world as it tells it, where there is such a graph.
    """

    iri: str
    sort: Sort
    labels: Mapping[str, str]
    description: Mapping[str, str]
    terms: Mapping[str, str]
    publishers: tuple[str, ...] = ()
    interested: tuple[str, ...] = ()
    verification: str = ""
    licence: str = ""
    address: str = ""
    sha256: str = ""
    date: str = ""
    recorded: str = ""
    graph: str = ""
    quotations: int = 0
    claims: int = 0

    @property
    def iris(self) -> tuple[str, ...]:
        """All that a page may want to name."""
        others = (self.verification, self.licence, self.graph)
        return (*self.publishers, *self.interested, *(iri for iri in others if iri))


def read_sources(asker: Asker) -> tuple[Source, ...]:
    """All the sources, documents first; those that nothing but a count tells of are left out."""
    stated: dict[str, list[tuple[str, Term]]] = defaultdict(list)
    for source, name, value in asker.rows(_SOURCES):
        stated[source.iri].append((name.iri, value))
    quotations = {row[0].iri: int(row[1].text) for row in asker.rows(_QUOTATIONS)}
    claims = {row[0].iri: (int(row[1].text), row[2].text) for row in asker.rows(_CLAIMS)}
    worlds = _worlds(asker, stated)
    found = [
        replace(
            _source(iri, facts),
            quotations=quotations.get(iri, 0),
            claims=claims.get(iri, (0, ""))[0],
            recorded=claims.get(iri, (0, ""))[1],
            graph=worlds.get(iri, ""),
        )
        for iri, facts in stated.items()
        if iri
    ]
    return tuple(sorted(found, key=lambda source: (list(Sort).index(source.sort), source.iri)))


def _worlds(asker: Asker, sources: Iterable[str]) -> dict[str, str]:
    """The graph of each source that has one, which bears the name of the source."""
    spaces = iris.source(""), iris.graph("")
    graphs = {spaces[1] + iri.removeprefix(spaces[0]): iri for iri in sources if iri}
    rows = asker.rows(_WORLDS, graphs=iri_values(graphs))
    return {graphs[row[0].iri]: row[0].iri for row in rows}


def _source(iri: str, facts: Sequence[tuple[str, Term]]) -> Source:
    values: dict[str, list[Term]] = defaultdict(list)
    for name, term in sorted(facts):
        values[name].append(term)

    def terms(*names: str) -> list[Term]:
        return [term for name in names for term in values.get(iris.expand(name), ())]

    def texts(*names: str) -> dict[str, str]:
        return {term.language: term.text for term in reversed(terms(*names))}

    def resources(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(term.iri for term in terms(name) if term.iri))

    def first(*names: str) -> str:
        return next((term.text for term in terms(*names)), "")

    return Source(
        iri,
        next(_SORTS[term.iri] for term in terms("rdf:type") if term.iri in _SORTS),
        texts("dct:title", "skos:prefLabel"),
        texts("dct:description"),
        texts("inov:termsOfUse"),
        resources("dct:publisher"),
        resources("inov:interestedParty"),
        first("inov:verification"),
        first("dct:license"),
        first("schema:url"),
        first("inov:sha256"),
        first("dct:issued", "dct:date", "schema:datePublished"),
    )
