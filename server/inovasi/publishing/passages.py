"""Every quotation against its document: the range holds the words, and the words give the value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from pyoxigraph import NamedNode

from inovasi.errors import DataError
from inovasi.knowledge.vocabulary import Vocabulary
from inovasi.publishing import reading
from inovasi.publishing.mentions import Mentions
from inovasi.publishing.model import Claim, Corpus, Quotation
from inovasi.publishing.sources import DOCUMENT, read_document
from inovasi.publishing.wordings import Wordings, does_not_give, parts_of

_NUMBER = re.compile(r"\d+")
# Between two letters or digits, or between digits and a separator that joins them.
_INSIDE = re.compile(r"(?<=\w)(?=\w)|(?<=\d)(?=[.,–-]\d)|(?<=\d[.,–-])(?=\d)")
_BLOCK = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+")


def paragraph_at(text: str, position: int) -> int:
    """The number, from 1, of the block between blank lines that holds the position; 0 for none."""
    for count, block in enumerate(_BLOCK.finditer(text), start=1):
        if block.start() <= position < block.end():
            return count
    return 0


def paragraph_text(text: str, position: int) -> str:
    """The block between blank lines that holds the position."""
    blocks = (block for block in _BLOCK.finditer(text) if block.start() <= position < block.end())
    return next((block[0] for block in blocks), "")


def line_at(text: str, position: int) -> str:
    """The line that holds the position."""
    end = text.find("\n", position)
    return text[text.rfind("\n", 0, position) + 1 : len(text) if end < 0 else end]


def check_passages(corpus: Corpus, vocabulary: Vocabulary, folder: Path) -> Iterator[DataError]:
    """A fault for every quotation that its document does not bear out."""
    documents = {
        name: read_document(source, folder)
        for name, source in corpus.sources.items()
        if source.kind == DOCUMENT
    }
    check = _Check(corpus, vocabulary, documents)
    for claim in corpus.claims:
        for quotation in claim.quotations:
            fault = (
                check.place(quotation)
                or check.subject(claim, quotation)
                or check.meaning(claim, quotation)
            )
            if fault is not None:
                yield fault


class _Check:
    def __init__(
        self, corpus: Corpus, vocabulary: Vocabulary, documents: Mapping[str, str]
    ) -> None:
        self._documents = documents
        self._mentions = Mentions(corpus)
        self._wordings = Wordings(corpus, vocabulary)

    def place(self, quotation: Quotation) -> DataError | None:
        """Whether the range holds the words and the paragraph given."""
        text, row = self._documents[quotation.source], quotation.row
        found = reading.collapse(text[quotation.start : quotation.end])
        if found != quotation.as_written:
            return row.error(
                "as_written",
                f"{found!r} stands there, not {quotation.as_written!r}",
                f"correct the range or the words{_hint(text, quotation.as_written)}",
            )
        if _cuts(text, quotation.start) or _cuts(text, quotation.end):
            return row.error(
                "start" if _cuts(text, quotation.start) else "end",
                "the range cuts a word or a number in two",
                "let it hold whole words",
            )
        paragraph = paragraph_at(text, quotation.start)
        if paragraph != quotation.paragraph:
            return row.error(
                "paragraph", f"the range lies in paragraph {paragraph}", f"write {paragraph}"
            )
        return None

    def subject(self, claim: Claim, quotation: Quotation) -> DataError | None:
        """Whether the line that holds the range speaks of what the claim is about."""
        line = line_at(self._documents[quotation.source], quotation.start)
        if self._mentions.speaks_of(line, claim.subject):
            return None
        return quotation.row.error(
            "subject",
            f"the line of the range does not speak of {claim.row['subject']}",
            "correct the subject or the range, or add the wording to data/entities/sebutan.csv",
        )

    def meaning(self, claim: Claim, quotation: Quotation) -> DataError | None:
        """Whether the words, read as the row says, equal the value of the claim."""
        fault = self._wordings.fault(claim, quotation)
        if fault is None and not self._borne_out(claim, quotation):
            return does_not_give(quotation)
        return fault

    def _borne_out(self, claim: Claim, quotation: Quotation) -> bool:
        """What the words alone do not tell: where they point to, and what stands around them."""
        reference = reading.REFERENCE.fullmatch(quotation.normalisation)
        if reference is not None and isinstance(claim.value, NamedNode):
            antecedent = slice(int(reference[1]), int(reference[2]))
            words = self._documents[quotation.source][antecedent]
            return self._wordings.name(claim.value, words, reading.PLAIN)
        if quotation.normalisation == reading.PART:
            return self._adjacent(parts_of(claim, quotation.source))
        if quotation.normalisation in (reading.TRANSLATION, reading.RESTATEMENT):
            return self._numbers_stand_there(claim.value.value, quotation)
        return True

    def _adjacent(self, parts: Sequence[Quotation]) -> bool:
        """Whether the parts are one stretch of their text."""
        return not any(
            self._documents[one.source][one.end : two.start].strip() for one, two in pairwise(parts)
        )

    def _numbers_stand_there(self, sentence: str, quotation: Quotation) -> bool:
        """A sentence of our own brings in no number that the paragraph does not have."""
        text = self._documents[quotation.source]
        there = _NUMBER.findall(paragraph_text(text, quotation.start))
        return set(_NUMBER.findall(sentence)) <= set(there)


def _cuts(text: str, position: int) -> bool:
    """Whether the position lies inside a word, or inside a number with its separators."""
    return _INSIDE.match(text, position) is not None


def _hint(text: str, words: str) -> str:
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    places = [f"{match.start()}–{match.end()}" for match in re.finditer(pattern, text)]
    return f" (these words stand at {', '.join(places[:3])})" if places else ""
