"""The search page: things by their names, grouped by kind, with what matched marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final, NamedTuple

from flask import Response, request

from inovasi import iris
from inovasi.errors import MalformedRequest
from inovasi.resources.asking import Asker
from inovasi.resources.folding import words
from inovasi.resources.labels import Name
from inovasi.resources.matches import Found, Match
from inovasi.resources.names import NameIndex, read_index
from inovasi.serving.pages import Pages
from inovasi.serving.prepared import Prepared

LONGEST: Final = 200
"""Characters of a search."""
MOST_WORDS: Final = 12
OF_EACH: Final = 10
"""Things of each kind on a page of all kinds."""
OF_ONE: Final = 200
_NEAR: Final = 5
_LONGEST_KIND: Final = 40

Piece = tuple[str, bool]
"""A piece of a text, and whether it is marked."""


class Group(NamedTuple):
    """What was found of a kind: ``total`` counts what is not shown, too."""

    kind: str
    total: int
    matches: Sequence[Match]


@dataclass(slots=True)
class Search:
    """Answers ``/search``; the names are read once for each state of the data."""

    asker: Asker
    pages: Pages
    _names: Prepared[str, NameIndex] = field(init=False)

    def __post_init__(self) -> None:
        self._names = Prepared(lambda _: read_index(self.asker))

    def prepare(self) -> None:
        """Starts to read the names before anyone searches."""
        self._names.begin(self.asker.version)

    def names(self) -> NameIndex | None:
        """What things are called; None while it is being read."""
        return self._names.get(self.asker.version)

    def near(self, text: str, language: str) -> list[tuple[str, str]]:
        """IRIs and names of things that may have been meant; none while the names are read."""
        names = self.names()
        found = names.near(text, language, _NEAR) if names else []
        return [(match.iri, match.name.text) for match in found]

    def view(self) -> Response:
        """What was found for ``q``, of the ``kind`` where one is named."""
        text = asked(request.args.get("q", ""))
        kind = request.args.get("kind", "")[:_LONGEST_KIND]
        names = self.names()
        language = self.pages.language
        found, near = Found(), list[Match]()
        if text and names:
            found = names.search(text, language, OF_ONE if kind else OF_EACH, kind)
            near = [] if found.matches else names.near(text, language, _NEAR)
        response = self.pages.render(
            "search.html",
            asked=text,
            kind=kind,
            found=found,
            groups=grouped(found),
            near=near,
            names=names,
            pieces=pieces,
            base=iris.BASE,
            longest=LONGEST,
        )
        response.headers["Cache-Control"] = "no-cache" if names else "no-store"
        if names:
            response.add_etag()
        return response


def asked(text: str) -> str:
    """What is searched for; MalformedRequest where it is too much."""
    text = " ".join(text.split())
    if len(text) > LONGEST:
        detail = f"The search has {len(text)} characters"
        raise MalformedRequest(detail, f"search for {LONGEST} at most")
    if len(words(text)) > MOST_WORDS:
        detail = f"The search has {len(words(text))} words"
        raise MalformedRequest(detail, f"search for {MOST_WORDS} at most")
    return text


def grouped(found: Found) -> list[Group]:
    """The matches by kind, the kind of the best match first."""
    totals = dict(found.kinds)
    order = list(totals)
    matches = sorted(found.matches, key=lambda match: order.index(match.kind))
    return [
        Group(kind, totals[kind], list(some))
        for kind, some in groupby(matches, key=lambda match: match.kind)
    ]


def pieces(name: Name, match: Match) -> list[Piece]:
    """A text in pieces, those that matched marked."""
    return [piece for piece in _pieces(name.text, match) if piece[0]]


def _pieces(text: str, match: Match) -> Iterator[Piece]:
    at = 0
    for start, end in match.marks:
        yield text[at:start], False
        yield text[start:end], True
        at = end
    yield text[at:], False
