"""What sources disagree about, for many things at once: every value that another contradicts."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from inovasi import iris
from inovasi.resources.asking import Asker, Question, Row, values
from inovasi.resources.labels import Name, choose
from inovasi.resources.terms import Term

_STATED: Final = """?claim inov:about ?thing ; inov:onProperty ?property ; inov:value ?value ;
    inov:conflictsWith ?other .
  OPTIONAL { ?claim inov:claimRank ?rank }
  OPTIONAL { ?claim inov:rankReason ?reason }"""
_DISPUTES: Final = f"""SELECT DISTINCT ?thing ?property ?claim ?value ?rank ?reason WHERE {{
  VALUES ?thing {{ $things }}
  {{ {_STATED} }} UNION {{ GRAPH ?graph {{ {_STATED} }} }}
}} LIMIT 2000"""


class Stated(NamedTuple):
    """A value that another claim contradicts; ``rank`` is ``preferred`` or the like."""

    claim: str
    property: str
    value: Term
    rank: str
    reason: Name


Doubts = Mapping[str, tuple[Stated, ...]]
"""By thing, the preferred value first, then the highest."""


def read_doubts(asker: Asker, things: Iterable[str], language: str) -> Doubts:
    """What is disputed about things; properties as prefixed names."""
    (rows,) = asker.together(doubts_about(things))
    return doubts_of(rows, language)


def doubts_about(things: Iterable[str]) -> Question | None:
    """Asks for what ``doubts_of`` takes; None without things."""
    block = values(dict.fromkeys(things))
    return Question(_DISPUTES, {"things": block}) if block else None


def doubts_of(rows: Iterable[Row], language: str) -> Doubts:
    """The doubts in rows of thing, property, claim, value, rank and reason."""
    reasons: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    found: dict[tuple[str, str], Stated] = {}
    for thing, name, claim, value, rank, reason in rows:
        key = (thing.iri, claim.iri)
        if reason.text:
            reasons[key][reason.language] = reason.text
        standing = rank.iri.removeprefix(iris.TERM).lower()
        found[key] = Stated(claim.iri, iris.shorten(name.iri), value, standing, Name(""))
    disputes: dict[str, list[Stated]] = defaultdict(list)
    for key, stated in found.items():
        said = choose(reasons[key], language, "") if key in reasons else Name("")
        disputes[key[0]].append(stated._replace(reason=said))
    return {thing: tuple(sorted(each, key=_order)) for thing, each in disputes.items()}


def _order(stated: Stated) -> tuple[bool, float, str]:
    return (stated.rank != "preferred", -number(stated.value.text), stated.claim)


def number(text: str) -> float:
    """The number of a value; 0 for what cannot be drawn as a length, such as NaN or less than 0."""
    try:
        found = float(text)
    except ValueError:
        return 0.0
    return found if math.isfinite(found) and found > 0 else 0.0


class Bar(NamedTuple):
    """A value as a length in thousandths of the longest, and a second length that is in doubt.

    ``also`` are the values that are stated besides; ``value`` is empty where none counts.
    """

    value: str
    share: int = 0
    also: tuple[Stated, ...] = ()
    also_share: int = 0

    @property
    def start(self) -> int:
        """Where the part that is in doubt begins."""
        return min(self.share, self.also_share)

    @property
    def length(self) -> int:
        """How long that part is; 0 without one."""
        return abs(self.share - self.also_share) if self.also else 0


def bars(shown: Iterable[tuple[str, tuple[Stated, ...]]], name: str) -> list[Bar]:
    """The values of a property with what is disputed of it, as lengths that can be compared.

    Where nothing is preferred, the length in doubt goes from the lowest value to the highest.
    """
    rows = [_settle(value, name, stated) for value, stated in shown]
    spans = [_span(value, also) for value, also in rows]
    highest = max((end for span in spans for end in span), default=0.0) or 1.0
    return [
        Bar(value, round(1000 * sure / highest), also, round(1000 * far / highest))
        for (value, also), (sure, far) in zip(rows, spans, strict=True)
    ]


def _settle(value: str, name: str, stated: tuple[Stated, ...]) -> tuple[str, tuple[Stated, ...]]:
    """The value that counts, empty for none, and the disputed ones besides."""
    disputed = [each for each in stated if each.property == name]
    if disputed:
        preferred = [each.value.text for each in disputed if each.rank == "preferred"]
        value = preferred[0] if preferred else ""
    return value, tuple(each for each in disputed if each.value.text != value)


def _span(value: str, also: tuple[Stated, ...]) -> tuple[float, float]:
    numbers = [number(each.value.text) for each in also]
    if value or not numbers:
        return number(value), max(numbers, default=0.0)
    return min(numbers), max(numbers)
