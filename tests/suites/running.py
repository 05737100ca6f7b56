"""Runs a test of the suites as a request would run: through the guard and an engine."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from inovasi.errors import InovasiError, MalformedQuery, QueryRefused
from inovasi.query.formats import named, offered
from inovasi.query.guard import GuardedQuery, guard
from tests.suites.engines import Ask, Way, in_process
from tests.suites.manifests import Case, Kind
from tests.suites.reading import read_answer, read_expected
from tests.suites.results import XSD, Result, Sort, Term, literal, same

NOTHING: Final = Result()


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a test ended; ``problem`` is empty where it passed."""

    problem: str = ""
    error: InovasiError | None = None
    expected: Result = NOTHING
    actual: Result = NOTHING

    @property
    def passed(self) -> bool:
        return not self.problem


PASSED: Final = Verdict()


@cache
def verdict(case: Case, way: Way = in_process) -> Verdict:
    """Runs the test, once each way."""
    request, ask = way(case)
    try:
        query = guard(request)
        evaluated = case.kind is Kind.EVALUATION
        return _evaluated(case, query, ask) if evaluated else _parsed(case, query, ask)
    except InovasiError as error:
        if case.kind is Kind.NEGATIVE and isinstance(error, MalformedQuery):
            return PASSED
        return Verdict(f"{type(error).__name__}: {error}", error)


def _parsed(case: Case, query: GuardedQuery, ask: Ask) -> Verdict:
    ask(query, offered(query.form)[0])
    return PASSED if case.kind is Kind.POSITIVE else Verdict("the query was answered")


def _evaluated(case: Case, query: GuardedQuery, ask: Ask) -> Verdict:
    if case.expected is None:
        raise ValueError(f"{case.iri} has no expected result")
    expected, name = read_expected(case.expected)
    actual = read_answer(ask(query, named(name, query.form).format), name)
    if same(expected, actual, lax=case.lax):
        return PASSED
    return Verdict("the result is another", None, expected, actual)


def differs_in_spelling(found: Verdict) -> bool:
    """Whether the results are the same once the expected one is spelt as the store would."""
    return found.error is None and same(_respelt(found.expected), _respelt(found.actual))


def _respelt(result: Result) -> Result:
    rows = (tuple((name, _stored(term)) for name, term in cells) for cells in result.rows)
    return replace(result, rows=tuple(rows))


def _stored(term: Term) -> Term:
    """The term as it comes back from a store; a number in CSV may be one of any type."""
    if term.sort is Sort.TEXT:
        return Term(Sort.TEXT, _stored(literal(term.value, XSD + "double")).value)
    if term.sort is not Sort.LITERAL:
        return term
    datatype = ox.NamedNode(term.datatype) if term.datatype else None
    given = ox.Literal(term.value, datatype=datatype, language=term.language or None)
    node, store = ox.NamedNode("urn:x"), ox.Store()
    store.add(ox.Quad(node, node, given))
    kept = next(iter(store)).object
    return literal(kept.value, kept.datatype.value, kept.language or "")


def refused_for_service(found: Verdict) -> bool:
    """Whether the guard turned the query away because it would call another server."""
    return isinstance(found.error, QueryRefused) and found.error.limit == "service"


# Reasons that can be shown, not only stated.
PROOFS: Final = MappingProxyType({"spelling": differs_in_spelling, "service": refused_for_service})
