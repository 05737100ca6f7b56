"""The register of facts against the data: each is stated, and quoted where it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import pytest

from inovasi import paths
from inovasi.knowledge import vocabulary
from inovasi.publishing.corpus import read_corpus
from inovasi.publishing.model import Claim, Corpus, Quotation
from inovasi.publishing.passages import paragraph_at
from tests.queries.questions import FACTS
from tests.shared import SHARED, needs_shared

SOURCES: Final = MappingProxyType({"000": "litbang-525", "001": "litbang-526"})
DERIVED: Final = MappingProxyType({"F7": "implied by the agency's name; no document states it"})
TABLE_ROW: Final = re.compile(r"\| (F\d+) \| (\w+) \| (.+?) \| .+ \|")


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words that show where a document states a fact; white space in them may be any."""

    fact: str
    document: str
    words: str

    def ranges(self, text: str) -> list[tuple[int, int]]:
        pattern = r"\s+".join(map(re.escape, self.words.split()))
        return [match.span() for match in re.finditer(pattern, text)]


def _phrases() -> list[Phrase]:
    register = SHARED / "design" / "FACTS.md"
    if not register.is_file():
        return []
    return [
        Phrase(fact, document, words)
        for fact, where, words in TABLE_ROW.findall(register.read_text(encoding="utf-8"))
        for document in (SOURCES if where == "both" else (where,))
    ]


PHRASES: Final = _phrases()
each_phrase = pytest.mark.parametrize(
    "phrase", PHRASES, ids=[f"{phrase.fact}-{phrase.document}" for phrase in PHRASES]
)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_corpus(paths.DATA, vocabulary.load(paths.ONTOLOGY))


@pytest.fixture(scope="module")
def claims(corpus: Corpus) -> Mapping[str, list[Claim]]:
    """The claims that carry each fact."""
    return {fact: [claim for claim in corpus.claims if fact in claim.facts] for fact in FACTS}


@pytest.fixture(scope="module")
def texts() -> Mapping[str, str]:
    """The documents by their number."""
    folder = SHARED / "sources"
    return {
        number: next(folder.glob(f"{number}_*.txt")).read_bytes().decode() for number in SOURCES
    }


@pytest.mark.parametrize("fact", FACTS)
def test_fact_is_carried_by_a_claim(fact: str, claims: Mapping[str, list[Claim]]) -> None:
    assert claims[fact]
    derived = [bool(claim.derived_from) for claim in claims[fact]]
    assert all(derived) if fact in DERIVED else not any(derived)


def test_no_claim_carries_an_unknown_fact(corpus: Corpus) -> None:
    assert {fact for claim in corpus.claims for fact in claim.facts} == set(FACTS)


@needs_shared
def test_register_has_every_fact() -> None:
    assert {phrase.fact for phrase in PHRASES} == set(FACTS)


@needs_shared
@each_phrase
def test_phrase_stands_in_its_document(phrase: Phrase, texts: Mapping[str, str]) -> None:
    assert phrase.ranges(texts[phrase.document])


@needs_shared
@each_phrase
def test_fact_is_quoted_where_its_phrase_stands(
    phrase: Phrase, texts: Mapping[str, str], claims: Mapping[str, list[Claim]]
) -> None:
    if phrase.fact in DERIVED:
        assert not any(claim.quotations for claim in claims[phrase.fact])
        return
    text = texts[phrase.document]
    quotations = [
        quotation
        for claim in claims[phrase.fact]
        for quotation in claim.quotations
        if quotation.source == SOURCES[phrase.document]
    ]
    assert any(
        _overlaps(quotation, span) or quotation.paragraph == paragraph_at(text, span[0])
        for quotation in quotations
        for span in phrase.ranges(text)
    )


def _overlaps(quotation: Quotation, span: tuple[int, int]) -> bool:
    start, end = span
    return quotation.start < end and start < quotation.end
