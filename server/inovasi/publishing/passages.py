"""Every quotation against its document: the range holds the words, and the words give the value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from inovasi import iris
from inovasi.errors import DataError
from inovasi.knowledge.vocabulary import Vocabulary
from inovasi.publishing import reading
from inovasi.publishing.mentions import Mentions
from inovasi.publishing.model import Claim, Corpus, Quotation
from inovasi.publishing.sources import DOCUMENT, read_document
from inovasi.publishing.values import resource

_NUMBER = re.compile(r"\d+")
_NOTE = resource("inov:note")
_XSD = iris.PREFIXES["xsd"]
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
        self._corpus = corpus
        self._vocabulary = vocabulary
        self._documents = documents
        self._mentions = Mentions(corpus)
        self._links: dict[tuple[NamedNode, str], str] = {
            (link.subject, iris.shorten(link.predicate.value)): link.value.value
            for link in corpus.links
        }
        self._translatable = {
            (claim.subject, claim.predicate, quotation.node)
            for claim in corpus.claims
            for quotation in claim.quotations
            if isinstance(claim.value, Literal) and claim.value.language == "id"
        }

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
        rule, row = quotation.normalisation, quotation.row
        reference = reading.REFERENCE.fullmatch(rule)
        if rule not in reading.RULES and reference is None:
            known = ", ".join((*reading.RULES[1:], "reference:START-END"))
            return row.error(
                "normalisation", f"{rule!r} is not known", f"leave it empty or write one of {known}"
            )
        if self._equal(claim, quotation, reference):
            return None
        return row.error(
            "value",
            f"{quotation.as_written!r} as written does not give {claim.row['value']!r}",
            "correct the value or the range, or state the normalisation that leads to it",
        )

    def _equal(self, claim: Claim, quotation: Quotation, reference: re.Match[str] | None) -> bool:
        if not isinstance(claim.value, NamedNode):
            return self._literal(claim, claim.value, quotation)
        if reference is None:
            return self._names(claim.value, quotation.as_written, quotation.normalisation)
        antecedent = slice(int(reference[1]), int(reference[2]))
        words = self._documents[quotation.source][antecedent]
        return self._names(claim.value, words, reading.PLAIN)

    def _names(self, node: NamedNode, words: str, rule: str) -> bool:
        if rule == reading.GOVERNMENT:
            governed = self._links.get((node, "inov:governs"))
            return governed is not None and reading.same_name(
                words, self._wordings(NamedNode(governed))
            )
        if rule != reading.PLAIN:
            return False
        if reading.same_name(words, self._wordings(node)):
            return True
        ends = tuple(self._links.get((node, f"inov:period{end}")) for end in ("Start", "End"))
        return reading.years(words) == ends

    def _wordings(self, node: NamedNode) -> Sequence[str]:
        entity = self._corpus.entities.get(node)
        return entity.wordings() if entity else self._vocabulary.labels(node.value)

    def _literal(self, claim: Claim, value: Literal, quotation: Quotation) -> bool:
        rule, words = quotation.normalisation, quotation.as_written
        if rule == reading.PART:
            return self._joined(claim.quotations, quotation.source) == value.value
        if rule == reading.SPELLING:
            names = self._wordings(claim.subject)
            return reading.same_name(words, names) and reading.same_name(value.value, names)
        if value.language is not None:
            return self._text(claim, value, quotation)
        datatype = value.datatype.value.removeprefix(_XSD)
        if datatype == "boolean":
            names = self._vocabulary.labels(claim.predicate.value)
            said = value.value == "true" and reading.same_name(words, names)
            return rule == reading.PLAIN and said
        return reading.literal(words, datatype, rule) == value.value

    def _joined(self, quotations: Iterable[Quotation], source: str) -> str:
        """The parts of one source as one stretch of its text; empty where they are apart."""
        parts = [q for q in quotations if q.source == source and q.normalisation == reading.PART]
        parts.sort(key=lambda part: part.start)
        text = self._documents[source]
        if any(text[one.end : two.start].strip() for one, two in pairwise(parts)):
            return ""
        return " ".join(part.as_written for part in parts)

    def _text(self, claim: Claim, value: Literal, quotation: Quotation) -> bool:
        if quotation.normalisation == reading.TRANSLATION:
            original = (claim.subject, claim.predicate, quotation.node)
            translated = value.language == "en" and original in self._translatable
            return translated and self._numbers_stand_there(value, quotation)
        if quotation.normalisation == reading.RESTATEMENT:
            known = self._vocabulary.property(claim.predicate.value)
            argued = known.claim_only or claim.predicate == _NOTE
            restated = value.language == "id" and argued
            return restated and self._numbers_stand_there(value, quotation)
        verbatim = value.language == "id" and quotation.as_written == value.value
        return quotation.normalisation == reading.PLAIN and verbatim

    def _numbers_stand_there(self, value: Literal, quotation: Quotation) -> bool:
        """A sentence of our own brings in no number that the paragraph does not have."""
        text = self._documents[quotation.source]
        there = _NUMBER.findall(paragraph_text(text, quotation.start))
        return set(_NUMBER.findall(value.value)) <= set(there)


def _cuts(text: str, position: int) -> bool:
    """Whether the position lies inside a word, or inside a number with its separators."""
    return _INSIDE.match(text, position) is not None


def _hint(text: str, words: str) -> str:
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    places = [f"{match.start()}–{match.end()}" for match in re.finditer(pattern, text)]
    return f" (these words stand at {', '.join(places[:3])})" if places else ""
