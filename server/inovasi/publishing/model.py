"""What the tables say, as values: entities, links, claims and where each stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from inovasi import iris
from inovasi.knowledge.claims import Rank
from inovasi.publishing.sources import Source
from inovasi.publishing.tables import Row
from inovasi.publishing.values import Value


@dataclass(frozen=True, slots=True)
class Label:
    """A name beside the preferred one: ``kind`` is ``altLabel`` or ``hiddenLabel``."""

    kind: str
    text: Literal


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing with its classes and names."""

    node: NamedNode
    types: tuple[NamedNode, ...]
    names: tuple[Literal, ...]
    labels: tuple[Label, ...]
    external: bool
    row: Row

    def wordings(self) -> tuple[str, ...]:
        """Every way the entity is written, in any language."""
        return tuple(name.value for name in (*self.names, *(label.text for label in self.labels)))


@dataclass(frozen=True, slots=True)
class Link:
    """A triple that arranges what the sources state; curated, with its reason."""

    subject: NamedNode
    predicate: NamedNode
    value: Value
    external: bool
    row: Row


@dataclass(frozen=True, slots=True)
class Quotation:
    """The range [start, end) of a document, in code points of the file as received."""

    source: str
    start: int
    end: int
    paragraph: int
    as_written: str
    normalisation: str
    speaker: NamedNode | None
    row: Row = field(compare=False)

    @property
    def node(self) -> NamedNode:
        return NamedNode(iris.quotation(self.source, self.start, self.end))


@dataclass(frozen=True, slots=True)
class Claim:
    """That something has a value, and on what ground: quotations, other claims or a page."""

    subject: NamedNode
    predicate: NamedNode
    value: Value
    row: Row
    rank: Rank = Rank.NORMAL
    reason: tuple[Literal, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    derived_from: tuple[NamedNode, ...] = ()
    derivation: tuple[Literal, ...] = ()
    page: Source | None = None
    facts: tuple[str, ...] = ()

    @property
    def node(self) -> NamedNode:
        return NamedNode(iris.claim(str(self.subject), str(self.predicate), str(self.value)))


@dataclass(frozen=True, slots=True)
class Corpus:
    """All of ``data/`` that becomes RDF; ``external`` has claims by their page's short name."""

    sources: Mapping[str, Source]
    entities: Mapping[NamedNode, Entity]
    links: tuple[Link, ...]
    claims: tuple[Claim, ...]
    external: Mapping[str, tuple[Claim, ...]]
    regions: tuple[Row, ...]
