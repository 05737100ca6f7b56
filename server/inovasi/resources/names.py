"""What things of ours are called, as an index: for searching, and for what was misspelt.

It is made once for a state of the data and holds ``MOST`` names at most: the preferred ones of all
things first, then titles, alternative and hidden ones. ``whole`` tells whether that is all there
are.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from rapidfuzz import fuzz, process

from inovasi import iris
from inovasi.resources.asking import Asker
from inovasi.resources.folding import fold, marks, words
from inovasi.resources.labels import NAMING, Name, choose, local_name
from inovasi.resources.matches import Found, How, Label, Match, Order, Wanted, kind_of

MOST: Final = 100_000
"""NameIndex in an index; so many of as many things take about 100 MB."""
LONGEST: Final = 300
"""Characters of a name that are read; what is cut off ends with an ellipsis."""
ALSO: Final = tuple(iris.expand(name) for name in ("skos:altLabel", "skos:hiddenLabel"))
_NAMES: Final = f"""SELECT DISTINCT ?thing ?label WHERE {{
  {{ ?thing $property ?name }} UNION {{ GRAPH ?graph {{ ?thing $property ?name }} }}
  FILTER(isLiteral(?name) && STRSTARTS(STR(?thing), "{iris.BASE}"))
  BIND(SUBSTR(?name, 1, {LONGEST + 1}) AS ?label)
}} LIMIT $limit"""
# How like each other words, and identifiers, are that somebody may have meant: of 100.
_LIKE: Final = 75.0
_LIKE_IDENTIFIERS: Final = 80.0
# Shorter words are like too many others.
_LEAST: Final = 4
_VARIANTS: Final = 20
_SEGMENT: Final = re.compile(r"[/#]")


def read_index(asker: Asker, most: int = MOST) -> NameIndex:
    """The index of what the graph holds."""
    found: list[Label] = []
    whole = True
    for number, name in enumerate((*NAMING, *ALSO)):
        limit = most - len(found) + 1
        rows = asker.rows(_NAMES, property=f"<{name}>", limit=str(limit))
        whole = whole and len(rows) < limit
        for thing, label in sorted(rows)[: limit - 1]:
            cut = label.text
            text = cut if len(cut) <= LONGEST else f"{cut[:LONGEST].rstrip()}…"
            found.append(Label(thing.text, text, label.language, number))
    return NameIndex(found, whole)


class NameIndex:
    """Searches labels, and the identifiers of what has one."""

    def __init__(self, labels: Iterable[Label], whole: bool = True) -> None:
        self.whole = whole
        self._called: dict[str, dict[str, str]] = {}
        self._labels: list[Label] = []
        known: set[tuple[str, str]] = set()
        for label in labels:
            called = self._called.setdefault(label.iri, {})
            if label.rank < len(NAMING):
                called.setdefault(label.language, label.text)
            key = (label.iri, fold(label.text))
            if key not in known:
                known.add(key)
                self._labels.append(label)
        self._locals = {iri: fold(local_name(iri)) for iri in self._called}
        last = len(NAMING) + len(ALSO)
        identifiers = (Label(iri, _identifier(local_name(iri)), "", last) for iri in self._called)
        self._labels += identifiers
        self._folded = [fold(label.text) for label in self._labels]
        places: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        for place, text in enumerate(self._folded):
            for word in dict.fromkeys(words(text)):
                places[word].append(place)
        self._words = sorted(places)
        self._places = dict(places)

    def __len__(self) -> int:
        """How many things have a name."""
        return len(self._called)

    def search(self, text: str, language: str, most: int = 50, kind: str = "") -> Found:
        """What a text finds, the best first: ``most`` of each kind, or of the one that is named."""
        asked = self._asked(text)
        wanted, places, how = self._look(words(asked))
        best: dict[str, tuple[Order, int]] = {}
        for place in places:
            order = self._order(place, fold(asked), wanted, how, language)
            if order.iri not in best or order < best[order.iri][0]:
                best[order.iri] = order, place
        ordered = sorted(best.values())
        kinds: Counter[str] = Counter()
        shown = []
        for order, place in ordered:
            of = kind_of(order.iri)
            kinds[of] += 1
            if kinds[of] <= most and kind in ("", of):
                shown.append(self._match(place, order.how, language, wanted))
        return Found(shown, list(kinds.items()))

    def near(self, text: str, language: str = "id", most: int = 5) -> list[Match]:
        """What may have been meant by an identifier, or a name, that nothing has."""
        asked = self._asked(text[:LONGEST])
        like = process.extract(
            fold(asked), self._locals, scorer=fuzz.ratio, score_cutoff=_LIKE_IDENTIFIERS, limit=most
        )
        found = {
            iri: Match(iri, kind_of(iri), choose(self._called[iri], language, iri), How.SIMILAR)
            for _, _, iri in like
        }
        last = next((part for part in reversed(_SEGMENT.split(asked)) if part), "")
        for match in self.search(last, language, most).matches:
            found.setdefault(match.iri, match)
        return list(found.values())[:most]

    def _asked(self, text: str) -> str:
        """A text as it is looked for: of an identifier of ours what is worth searching."""
        text = text.strip()
        if text.startswith(iris.BASE):
            text = local_name(text)
        known = (space + text for space in (iris.ENTITY, iris.CONCEPT, iris.TERM, iris.GRAPH))
        return _identifier(text) if any(iri in self._called for iri in known) else text

    def _look(self, asked: list[str]) -> tuple[list[Wanted], Iterable[int], How]:
        """The words of a search, and the labels with them: with all where there are, else some."""
        wanted = [Wanted(word) for word in dict.fromkeys(asked)]
        if not wanted:
            return [], (), How.SOME
        having = [self._having(each) for each in wanted]
        if places := set.intersection(*having):
            return wanted, places, How.WORDS
        wanted = [self._widened(each) for each in wanted]
        having = [self._having(each) for each in wanted]
        if places := set.intersection(*having):
            return wanted, places, How.SIMILAR
        counted = Counter(place for places in having for place in places)
        most = max(counted.values(), default=0)
        enough = max(most, (len(wanted) + 1) // 2)
        return wanted, [place for place, count in counted.items() if count >= enough], How.SOME

    def _having(self, wanted: Wanted) -> set[int]:
        found: set[int] = set()
        for word in chain(self._beginning(wanted.word), wanted.like):
            found.update(self._places[word])
        return found

    def _beginning(self, start: str) -> Iterator[str]:
        at = bisect_left(self._words, start)
        while at < len(self._words) and self._words[at].startswith(start):
            yield self._words[at]
            at += 1

    def _widened(self, wanted: Wanted) -> Wanted:
        if len(wanted.word) < _LEAST:
            return wanted
        like = process.extract(
            wanted.word, self._words, scorer=fuzz.ratio, score_cutoff=_LIKE, limit=_VARIANTS
        )
        return Wanted(wanted.word, {word: score for word, score, _ in like})

    def _order(
        self, place: int, asked: str, wanted: list[Wanted], least: How, language: str
    ) -> Order:
        label, folded = self._labels[place], self._folded[place]
        how = least
        if folded.startswith(asked):
            how = How.EXACT if folded == asked else How.PREFIX
        unlike = 0.0
        if how > How.WORDS:
            having = words(folded)
            unlike = -sum(each.likeness(having) for each in wanted)
        foreign = label.language != language
        return Order(how, unlike, label.rank, foreign, len(folded), folded, label.iri)

    def _match(self, place: int, how: How, language: str, wanted: list[Wanted]) -> Match:
        label = self._labels[place]
        name = choose(self._called[label.iri], language, label.iri)
        shown = Name(label.text, label.language)
        spans = marks(shown.text, lambda word: max(each.matched(word) for each in wanted))
        also = None if fold(shown.text) == fold(name.text) else shown
        if also is None:
            spans = marks(name.text, lambda word: max(each.matched(word) for each in wanted))
        return Match(label.iri, kind_of(label.iri), name, how, also, spans)


def _identifier(local: str) -> str:
    """What of a local name is worth searching: all but the word for its kind."""
    return local.partition("/")[2] or local
