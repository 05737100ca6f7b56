"""The ontology as its documentation tells it: every term with its texts, by theme.

It is read from the files that the package carries and not from the graph that is served: shapes and
themes stand in no graph, and over other data the ontology of the project is documented as well.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from inovasi import iris, paths
from inovasi.errors import DataError
from inovasi.knowledge.conditions import Shape, read_conditions
from inovasi.knowledge.vocabulary import Property, Statements, Vocabulary, load
from inovasi.knowledge.wording import path_text

Text = Mapping[str, str]
_TYPE: Final = iris.expand("rdf:type")
_FLAGS: Final = ("singleValued", "claimOnly", "curated")
_KINDS: Final = {
    iris.expand("owl:ObjectProperty"): "object",
    iris.expand("owl:DatatypeProperty"): "datatype",
    iris.expand("owl:AnnotationProperty"): "annotation",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A class or a property; of a foreign one the definition says how it is used here."""

    iri: str
    name: str
    labels: Text
    definition: Text
    example: Text
    parents: tuple[str, ...]
    children: tuple[str, ...]
    related: tuple[str, ...]
    disjoint: tuple[str, ...]
    shapes: tuple[Shape, ...]

    @property
    def ours(self) -> bool:
        return self.iri.startswith(iris.TERM)

    @property
    def anchor(self) -> str:
        """Where a page speaks of it."""
        return self.name.removeprefix("inov:").replace(":", "-")


class Use(NamedTuple):
    """A property on a class: what its values are, and the superclass that it comes from."""

    property: str
    values: tuple[str, ...]
    inherited: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassTerm(Term):
    """A class with what its things have; ``shapes`` ask something of them."""

    uses: tuple[Use, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyTerm(Term):
    """A property; ``classes`` are those whose things have it, by its domain or by a shape.

    ``shapes`` ask something of whatever has it.
    """

    kind: str
    domains: tuple[str, ...]
    ranges: tuple[str, ...]
    domain_reason: Text
    range_reason: Text
    schemes: tuple[str, ...]
    flags: tuple[str, ...]
    classes: tuple[str, ...] = ()


class Theme(NamedTuple):
    """A part of the ontology; ``classes`` may be of other vocabularies."""

    name: str
    title: Text
    classes: tuple[ClassTerm, ...]
    properties: tuple[PropertyTerm, ...]


class Scheme(NamedTuple):
    """A concept scheme and how many concepts it has."""

    iri: str
    labels: Text
    definition: Text
    concepts: int


@dataclass(frozen=True, slots=True)
class Ontology:
    """All of it; ``lines`` are its statements, those of the schemes too, in sorted N-Triples."""

    title: Text
    description: Text
    version: str
    version_iri: str
    licence: str
    prefixes: Mapping[str, str]
    classes: Mapping[str, ClassTerm]
    properties: Mapping[str, PropertyTerm]
    themes: tuple[Theme, ...]
    schemes: tuple[Scheme, ...]
    lines: tuple[str, ...]

    @property
    def namespace(self) -> str:
        return iris.TERM

    def term(self, iri: str) -> Term | None:
        """The class or the property, where it is one of those that are used here."""
        return self.classes.get(iri) or self.properties.get(iri)

    def asked_by(self, shape: str) -> Term | None:
        """The class or property of which a shape asks something, itself or by a part of it."""
        known: list[Term] = [*self.classes.values(), *self.properties.values()]
        return next(
            (
                term
                for term in known
                if any(
                    each.iri == shape or each.iri.startswith(f"{shape}-") for each in term.shapes
                )
            ),
            None,
        )

    def short(self, iri: str) -> str:
        """The prefixed name, also by prefixes that only the ontology's files know."""
        return _short(self.prefixes, iri)

    def path(self, path: str) -> str:
        """A path of a shape by prefixed names."""
        return path_text(path, self.short)

    def called(self, iri: str, language: str) -> str:
        """What a term is called in a sentence: the label of ours in quotation marks."""
        term = self.term(iri)
        texts = term.labels if term else self.scheme(iri)
        return f"“{texts[language]}”" if language in texts else self.short(iri)

    def scheme(self, iri: str) -> Text:
        """The labels of a concept scheme; none where it is not one of ours."""
        return next((scheme.labels for scheme in self.schemes if scheme.iri == iri), {})

    def foreign(self) -> list[Term]:
        """Terms of other vocabularies that the data use, classes first, by name."""
        known: list[Term] = [*self.classes.values(), *self.properties.values()]
        found = [term for term in known if not term.ours]
        return sorted(found, key=lambda term: (isinstance(term, PropertyTerm), term.name))


@lru_cache(maxsize=1)
def documented() -> Ontology:
    """The ontology of the package, read when it is first asked for."""
    return read_ontology(paths.ONTOLOGY)


def read_ontology(folder: Path) -> Ontology:
    """The ontology of a folder; DataError where a theme names no term or leaves one out."""
    vocabulary = load(folder)
    reader = _Reader(vocabulary, read_conditions(folder / "shapes"))
    properties = reader.properties()
    classes = reader.classes(properties)
    properties = _with_classes(properties, classes)
    found, this = reader.stated, iris.TERM
    return Ontology(
        title=found.texts(this, "dct:title"),
        description=found.texts(this, "dct:description"),
        version=found.texts(this, "owl:versionInfo").get("", ""),
        version_iri=next(iter(found.nodes(this, "owl:versionIRI")), ""),
        licence=next(iter(found.nodes(this, "dct:license")), ""),
        prefixes=reader.prefixes,
        classes=classes,
        properties=properties,
        themes=tuple(_themes(folder / "themes.toml", classes, properties)),
        schemes=tuple(reader.schemes()),
        lines=tuple(sorted(f"{quad.triple} .\n" for quad in vocabulary.quads())),
    )


class _Reader:
    """Makes the terms from what is stated about them."""

    def __init__(self, vocabulary: Vocabulary, shapes: Mapping[str, tuple[Shape, ...]]) -> None:
        self._vocabulary = vocabulary
        self._shapes = shapes
        self.stated = Statements(vocabulary.quads())
        self.prefixes = {**vocabulary.prefixes, **iris.PREFIXES}

    def properties(self) -> dict[str, PropertyTerm]:
        known = self._vocabulary.properties
        return {iri: self._property(known[iri]) for iri in known}

    def classes(self, properties: Mapping[str, PropertyTerm]) -> dict[str, ClassTerm]:
        """Every class with the properties of its own, those of its superclasses after them."""
        known = self._vocabulary.classes
        named = {iri: tuple(self._uses(iri, properties)) for iri in known}
        own = {
            iri: tuple(
                use
                for use in named[iri]
                if iri in properties[use.property].domains
                or not any(_has(named.get(above, ()), use) for above in known[iri].superclasses)
            )
            for iri in known
        }
        return {
            iri: ClassTerm(
                **self._texts(iri, "rdfs:subClassOf"),
                uses=tuple(_inheriting(iri, own, sorted(known[iri].superclasses))),
            )
            for iri in known
        }

    def schemes(self) -> Iterator[Scheme]:
        count: dict[str, int] = {}
        for concept in self._vocabulary.concepts.values():
            count[concept.scheme] = count.get(concept.scheme, 0) + 1
        for iri in self.stated.of_type(frozenset({iris.expand("skos:ConceptScheme")})):
            texts = self.stated.texts
            labels, definition = texts(iri, "skos:prefLabel"), texts(iri, "skos:definition")
            yield Scheme(iri, labels, definition, count.get(iri, 0))

    def _property(self, known: Property) -> PropertyTerm:
        iri, stated = known.iri, self.stated
        texts = self._texts(iri, "rdfs:subPropertyOf")
        schemes = tuple(each for each in texts["related"] if each.startswith(iris.CONCEPT))
        texts["related"] = tuple(each for each in texts["related"] if each not in schemes)
        kinds = [_KINDS[kind] for kind in stated.nodes(iri, "rdf:type") if kind in _KINDS]
        return PropertyTerm(
            **texts,
            kind=kinds[0] if kinds else "any",
            domains=known.domains,
            ranges=known.ranges,
            domain_reason=stated.texts(iri, "inov:domainReason"),
            range_reason=stated.texts(iri, "inov:rangeReason"),
            schemes=schemes,
            flags=tuple(flag for flag in _FLAGS if stated.is_true(iri, f"inov:{flag}")),
        )

    def _texts(self, iri: str, above: str) -> dict[str, Any]:
        """What classes and properties have alike."""
        stated = self.stated
        return {
            "iri": iri,
            "name": _short(self.prefixes, iri),
            "labels": stated.texts(iri, "rdfs:label"),
            "definition": stated.texts(iri, "skos:definition")
            or stated.texts(iri, "skos:scopeNote"),
            "example": stated.texts(iri, "skos:example"),
            "parents": stated.nodes(iri, above),
            "children": stated.pointing(above, iri),
            "related": stated.nodes(iri, "rdfs:seeAlso"),
            "disjoint": self._disjoint(iri),
            "shapes": self._shapes.get(iri, ()),
        }

    def _disjoint(self, iri: str) -> tuple[str, ...]:
        """It is stated on one of two classes, and holds for both."""
        known = self.stated.nodes(iri, "owl:disjointWith")
        return tuple(dict.fromkeys((*known, *self.stated.pointing("owl:disjointWith", iri))))

    def _uses(self, iri: str, properties: Mapping[str, PropertyTerm]) -> Iterator[Use]:
        """By domain, then by shape; a shape may say better than the range what the values are."""
        asked: dict[str, list[Shape]] = {}
        for shape in self._shapes.get(iri, ()):
            asked.setdefault(shape.path, []).append(shape)
        own = [name for name, each in properties.items() if iri in each.domains]
        for name in dict.fromkeys([*own, *(path for path in asked if path in properties)]):
            shapes = asked.get(name, [])
            if name in own or not any(map(_forbids, shapes)):
                yield Use(name, properties[name].ranges or self._values(shapes))

    def _values(self, shapes: Iterable[Shape]) -> tuple[str, ...]:
        """The classes or datatypes that shapes allow, without those below another of them."""
        found = tuple(dict.fromkeys(iri for shape in shapes for iri in _allowed(shape)))
        above = self._vocabulary.classes
        return tuple(
            iri
            for iri in found
            if iri not in above or not above[iri].superclasses.intersection(found)
        )


def _has(uses: Iterable[Use], wanted: Use) -> bool:
    return any(use.property == wanted.property for use in uses)


def _forbids(shape: Shape) -> bool:
    return any(each.kind == "maxCount" and each.values == ("0",) for each in shape.conditions)


def _allowed(shape: Shape) -> Iterator[str]:
    """What a shape names as class or datatype, also within others that the values are to meet."""
    for each in shape.conditions:
        if each.kind in {"class", "datatype"}:
            yield from each.values
        elif each.kind in {"node", "or"}:
            for inner in each.shapes:
                yield from _allowed(inner)
    for part in shape.inner:
        if part.path == _TYPE:
            listed = (shape for each in part.conditions for shape in each.shapes)
            yield from (iri for one in listed for each in one.conditions for iri in each.values)


def _inheriting(iri: str, own: Mapping[str, tuple[Use, ...]], above: list[str]) -> Iterator[Use]:
    yield from own[iri]
    met = {use.property for use in own[iri]}
    for parent in above:
        for use in own.get(parent, ()):
            if use.property not in met:
                met.add(use.property)
                yield use._replace(inherited=parent)


def _with_classes(
    properties: Mapping[str, PropertyTerm], classes: Mapping[str, ClassTerm]
) -> dict[str, PropertyTerm]:
    having: dict[str, list[str]] = {}
    for term in classes.values():
        for use in term.uses:
            if not use.inherited:
                having.setdefault(use.property, []).append(term.iri)
    return {
        iri: replace(each, classes=tuple(having.get(iri, ()))) for iri, each in properties.items()
    }


def _themes(
    file: Path, classes: Mapping[str, ClassTerm], properties: Mapping[str, PropertyTerm]
) -> Iterator[Theme]:
    left = {iri for iri in (*classes, *properties) if iri.startswith(iris.TERM)}
    for entry in tomllib.loads(file.read_text(encoding="utf-8"))["theme"]:
        try:
            own = [classes[iris.expand(name)] for name in entry["classes"]]
            named = [properties[iris.expand(name)].iri for name in entry.get("properties", ())]
        except KeyError as error:
            raise DataError(file, f"{error} is no term of the ontology", "correct it") from error
        domains = {each.iri for each in own}
        listed = [
            each
            for each in properties.values()
            if each.ours and (each.iri in named or domains.intersection(each.domains))
        ]
        left.difference_update(domains, (each.iri for each in listed))
        title = {language: entry[language] for language in ("id", "en")}
        yield Theme(entry["name"], title, tuple(own), tuple(listed))
    if left:
        missing = ", ".join(sorted(map(iris.shorten, left)))
        raise DataError(file, f"{missing} stands in no theme", "enter it in one")


def _short(prefixes: Mapping[str, str], iri: str) -> str:
    fits = [(len(space), name) for name, space in prefixes.items() if iri.startswith(space)]
    if not fits:
        return iri
    length, name = max(fits)
    return f"{name}:{iri[length:]}"
