"""Whether a line of a document speaks of the thing that a claim on it is about.

A line does if it names the thing or anything that the data link it to: a row of a ranking names the
city, not the result. It keeps a value from being taken out of the row beside.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from pyoxigraph import NamedNode

from inovasi.publishing import reading
from inovasi.publishing.model import Claim, Corpus, Link
from inovasi.publishing.values import resource

_GOVERNS = resource("inov:governs")


class Mentions:
    """The names by which lines may speak of each thing."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._known: dict[NamedNode, frozenset[str]] = {}

    def speaks_of(self, line: str, subject: NamedNode) -> bool:
        """Whether the line names the subject or something linked to it."""
        folded = reading.collapse(line).casefold()
        return any(name in folded for name in self._names(subject))

    def _names(self, node: NamedNode) -> frozenset[str]:
        if node not in self._known:
            near = {node} | self._neighbours[node]
            near |= {area for body in near for area in self._governed[body]}
            self._known[node] = frozenset(
                reading.collapse(name).casefold() for one in near for name in self._wordings(one)
            )
        return self._known[node]

    def _wordings(self, node: NamedNode) -> tuple[str, ...]:
        entity = self._corpus.entities.get(node)
        return entity.wordings() if entity else ()

    @cached_property
    def _neighbours(self) -> dict[NamedNode, set[NamedNode]]:
        found: dict[NamedNode, set[NamedNode]] = defaultdict(set)
        statements: list[Claim | Link] = [*self._corpus.claims, *self._corpus.links]
        for statement in statements:
            if isinstance(statement.value, NamedNode):
                found[statement.subject].add(statement.value)
                found[statement.value].add(statement.subject)
        return found

    @cached_property
    def _governed(self) -> dict[NamedNode, set[NamedNode]]:
        found: dict[NamedNode, set[NamedNode]] = defaultdict(set)
        for link in self._corpus.links:
            if link.predicate == _GOVERNS and isinstance(link.value, NamedNode):
                found[link.subject].add(link.value)
        return found
