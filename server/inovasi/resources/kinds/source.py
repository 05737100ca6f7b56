"""A source: its quotations in their order, or the page, each with what it states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from inovasi.resources.asking import Asker, reference, values
from inovasi.resources.gathering import in_language
from inovasi.resources.kinds import around
from inovasi.resources.kinds.around import Around, Role, Shape
from inovasi.resources.terms import Term

_MOST: Final = 250
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
_QUOTATIONS: Final = f"""SELECT ?quotation ?start ?end ?paragraph ?written WHERE {{
  ?quotation prov:wasQuotedFrom $source ; oa:start ?start ; oa:end ?end .
  OPTIONAL {{ ?quotation inov:paragraph ?paragraph }}
  OPTIONAL {{ ?quotation inov:asWritten ?written }}
}} ORDER BY ?start ?end ?quotation LIMIT {_MOST + 1}"""
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
    """What the page of a source shows beside its facts; ``more`` says that there is more."""

    around: Around
    passages: tuple[Passage, ...]
    statements: tuple[Statement, ...]
    more: bool

    @property
    def sha256(self) -> str:
        """The checksum of the text, empty where none is recorded."""
        return self.around.thing.text("inov:sha256")


def read(asker: Asker, iri: str, language: str) -> Source:
    """The source with what it states."""
    rows = asker.rows(_QUOTATIONS, source=reference(iri))
    quoted = _quoted(asker, [row[0].iri for row in rows[:_MOST]], language)
    stated = asker.rows(_OF_PAGE, source=reference(iri))
    passages = tuple(_passage(row, quoted) for row in rows[:_MOST])
    statements = spoken(map(_statement, stated[:_MOST]), language)
    found = around.find(SHAPE, asker, iri)
    every = [*statements, *(each for passage in passages for each in passage.statements)]
    known = around.know(SHAPE, asker, iri, language, found, (_named(every), ()))
    more = max(len(rows), len(stated)) > _MOST
    return Source(around.arrange(SHAPE, iri, found, known), passages, statements, more)


def _quoted(
    asker: Asker, quotations: list[str], language: str
) -> Mapping[str, tuple[Statement, ...]]:
    block = values(quotations)
    found: dict[str, list[Statement]] = defaultdict(list)
    if block:
        for quotation, *row in asker.rows(_OF_QUOTATIONS, quotations=block):
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


def _passage(row: tuple[Term, ...], quoted: Mapping[str, tuple[Statement, ...]]) -> Passage:
    quotation, start, end, paragraph, written = row
    return Passage(
        quotation.iri,
        whole(start.text),
        whole(end.text),
        paragraph.text,
        written.text,
        quoted.get(quotation.iri, ()),
    )


def _named(statements: list[Statement]) -> list[str]:
    found = {iri for each in statements for iri in (each.about, each.property, each.value.iri)}
    return sorted(found - {""})


def whole(text: str) -> int:
    """A position in a text; 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 0
