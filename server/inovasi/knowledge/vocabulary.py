"""The ontology as plain values: which terms there are, what they require, what they are called.

Read once from its folder; nothing is inferred beyond the closure of superclasses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from inovasi import iris
from inovasi.errors import DataError

_CLASS_TYPES: Final = frozenset(map(iris.expand, ("owl:Class", "rdfs:Class")))
_PROPERTY_TYPES: Final = frozenset(
    map(
        iris.expand,
        ("rdf:Property", "owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty"),
    )
)
_TAKES_LITERAL: Final = MappingProxyType(
    {iris.expand("owl:DatatypeProperty"): True, iris.expand("owl:ObjectProperty"): False}
)
_CONCEPT_TYPES: Final = frozenset({iris.expand("skos:Concept")})
_LABEL_KINDS: Final = (
    "rdfs:label",
    "skos:prefLabel",
    "skos:altLabel",
    "skos:hiddenLabel",
    "skos:notation",
)


@dataclass(frozen=True, slots=True)
class Label:
    """One name of a term or concept; a notation has the language ``""``."""

    text: str
    language: str
    kind: str


@dataclass(frozen=True, slots=True)
class Class:
    """A class of ours, or one of another vocabulary that the data uses."""

    iri: str
    superclasses: frozenset[str]


@dataclass(frozen=True, slots=True)
class Property:
    """A property of ours, or one of another vocabulary that claims may use.

    ``domains`` and ``ranges`` are empty where the ontology states none, as for every property of
    another vocabulary; ``literal`` is None where the value may be a literal or an IRI; ``curated``
    says that a link may state a value with no claim behind it.
    """

    iri: str
    domains: tuple[str, ...]
    ranges: tuple[str, ...]
    literal: bool | None
    single_valued: bool
    claim_only: bool
    curated: bool


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of one of our schemes; ``types`` holds its classes besides skos:Concept too."""

    iri: str
    scheme: str
    types: frozenset[str]
    labels: tuple[Label, ...]


class Statements:
    """The quads by subject and predicate, both without their brackets."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._objects: defaultdict[tuple[str, str], list[NamedNode | Literal]] = defaultdict(list)
        self._pointing: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        self.subjects: dict[str, None] = {}
        for quad in quads:
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                subject, predicate = quad.subject.value, quad.predicate.value
                self._objects[subject, predicate].append(quad.object)
                self.subjects[subject] = None
                if isinstance(quad.object, NamedNode):
                    self._pointing[predicate, quad.object.value][subject] = None

    def literals(self, subject: str, predicate: str) -> Iterator[Literal]:
        found = self._objects.get((subject, iris.expand(predicate)), ())
        return (term for term in found if isinstance(term, Literal))

    def nodes(self, subject: str, predicate: str) -> tuple[str, ...]:
        found = self._objects.get((subject, iris.expand(predicate)), ())
        return tuple(term.value for term in found if isinstance(term, NamedNode))

    def pointing(self, predicate: str, node: str) -> tuple[str, ...]:
        """The subjects of which the predicate says this node."""
        return tuple(self._pointing.get((iris.expand(predicate), node), ()))

    def texts(self, subject: str, predicate: str) -> dict[str, str]:
        """The literals by language; the first in each counts."""
        found: dict[str, str] = {}
        for literal in self.literals(subject, predicate):
            found.setdefault(literal.language or "", literal.value)
        return found

    def of_type(self, types: frozenset[str]) -> Iterator[str]:
        return (s for s in self.subjects if types.intersection(self.nodes(s, "rdf:type")))

    def is_true(self, subject: str, predicate: str) -> bool:
        return any(literal.value in {"true", "1"} for literal in self.literals(subject, predicate))

    def labels(self, subject: str) -> tuple[Label, ...]:
        return tuple(
            Label(literal.value, literal.language or "", kind)
            for kind in _LABEL_KINDS
            for literal in self.literals(subject, kind)
        )

    def above(self, iri: str) -> frozenset[str]:
        """Every superclass, direct or not; a cycle ends where it began."""
        found: set[str] = set()
        waiting = [iri]
        while waiting:
            fresh = set(self.nodes(waiting.pop(), "rdfs:subClassOf")) - found
            found |= fresh
            waiting.extend(fresh)
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All terms and concepts by IRI; the lookups take an IRI or a prefixed name."""

    properties: Mapping[str, Property]
    classes: Mapping[str, Class]
    concepts: Mapping[str, Concept]
    prefixes: Mapping[str, str]
    _labels: Mapping[str, tuple[Label, ...]]
    _quads: tuple[Quad, ...]

    def property(self, name: str) -> Property:
        """The property; KeyError when the ontology neither defines nor lists it."""
        return self.properties[_iri(name)]

    def has(self, name: str) -> bool:
        """Whether the ontology has the class, property or concept."""
        iri = _iri(name)
        return iri in self.properties or iri in self.classes or iri in self.concepts

    def labels(self, name: str) -> tuple[str, ...]:
        """The texts of all labels and notations, preferred ones first, without repetition."""
        return tuple(dict.fromkeys(label.text for label in self._labels.get(_iri(name), ())))

    def quads(self) -> tuple[Quad, ...]:
        """Terms, schemes and alignments in the default graph, each once, in file order."""
        return self._quads


def load(folder: Path) -> Vocabulary:
    """The ontology in a folder; DataError names a file that is missing or cannot be read."""
    files = [folder / "inovasi.ttl", folder / "alignments.ttl"]
    files += sorted((folder / "schemes").glob("*.ttl"))
    prefixes: dict[str, str] = {}
    quads = tuple(dict.fromkeys(quad for file in files for quad in _read(file, prefixes)))
    stated = Statements(quads)
    return Vocabulary(
        properties={iri: _property(stated, iri) for iri in stated.of_type(_PROPERTY_TYPES)},
        classes={iri: Class(iri, stated.above(iri)) for iri in stated.of_type(_CLASS_TYPES)},
        concepts={iri: _concept(stated, iri) for iri in stated.of_type(_CONCEPT_TYPES)},
        prefixes=prefixes,
        _labels={iri: stated.labels(iri) for iri in stated.subjects},
        _quads=quads,
    )


def _iri(name: str) -> str:
    """The IRI of a prefixed name; anything else comes back as it is, and may name nothing."""
    try:
        return iris.expand(name)
    except ValueError:
        return name


def _read(file: Path, prefixes: dict[str, str]) -> list[Quad]:
    """The statements of a file; a prefix that two files know keeps its first meaning."""
    try:
        parser = parse(path=file, format=RdfFormat.TURTLE)
        found = list(parser)
    except OSError as error:
        raise DataError(file, error.strerror or "cannot be read", "restore the file") from error
    except SyntaxError as error:
        remedy = "mend the Turtle at that line"
        raise DataError(file, error.msg, remedy, row=error.lineno or 0) from error
    prefixes |= {**parser.prefixes, **prefixes}
    return found


def _property(stated: Statements, iri: str) -> Property:
    kinds = [
        _TAKES_LITERAL[kind] for kind in stated.nodes(iri, "rdf:type") if kind in _TAKES_LITERAL
    ]
    return Property(
        iri=iri,
        domains=stated.nodes(iri, "rdfs:domain"),
        ranges=stated.nodes(iri, "rdfs:range"),
        literal=kinds[0] if kinds else None,
        single_valued=stated.is_true(iri, "inov:singleValued"),
        claim_only=stated.is_true(iri, "inov:claimOnly"),
        curated=stated.is_true(iri, "inov:curated"),
    )


def _concept(stated: Statements, iri: str) -> Concept:
    return Concept(
        iri=iri,
        scheme=next(iter(stated.nodes(iri, "skos:inScheme")), ""),
        types=frozenset(stated.nodes(iri, "rdf:type")),
        labels=stated.labels(iri),
    )
