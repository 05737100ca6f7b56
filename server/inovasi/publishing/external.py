"""Pages outside the documents, each held against the shapes as a world of its own.

A page does not describe all that it speaks of. What it leaves out is taken from the core and from
the reference areas; where it says something, the core's word on that does not count, and the
core's claims are no part of it. So a page may contradict the core, and is still held to every rule.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TypeGuard

import rdflib
from pyoxigraph import NamedNode, Quad, Triple
from rdflib.namespace import SH

from inovasi import iris
from inovasi.knowledge.report import Dispute
from inovasi.knowledge.serialization import literals_as_written, to_rdflib, triples
from inovasi.knowledge.shapes import SHAPES
from inovasi.knowledge.validation import Violation, validate
from inovasi.publishing.values import resource

_TYPE: Final = resource("rdf:type")
_OWN_TO_A_WORLD: Final = frozenset({resource("inov:Claim"), resource("inov:Quotation")})
_CLAIM: Final = iris.ENTITY + "klaim/"
_CONFLICTS: Final = resource("inov:conflictsWith")
_CLAIMED: Final = (resource("inov:about"), resource("inov:onProperty"))
_SECOND_VALUE: Final = str(SH.MaxCountConstraintComponent)
_UNDECIDED: Final = SHAPES + "Claim-disputeUndecided"


def _is_entity(term: object) -> TypeGuard[NamedNode]:
    return isinstance(term, NamedNode) and term.value.startswith(iris.ENTITY)


class _Page:
    """What one graph says: ``about`` by entity, with nothing for one that it only names."""

    def __init__(self, graph: str, stated: Iterable[Triple]) -> None:
        self.graph = graph
        self.about: dict[str, set[Triple]] = defaultdict(set)
        for triple in stated:
            for iri in filter(_is_entity, (triple.subject, triple.object)):
                self.about[iri.value].update([triple] if iri == triple.subject else [])

    def agrees(self, other: _Page) -> bool:
        """Whether both say the same, claims apart, of every entity that they have in common."""
        shared = self.about.keys() & other.about.keys()
        return all(
            self.about[iri] == other.about[iri] for iri in shared if not iri.startswith(_CLAIM)
        )


class Examined(NamedTuple):
    """One line for every shape that a page breaks, and what it breaks only by telling a dispute."""

    violations: list[str]
    disputes: list[Dispute]


def examine_pages(
    datasets: Mapping[str, Sequence[Quad]],
    shapes: rdflib.Graph,
    ontology: rdflib.Graph,
    known: Collection[Violation],
) -> Examined:
    """Every page against the shapes; ``known`` are the violations of the core."""
    examined = Examined([], [])
    background = _Background(triples(datasets["inovasi"]), triples(datasets["wilayah"]))
    for pages in _agreeing(_pages(datasets["eksternal"])):
        about = _together(pages)
        stated = [triple for found in about.values() for triple in found]
        nodes = sorted(about)
        with literals_as_written():
            world = to_rdflib([*stated, *background.behind(stated, nodes)])
        report = validate(world, shapes, ontology, focus=nodes)
        excused = _Disputes(stated)
        for violation in report.violations:
            for graph in _stating(violation, pages) if violation not in known else ():
                if excused.cover(violation):
                    examined.disputes.append(excused.told(graph, violation))
                else:
                    examined.violations.append(f"{iris.shorten(graph)}: {violation.line()}")
    return examined


def _stating(violation: Violation, pages: Iterable[_Page]) -> Iterator[str]:
    """The graphs of the pages that say what is violated."""
    places = {violation.focus, violation.value}
    for page in pages:
        if places.intersection(map(iris.shorten, page.about)):
            yield page.graph


def _pages(quads: Iterable[Quad]) -> list[_Page]:
    graphs: dict[str, list[Triple]] = defaultdict(list)
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode):
            graphs[quad.graph_name.value].append(quad.triple)
    return [_Page(name, found) for name, found in sorted(graphs.items())]


def _agreeing(pages: Iterable[_Page]) -> list[list[_Page]]:
    """The pages in groups that do not contradict each other, so that one run does for a group."""
    groups: list[list[_Page]] = []
    for page in pages:
        for group in groups:
            if all(page.agrees(other) for other in group):
                group.append(page)
                break
        else:
            groups.append([page])
    return groups


def _together(pages: Iterable[_Page]) -> dict[str, set[Triple]]:
    """What the pages say; a claim that several make is the first one's, with its page alone."""
    about: dict[str, set[Triple]] = {}
    for page in pages:
        for iri, found in page.about.items():
            about.setdefault(iri, found)
            if not iri.startswith(_CLAIM):
                about[iri] = about[iri] | found
    return about


class _Background:
    """What a page may leave unsaid: the core without its claims, and the reference areas."""

    def __init__(self, core: Sequence[Triple], areas: Iterable[Triple]) -> None:
        own = {
            triple.subject
            for triple in core
            if triple.predicate == _TYPE and triple.object in _OWN_TO_A_WORLD
        }
        described = {triple.subject for triple in core}
        self._core = [triple for triple in core if triple.subject not in own]
        self._areas: dict[str, list[Triple]] = defaultdict(list)
        for triple in areas:
            if isinstance(triple.subject, NamedNode) and triple.subject not in described:
                self._areas[triple.subject.value].append(triple)

    def behind(self, stated: Iterable[Triple], nodes: Iterable[str]) -> Iterator[Triple]:
        """What holds where nothing is stated."""
        said = {(triple.subject, triple.predicate) for triple in stated}
        for triple in (*self._core, *self._mentioned(nodes)):
            if (triple.subject, triple.predicate) not in said:
                yield triple

    def _mentioned(self, nodes: Iterable[str]) -> Iterator[Triple]:
        waiting, seen = list(nodes), set(nodes)
        while waiting:
            for triple in self._areas.get(waiting.pop(), ()):
                yield triple
                if isinstance(triple.object, NamedNode) and triple.object.value not in seen:
                    seen.add(triple.object.value)
                    waiting.append(triple.object.value)


class _Disputes:
    """Values of one property that a page gives side by side and links as a conflict.

    In the page's own graph all of them stand: that there is more than one is what it tells.
    """

    def __init__(self, stated: Sequence[Triple]) -> None:
        claims = {triple.subject for triple in stated if triple.predicate == _CONFLICTS}
        claimed: dict[object, dict[object, str]] = {claim: {} for claim in claims}
        for triple in stated:
            if triple.subject in claims and isinstance(triple.object, NamedNode):
                claimed[triple.subject][triple.predicate] = iris.shorten(triple.object.value)
        self._claims = {
            iris.shorten(claim.value): parts.get(_CLAIMED[0], "")
            for claim, parts in claimed.items()
            if isinstance(claim, NamedNode)
        }
        self._places = {tuple(map(parts.get, _CLAIMED)) for parts in claimed.values()}

    def cover(self, violation: Violation) -> bool:
        """Whether the violation is nothing but such a dispute."""
        if violation.shape == _UNDECIDED:
            return violation.value in self._claims
        place = (violation.focus, violation.path)
        return violation.component == _SECOND_VALUE and place in self._places

    def told(self, graph: str, violation: Violation) -> Dispute:
        """What such a dispute is about; where the claims are at fault, what they are about."""
        thing = self._claims.get(violation.value, violation.focus)
        return Dispute(graph, violation.shape.removeprefix(SHAPES), iris.expand(thing))
