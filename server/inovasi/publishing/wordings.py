"""Every quotation against its claim: the words as written, read as the row says, give the value.

It needs no document, so it holds wherever the tables are read; ``passages`` asks the documents.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode

from inovasi import iris
from inovasi.errors import DataError
from inovasi.knowledge.vocabulary import Vocabulary
from inovasi.publishing import reading
from inovasi.publishing.model import Claim, Corpus, Quotation
from inovasi.publishing.values import resource

_NOTE = resource("inov:note")
_XSD = iris.PREFIXES["xsd"]


def check_wordings(corpus: Corpus, vocabulary: Vocabulary) -> Iterator[DataError]:
    """A fault for every quotation whose words do not give the value of its claim."""
    wordings = Wordings(corpus, vocabulary)
    for claim in corpus.claims:
        for quotation in claim.quotations:
            fault = wordings.fault(claim, quotation)
            if fault is not None:
                yield fault


def does_not_give(quotation: Quotation) -> DataError:
    """The fault of a row whose words are not its value."""
    return quotation.row.error(
        "value",
        f"{quotation.as_written!r} as written does not give {quotation.row['value']!r}",
        "correct the value or the range, or state the normalisation that leads to it",
    )


def parts_of(claim: Claim, source: str) -> Sequence[Quotation]:
    """The passages of one source that together are the value, in the order of the text."""
    parts = [q for q in claim.quotations if q.source == source and q.normalisation == reading.PART]
    return sorted(parts, key=lambda part: part.start)


class Wordings:
    """Reads the words of quotations with the names and links of the corpus."""

    def __init__(self, corpus: Corpus, vocabulary: Vocabulary) -> None:
        self._corpus = corpus
        self._vocabulary = vocabulary
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

    def fault(self, claim: Claim, quotation: Quotation) -> DataError | None:
        """What is wrong with the row, as far as it can be seen without the document."""
        rule, row = quotation.normalisation, quotation.row
        reference = reading.REFERENCE.fullmatch(rule)
        if rule not in reading.RULES and reference is None:
            known = ", ".join((*reading.RULES[1:], "reference:START-END"))
            return row.error(
                "normalisation", f"{rule!r} is not known", f"leave it empty or write one of {known}"
            )
        if isinstance(claim.value, Literal):
            given = self._literal(claim, claim.value, quotation)
        else:
            # What a reference points to stands in the document alone.
            given = reference is not None or self.name(claim.value, quotation.as_written, rule)
        return None if given else does_not_give(quotation)

    def name(self, node: NamedNode, words: str, rule: str) -> bool:
        """Whether the words, under the rule, name the thing."""
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
            parts = parts_of(claim, quotation.source)
            return " ".join(part.as_written for part in parts) == value.value
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

    def _text(self, claim: Claim, value: Literal, quotation: Quotation) -> bool:
        if quotation.normalisation == reading.TRANSLATION:
            original = (claim.subject, claim.predicate, quotation.node)
            return value.language == "en" and original in self._translatable
        if quotation.normalisation == reading.RESTATEMENT:
            known = self._vocabulary.property(claim.predicate.value)
            argued = known.claim_only or claim.predicate == _NOTE
            return value.language == "id" and argued
        verbatim = value.language == "id" and quotation.as_written == value.value
        return quotation.normalisation == reading.PLAIN and verbatim
