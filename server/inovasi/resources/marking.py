"""A text cut where quotations begin and end, so that each of them can be marked."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple


class Range(NamedTuple):
    """[start, end) in code points of a text, and what stands for it."""

    start: int
    end: int
    iri: str


class Segment(NamedTuple):
    """A piece of text; ``iri`` is of the shortest quotation that it is part of, empty for none."""

    text: str
    iri: str = ""


class Excerpt(NamedTuple):
    """A quotation with what stands before and behind it."""

    before: str
    quoted: str
    after: str


def segments(text: str, ranges: Iterable[Range]) -> list[Segment]:
    """The whole text in pieces; ranges that do not lie in it are left out."""
    known = [each for each in ranges if 0 <= each.start < each.end <= len(text)]
    cuts = sorted({0, len(text), *(at for each in known for at in (each.start, each.end))})
    found: list[Segment] = []
    for start, end in pairwise(cuts):
        covering = [each for each in known if each.start <= start and end <= each.end]
        shortest = min(covering, key=lambda each: (each.end - each.start, each), default=None)
        iri = shortest.iri if shortest else ""
        if found and found[-1].iri == iri:
            found[-1] = Segment(found[-1].text + text[start:end], iri)
        else:
            found.append(Segment(text[start:end], iri))
    return found


def excerpt(text: str, start: int, end: int, beside: int = 160) -> Excerpt | None:
    """A range with so many signs to each side; None where it does not lie in the text."""
    if not 0 <= start < end <= len(text):
        return None
    return Excerpt(text[max(0, start - beside) : start], text[start:end], text[end : end + beside])
