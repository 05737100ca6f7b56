"""Claims and quotations are named by what they say."""

from __future__ import annotations

from dataclasses import replace

from inovasi.publishing.model import Corpus
from inovasi.publishing.values import resource


def test_a_claim_is_named_by_its_statement_alone(corpus: Corpus) -> None:
    claim = corpus.claims[0]
    assert replace(claim, facts=(), quotations=()).node == claim.node
    assert replace(claim, subject=resource("wilayah/33")).node != claim.node
    nodes = [claim.node for claim in corpus.claims]
    assert len(nodes) == len(set(nodes))


def test_a_quotation_is_named_by_source_and_range(corpus: Corpus) -> None:
    quotation = next(claim.quotations[0] for claim in corpus.claims if claim.quotations)
    expected = f"sumber/{quotation.source}/kutipan/{quotation.start}-{quotation.end}"
    assert quotation.node == resource(expected)
