"""The numbers of a dataset, counted in one pass over its sorted file.

What is counted once for each subject needs the statements of a subject to stand together, as they
do in sorted N-Quads. Memory stays flat: what has too many different values is not listed at all,
because a list that is cut would say that there is nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from hashlib import blake2b
from itertools import groupby
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

import pyoxigraph as ox

from inovasi import iris
from inovasi.errors import DataError

FILE: Final = "statistics.json"
"""Where the statistics of the published datasets lie, beside them."""
DEFAULT: Final = ""
"""The name of the default graph among the graphs."""
_NAMELESS: Final = "_:"
MOST_LISTED: Final = 20_000
MOST_OBJECTS: Final = 200_000
MOST_INDICATORS: Final = 1_000
_TYPE: Final = iris.expand("rdf:type")
_MEASURE: Final = iris.expand("inov:Measure")
_IN_SCHEME: Final = iris.expand("skos:inScheme")
_UNIT: Final = iris.expand("inov:measureUnit")
_UNITS: Final = iris.CONCEPT + "satuan"
_NAME: Final = iris.expand("skos:prefLabel")
_TEXTS: Final = {
    _NAME: "name",
    iris.expand("inov:concept"): "concept",
    iris.expand("skos:definition"): "definition",
    iris.expand("inov:classification"): "classification",
    iris.expand("inov:interpretation"): "interpretation",
}
_LOOKED_AT: Final = frozenset({*_TEXTS, _IN_SCHEME, _UNIT, _TYPE})

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Link:
    """How many statements with one property lead from the dataset into another namespace."""

    predicate: str
    namespace: str
    triples: int


@dataclass(frozen=True, slots=True)
class Indicator:
    """A measure, with the fields of the national statistical metadata; texts by language.

    ``unit`` is the IRI of a concept, empty where the measure has none.
    """

    iri: str
    name: Texts
    concept: Texts
    definition: Texts
    classification: Texts
    interpretation: Texts
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Statistics:
    """The numbers of one dataset; None stands for what has too many values to be listed.

    ``graphs`` are statements by the IRI of the graph; ``classes`` and ``entities`` count subjects,
    ``properties`` and ``datatypes`` statements.
    """

    graphs: Mapping[str, int] | None
    triples: int
    subjects: int
    objects: int | None
    entities: int
    classes: Mapping[str, int] | None
    properties: Mapping[str, int] | None
    datatypes: Mapping[str, int] | None
    links: tuple[Link, ...] | None
    indicators: tuple[Indicator, ...] | None = ()
    units: Mapping[str, Texts] = field(default_factory=dict)

    @property
    def vocabularies(self) -> tuple[str, ...]:
        """The namespaces of the classes and properties in use."""
        used = (*(self.classes or ()), *(self.properties or ()))
        return tuple(sorted({namespace(iri) for iri in used}))


def is_named(graph: str) -> bool:
    """Whether the graph has a name that others can use: neither the default nor a blank node."""
    return graph != DEFAULT and not graph.startswith(_NAMELESS)


def graph_sizes(statistics: Iterable[Statistics]) -> dict[str, int] | None:
    """The statements of each graph over several datasets; None where one has too many graphs."""
    sizes: dict[str, int] = {}
    for each in statistics:
        if each.graphs is None:
            return None
        for iri, count in each.graphs.items():
            sizes[iri] = sizes.get(iri, 0) + count
    return dict(sorted(sizes.items()))


def namespace(iri: str) -> str:
    """An IRI without the name at its end: ``http://www.wikidata.org/entity/`` of an entity."""
    bare = iri.rstrip("/#")
    space = bare[: max(bare.rfind("/"), bare.rfind("#")) + 1]
    return iri if not space or space.endswith("//") else space


def read_statistics(quads: Iterable[ox.Quad]) -> Statistics:
    """The statistics of quads in the order of a sorted file; DataError for any other order."""
    counting = _Counting()
    last = ""
    for subject, group in groupby(quads, key=lambda quad: quad.subject):
        place = f"{subject} "
        if place <= last:
            raise DataError(str(subject), "stands apart from its statements", "sort the file")
        last = place
        counting.add(subject, group)
    return counting.result()


Key = TypeVar("Key", bound=str | tuple[str, str])


class _Tally(Generic[Key]):
    """Counts by key, up to a number of different keys."""

    def __init__(self) -> None:
        self._counts: dict[Key, int] | None = {}

    def add(self, key: Key) -> None:
        counts = self._counts
        if counts is None:
            return
        counts[key] = counts.get(key, 0) + 1
        if len(counts) > MOST_LISTED:
            self._counts = None

    def result(self) -> dict[Key, int] | None:
        return None if self._counts is None else dict(sorted(self._counts.items()))


class _Counting:
    """What was counted so far."""

    def __init__(self) -> None:
        self.triples = self.subjects = self.entities = 0
        self.graphs, self.classes = _Tally[str](), _Tally[str]()
        self.properties, self.datatypes = _Tally[str](), _Tally[str]()
        self.links = _Tally[tuple[str, str]]()
        self.objects: set[bytes] | None = set()
        self.indicators: list[Indicator] | None = []
        self.units: dict[str, Texts] = {}

    def add(self, subject: Any, group: Iterable[ox.Quad]) -> None:
        """The statements of one subject."""
        seen: set[tuple[str, Any]] = set()
        own = _own(subject.value) if isinstance(subject, ox.NamedNode) else None
        for quad in group:
            predicate, value = quad.predicate.value, quad.object
            self._count(quad, predicate, value)
            if predicate in _LOOKED_AT:
                seen.add((predicate, value))
            elif own and isinstance(value, ox.NamedNode) and not value.value.startswith(own):
                self.links.add((predicate, namespace(value.value)))
        self.subjects += 1
        kinds = [node for name, node in seen if name == _TYPE]
        classes = {node.value for node in kinds if isinstance(node, ox.NamedNode)}
        self.entities += bool(kinds)
        for iri in classes:
            self.classes.add(iri)
        self._note(subject.value, classes, seen)

    def _count(self, quad: ox.Quad, predicate: str, value: Any) -> None:
        self.triples += 1
        graph = quad.graph_name
        self.graphs.add(DEFAULT if isinstance(graph, ox.DefaultGraph) else _graph_name(graph))
        self.properties.add(predicate)
        if isinstance(value, ox.Literal):
            self.datatypes.add(value.datatype.value)
        if self.objects is not None:
            self.objects.add(blake2b(str(value).encode(), digest_size=8).digest())
            if len(self.objects) > MOST_OBJECTS:
                self.objects = None

    def _note(self, iri: str, classes: set[str], seen: set[tuple[str, Any]]) -> None:
        """Keeps a measure or a unit, of which there are few."""
        if _MEASURE in classes and self.indicators is not None:
            texts = {name: _texts(seen, predicate) for predicate, name in _TEXTS.items()}
            units = sorted(node.value for name, node in seen if name == _UNIT)
            self.indicators.append(Indicator(iri, **texts, unit=next(iter(units), "")))
            if len(self.indicators) > MOST_INDICATORS:
                self.indicators = None
        if (_IN_SCHEME, ox.NamedNode(_UNITS)) in seen and len(self.units) < MOST_INDICATORS:
            self.units[iri] = _texts(seen, _NAME)

    def result(self) -> Statistics:
        counts = self.links.result()
        links = None if counts is None else tuple(Link(*key, n) for key, n in counts.items())
        indicators = None if self.indicators is None else tuple(self.indicators)
        return Statistics(
            graphs=self.graphs.result(),
            triples=self.triples,
            subjects=self.subjects,
            objects=None if self.objects is None else len(self.objects),
            entities=self.entities,
            classes=self.classes.result(),
            properties=self.properties.result(),
            datatypes=self.datatypes.result(),
            links=links,
            indicators=indicators,
            units=self.units,
        )


def _graph_name(graph: ox.NamedNode | ox.BlankNode) -> str:
    return graph.value if isinstance(graph, ox.NamedNode) else f"{_NAMELESS}{graph.value}"


@lru_cache(maxsize=1024)
def _own(iri: str) -> str:
    """The beginning of what is not elsewhere: the project's base, or the host of the subject."""
    if iri.startswith(iris.BASE):
        return iris.BASE
    scheme, _, rest = iri.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}/" if rest else f"{scheme.partition(':')[0]}:"


def _texts(seen: set[tuple[str, Any]], predicate: str) -> dict[str, str]:
    found = sorted(
        (node.language or "", node.value)
        for name, node in seen
        if name == predicate and isinstance(node, ox.Literal)
    )
    return dict(found)


def to_json(statistics: Mapping[str, Statistics]) -> bytes:
    """The statistics of datasets by name, the same bytes every time."""
    plain = {name: asdict(each) for name, each in statistics.items()}
    return (json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def from_json(text: bytes) -> dict[str, Statistics]:
    """What was written by ``to_json``; ValueError, KeyError or TypeError for anything else."""
    return {name: _statistics(**plain) for name, plain in json.loads(text).items()}


def _statistics(**plain: Any) -> Statistics:
    links, indicators = plain.pop("links"), plain.pop("indicators")
    return Statistics(
        **plain,
        links=None if links is None else tuple(Link(**link) for link in links),
        indicators=None if indicators is None else tuple(Indicator(**each) for each in indicators),
    )


def load(file: Path) -> dict[str, Statistics]:
    """The statistics in a file; DataError where it is missing or has another form."""
    try:
        return from_json(file.read_bytes())
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        problem = f"cannot be read ({' '.join(str(error).split())})"
        raise DataError(file, problem, "run inovasi publish") from error
