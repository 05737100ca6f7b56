"""Claims from ``data/claims``, ``data/derived`` and the links of reference lists."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pyoxigraph import NamedNode

from inovasi.knowledge.claims import Rank
from inovasi.publishing import reading
from inovasi.publishing.entities import REFERENCE_LINKS
from inovasi.publishing.model import Claim, Quotation
from inovasi.publishing.sources import DOCUMENT, Source
from inovasi.publishing.tables import Row, read_table
from inovasi.publishing.values import Value, resource, resource_cell, texts, value_cell

_STATEMENT = ("subject", "property", "value", "datatype")
_REASON = ("reason_id", "reason_en")
_PLACE = ("start", "end", "paragraph", "as_written", "normalisation")
COLUMNS = (*_STATEMENT, "source", *_PLACE, "rank", *_REASON, "speaker", "fact")
_REFERENCE_COLUMNS = (*_STATEMENT, "source", *_REASON)
_DERIVED_COLUMNS = (*_STATEMENT, "from", *_REASON, "fact")

_NUMBER = re.compile(r"0|[1-9]\d*")
_FACT = re.compile(r"F[1-9]\d*")
_MAX_WORDS = 8

T = TypeVar("T")
Key = tuple[NamedNode, NamedNode, Value]


def read_claims(folder: Path, sources: Mapping[str, Source]) -> list[Claim]:
    """One claim a row, as written: with one quotation, or with a page."""
    claims = []
    for path in sorted(folder.glob("*.csv")):
        claims += [_claim(row, sources) for row in read_table(path, COLUMNS)]
    return claims


def read_reference_links(folder: Path, sources: Mapping[str, Source]) -> list[Claim]:
    """The links that were taken from an open list, as claims on that list."""
    rows = read_table(folder / REFERENCE_LINKS, _REFERENCE_COLUMNS)
    return [replace(_statement(row), page=_source(row, sources)) for row in rows]


def _statement(row: Row) -> Claim:
    return Claim(
        subject=resource_cell(row, "subject"),
        predicate=resource_cell(row, "property"),
        value=value_cell(row),
        row=row,
        reason=texts(row, "reason"),
        facts=_facts(row) if "fact" in row.cells else (),
    )


def _claim(row: Row, sources: Mapping[str, Source]) -> Claim:
    claim = replace(_statement(row), rank=_rank(row))
    source = _source(row, sources)
    if source.kind == DOCUMENT:
        return replace(claim, quotations=(_quotation(row, source),))
    for column in (*_PLACE, "speaker"):
        if row[column]:
            raise row.error(column, "is given for a page that is not quoted", "leave it empty")
    return replace(claim, page=source)


def _source(row: Row, sources: Mapping[str, Source]) -> Source:
    name = row.required("source")
    if name not in sources:
        raise row.error("source", f"{name!r} is no source", f"add data/sources/{name}.toml first")
    return sources[name]


def _rank(row: Row) -> Rank:
    if not row["rank"]:
        return Rank.NORMAL
    try:
        rank = Rank(row["rank"].capitalize())
    except ValueError as error:
        known = "preferred, normal, deprecated or nothing"
        raise row.error("rank", f"{row['rank']!r} is no rank", f"write {known}") from error
    if rank is not Rank.NORMAL and not row["reason_id"]:
        raise row.error("reason_id", f"is empty beside the rank {row['rank']}", "say why")
    return rank


def _facts(row: Row) -> tuple[str, ...]:
    if row["fact"] and not _FACT.fullmatch(row["fact"]):
        raise row.error("fact", f"{row['fact']!r} is no fact code", "write it as F75")
    return (row["fact"],) if row["fact"] else ()


def _quotation(row: Row, source: Source) -> Quotation:
    start, end, paragraph = (_number(row, column) for column in ("start", "end", "paragraph"))
    if start >= end:
        raise row.error("end", f"the range {start}–{end} is empty", "let it end after its start")
    _check_end(row, "end", end, source)
    if reference := reading.REFERENCE.fullmatch(row["normalisation"]):
        _check_end(row, "normalisation", int(reference[2]), source)
    words = len(row.required("as_written").split())
    if words > _MAX_WORDS:
        raise row.error(
            "as_written", f"quotes {words} words", f"quote at most {_MAX_WORDS} of them"
        )
    speaker = resource_cell(row, "speaker") if row["speaker"] else None
    return Quotation(
        source.name, start, end, paragraph, row["as_written"], row["normalisation"], speaker, row
    )


def _check_end(row: Row, column: str, end: int, source: Source) -> None:
    if end > source.length:
        problem = f"the range ends at {end}, the document at {source.length}"
        raise row.error(column, problem, f"give a range inside the document {source.name}")


def _number(row: Row, column: str) -> int:
    text = row.required(column)
    if not _NUMBER.fullmatch(text):
        raise row.error(column, f"{text!r} is no whole number", "count code points from 0")
    return int(text)


def merge(claims: Iterable[Claim]) -> list[Claim]:
    """One claim a statement: the same fact in two documents has two quotations."""
    found: dict[Key, Claim] = {}
    for claim in claims:
        key = (claim.subject, claim.predicate, claim.value)
        found[key] = _merged(found[key], claim) if key in found else claim
    return list(found.values())


def _merged(first: Claim, second: Claim) -> Claim:
    row, other = second.row, f"{first.row.file.name}, row {first.row.number}"
    if not (first.quotations and second.quotations):
        raise row.error("value", f"the claim stands already in {other}", "keep one of them")
    _refuse_repetition(first, second)
    if first.rank is not second.rank and Rank.NORMAL not in (first.rank, second.rank):
        raise row.error("rank", f"differs from {other}", "give one claim one rank")
    rank = second.rank if first.rank is Rank.NORMAL else first.rank
    return replace(
        first,
        rank=rank,
        reason=first.reason or second.reason,
        quotations=_union(first.quotations, second.quotations),
        facts=_union(first.facts, second.facts),
    )


def _refuse_repetition(first: Claim, second: Claim) -> None:
    """A range may ground a claim twice only for two facts, and is then described alike."""
    (quotation,) = second.quotations
    for known in first.quotations:
        if known.node != quotation.node:
            continue
        other = f"{known.row.file.name}, row {known.row.number}"
        if known != quotation:
            problem = f"the same range is described otherwise in {other}"
            raise quotation.row.error("start", problem, "let both rows agree")
        if set(second.facts) <= set(first.facts):
            problem = f"the same row stands already in {other}"
            raise quotation.row.error("value", problem, "remove one")


def _union(first: Sequence[T], second: Sequence[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys([*first, *second]))


def read_derived(folder: Path, claims: Iterable[Claim]) -> list[Claim]:
    """Claims that follow from other claims; each names them as ``subject property; …``."""
    known: dict[tuple[NamedNode, NamedNode], list[Claim]] = defaultdict(list)
    stated: dict[NamedNode, Row] = {}
    for claim in claims:
        stated[claim.node] = claim.row
        if claim.rank is not Rank.DEPRECATED:
            known[claim.subject, claim.predicate].append(claim)
    derived = []
    for path in sorted(folder.glob("*.csv")):
        for row in read_table(path, _DERIVED_COLUMNS):
            claim = _derived(row, known)
            if claim.node in stated:
                first = stated[claim.node]
                problem = f"the claim stands already in {first.file.name}, row {first.number}"
                raise row.error("value", problem, "keep one of them")
            stated[claim.node] = row
            derived.append(claim)
    return derived


def _derived(row: Row, known: Mapping[tuple[NamedNode, NamedNode], list[Claim]]) -> Claim:
    row.required("reason_id")
    names = row.required("from").split(";")
    grounds = [node for name in names for node in _ground(row, name, known)]
    statement = _statement(row)
    return replace(
        statement,
        reason=(),
        derivation=statement.reason,
        derived_from=tuple(dict.fromkeys(grounds)),
    )


def _ground(
    row: Row, name: str, known: Mapping[tuple[NamedNode, NamedNode], list[Claim]]
) -> list[NamedNode]:
    try:
        subject, predicate = (resource(part) for part in name.split())
    except ValueError as error:
        problem = f"{name.strip()!r} names no claim"
        raise row.error("from", problem, "write subject property") from error
    if (subject, predicate) not in known:
        raise row.error("from", f"there is no claim {name.strip()!r}", "name a claim that stands")
    return [claim.node for claim in known[subject, predicate]]
