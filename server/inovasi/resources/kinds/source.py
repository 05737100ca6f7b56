"""A source: its quotations in their order, or the page, each with what it states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from inovasi.errors import NotFound
from inovasi.resources.asking import Asker, Question, Row, reference, values
from inovasi.resources.gathering import in_language
from inovasi.resources.kinds import around
from inovasi.resources.kinds.around import Around, Role, Shape
from inovasi.resources.marking import Range
from inovasi.resources.terms import Term

# Quotations or statements that stand on a page, and those that are looked at.
SIZE: Final = 50
_MOST: Final = 1_000
_DIGITS: Final = 15
SHAPE: Final = Shape(
    (
        "dct:publisher",
        "inov:interestedParty",
        "inov:verification",
        "schema:url",
        "dct:description",
        "inov:termsOfUse",
        "dct:license",
        "inov:sha256",
    ),
    (Role("derived", "?thing prov:wasDerivedFrom $x FILTER NOT EXISTS { ?thing a inov:Claim }"),),
)
_RANGES: Final = f"""SELECT ?quotation ?start ?end WHERE {{
  ?quotation prov:wasQuotedFrom $source ; oa:start ?start ; oa:end ?end .
}} ORDER BY ?start ?end ?quotation LIMIT {_MOST + 1}"""
_WRITTEN: Final = """SELECT ?quotation ?paragraph ?written WHERE {
  VALUES ?quotation { $quotations }
  OPTIONAL { ?quotation inov:paragraph ?paragraph }
  OPTIONAL { ?quotation inov:asWritten ?written }
}"""
_STATED: Final = """?claim $ground ; inov:about ?about ; inov:onProperty ?property ;
  inov:value ?value . OPTIONAL { ?claim inov:claimRank ?rank }"""
_OF_QUOTATIONS: Final = f"""SELECT DISTINCT ?quotation ?claim ?about ?property ?value ?rank WHERE {{
  VALUES ?quotation {{ $quotations }}
  {_STATED.replace("$ground", "prov:wasDerivedFrom ?quotation")}
}} LIMIT 2000"""
_OF_PAGE: Final = f"""SELECT DISTINCT ?claim ?about ?property ?value ?rank WHERE {{
  {{ {_STATED.replace("$ground", "inov:externalPage $source")} }}
  UNION {{ GRAPH ?graph {{ {_STATED.replace("$ground", "inov:externalPage $source")} }} }}
}} ORDER BY ?about ?property ?claim LIMIT {_MOST + 1}"""


class Statement(NamedTuple):
    """What is stated of a thing, and the claim that says so; ``deprecated`` is no longer held."""

    claim: str
    about: str
    property: str
    value: Term
    deprecated: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotation; [start, end) in code points of the source."""

    iri: str
    start: int
    end: int
    paragraph: str
    written: str
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What the page of a source shows beside its facts; ``more`` says that there is more.

    ``ranges`` are all quotations, ``passages`` those of the page with a number; ``stated`` counts
    all statements, ``statements`` are those of the page.
    """

    around: Around
    ranges: tuple[Range, ...]
    passages: tuple[Passage, ...]
    stated: int
    statements: tuple[Statement, ...]
    more: bool
    number: int = 1

    @property
    def sha256(self) -> str:
        """The checksum of the text, empty where none is recorded."""
        return self.around.thing.text("inov:sha256")

    @property
    def last(self) -> int:
        """The number of the last page."""
        return _last(max(len(self.ranges), self.stated))


def read(asker: Asker, iri: str, language: str, number: int = 1) -> Source:
    """The source with what a page of it states; NotFound for a page that is not there."""
    node = {"source": reference(iri)}
    cited, rows, near = asker.together(
        Question(_RANGES, node), Question(_OF_PAGE, node), around.around_of(SHAPE, iri)
    )
    # What several questions bring together is in no order.
    ranges = sorted(map(_range, cited))[:_MOST]
    stated = spoken(sorted(map(_statement, rows), key=_place)[:_MOST], language)
    more = max(len(cited), len(rows)) > _MOST
    last = _last(max(len(ranges), len(stated)))
    if number > last:
        raise NotFound(f"There is no page {number}", f"the last one is {last}")
    shown = slice((number - 1) * SIZE, number * SIZE)
    found = around.found_in(SHAPE, asker, iri, near)
    quoting, writing = _about(ranges[shown])
    quoted, written, told = asker.together(quoting, writing, around.told_of(SHAPE, iri, found))
    passages, statements = _passages(ranges[shown], quoted, written, language), stated[shown]
    every = [*statements, *(each for passage in passages for each in passage.statements)]
    named = [*around.named_in(iri, found), *_named(every)]
    known = around.known_by(asker, language, named, told)
    thing = around.arrange(SHAPE, iri, found, known)
    return Source(thing, tuple(ranges), passages, len(stated), statements, more, number)


def _last(count: int) -> int:
    return max(1, -(-count // SIZE))


def _place(statement: Statement) -> tuple[str, str, str]:
    return statement.about, statement.property, statement.claim


def _range(row: tuple[Term, ...]) -> Range:
    quotation, start, end = row
    return Range(whole(start.text), whole(end.text), quotation.iri)


def _about(ranges: list[Range]) -> tuple[Question | None, Question | None]:
    """Asks for what quotations state, and for their words."""
    names = {"quotations": values(each.iri for each in ranges)}
    if not names["quotations"]:
        return None, None
    return Question(_OF_QUOTATIONS, names), Question(_WRITTEN, names)


def _passages(
    ranges: list[Range], stated: Iterable[Row], told: Iterable[Row], language: str
) -> tuple[Passage, ...]:
    quoted = _quoted(stated, language)
    written: dict[str, tuple[str, str]] = {}
    for quotation, paragraph, words in told:
        written.setdefault(quotation.iri, (paragraph.text, words.text))
    return tuple(
        Passage(
            each.iri,
            each.start,
            each.end,
            *written.get(each.iri, ("", "")),
            quoted.get(each.iri, ()),
        )
        for each in ranges
    )


def _quoted(rows: Iterable[Row], language: str) -> Mapping[str, tuple[Statement, ...]]:
    found: dict[str, list[Statement]] = defaultdict(list)
    for quotation, *row in rows:
        found[quotation.iri].append(_statement(tuple(row)))
    return {iri: spoken(sorted(each), language) for iri, each in found.items()}


def spoken(statements: Iterable[Statement], language: str) -> tuple[Statement, ...]:
    """Of statements that differ in their language only, those in one, by the rule for labels."""
    alike: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for each in statements:
        alike[each.about, each.property].append(each)
    kept = []
    for group in alike.values():
        terms = in_language((each.value for each in group), language)
        kept += [each for each in group if each.value in terms]
    return tuple(kept)


def _statement(row: tuple[Term, ...]) -> Statement:
    claim, about, name, value, rank = row
    return Statement(claim.iri, about.iri, name.iri, value, rank.iri.endswith("/Deprecated"))


def _named(statements: list[Statement]) -> list[str]:
    found = {iri for each in statements for iri in (each.about, each.property, each.value.iri)}
    return sorted(found - {""})


def whole(text: str) -> int:
    """A position in a text; 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 0
