"""A thing in one sentence, for the results of search engines and for previews of links."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from inovasi import iris
from inovasi.resources.facts import Fact, Known
from inovasi.resources.labels import Naming, choose
from inovasi.resources.terms import Term
from inovasi.resources.values import shown

LONGEST: Final = 160
"""Characters that are shown of it at most."""
_SAYING: Final = tuple(iris.expand(name) for name in ("skos:definition", "dct:description"))
# What is for programs, or says nothing by itself.
_PASSED: Final = frozenset(
    iris.expand(name)
    for name in (
        *("inov:sha256", "inov:length", "inov:factCode", "inov:verification", "inov:hasCode"),
        *("geo:hasGeometry", "rdfs:isDefinedBy", "schema:sameAs", "inov:kemendagriCode"),
        *("prov:wasDerivedFrom", "skos:inScheme", "skos:topConceptOf"),
    )
)
_ELLIPSIS: Final = "…"


def summarize(known: Known, language: str, named: Naming) -> str:
    """What is said of the thing, else its kind and its first facts; empty where nothing is."""
    for fact in known.facts:
        if fact.property in _SAYING:
            said = {value.term.language: value.term.text for value in fact.values}
            return cut(choose(said, language, "").text)
    kinds = [named(iri).text for iri in known.classes if iri.startswith(iris.TERM)][:1]
    facts = [_told(fact, language, named) for fact in known.facts if fact.property not in _PASSED]
    return cut("; ".join([*kinds, *(fact for fact in facts if fact)]))


def cut(text: str, most: int = LONGEST) -> str:
    """The text in one line, cut after a word where it is too long."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    start = line[:most].rpartition(" ")[0] or line[: most - 1]
    return start.rstrip(" ,;:.") + _ELLIPSIS


def _told(fact: Fact, language: str, named: Naming) -> str:
    terms = [value.term for value in fact.values if value.direct]
    if not terms:
        return ""
    text, name = _text(terms, language, named), named(fact.property).text
    # Of a property of others that has no label here, the value says more by itself.
    return text if name == iris.shorten(fact.property) else f"{name}: {text}"


def _text(terms: Sequence[Term], language: str, named: Naming) -> str:
    spoken = {term.language: term.text for term in terms if term.language}
    if spoken:
        return choose(spoken, language, "").text
    term = terms[0]
    return named(term.iri).text if term.iri else shown(term, language).text
