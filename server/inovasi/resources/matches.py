"""What a search finds, and in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType
from typing import NamedTuple

from inovasi import iris
from inovasi.resources.folding import Span
from inovasi.resources.labels import Name


class How(IntEnum):
    """How a name matches, the best first."""

    EXACT = 0
    PREFIX = 1
    WORDS = 2
    SIMILAR = 3
    SOME = 4


class Label(NamedTuple):
    """A name of a thing as the index is made from it; ``rank`` is 0 for what it is called by."""

    iri: str
    text: str
    language: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """A thing that was found: its name, and ``also`` what it was found by where that is another.

    ``marks`` are the spans that match, of ``also`` where there is one, else of the name.
    """

    iri: str
    kind: str
    name: Name
    how: How
    also: Name | None = None
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The best matches, and how many things of each kind matched at all, best kind first."""

    matches: Sequence[Match] = ()
    kinds: Sequence[tuple[str, int]] = ()

    @property
    def total(self) -> int:
        return sum(count for _, count in self.kinds)


class Wanted(NamedTuple):
    """A word of a search: what begins with it, or, where nothing does, words like it."""

    word: str
    like: Mapping[str, float] = MappingProxyType({})

    def matched(self, word: str) -> int:
        """How many characters of a word match."""
        if word.startswith(self.word):
            return len(self.word)
        return len(word) if word in self.like else 0

    def likeness(self, having: Sequence[str]) -> float:
        """How like it the best of some words is, of 100."""
        if any(word.startswith(self.word) for word in having):
            return 100.0
        return max((self.like.get(word, 0.0) for word in having), default=0.0)


class Order(NamedTuple):
    """How a label comes before others.

    The better match first, then names before other labels, and those in the language asked for.
    """

    how: How
    unlike: float
    rank: int
    foreign: bool
    length: int
    folded: str
    iri: str


def kind_of(iri: str) -> str:
    """The path word of an identifier, ``skema``, ``def`` or ``graf``; empty for what is not ours.

    ``inovasi`` for ``…/id/inovasi/33.71/datago``.
    """
    place, _, rest = iri.removeprefix(iris.BASE).partition("/")
    if not iri.startswith(iris.BASE) or not rest:
        return ""
    return rest.partition("/")[0] if place == "id" else place
