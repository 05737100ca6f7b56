"""IRIs are minted in one place and stay the same."""

from __future__ import annotations

import pytest

from inovasi import iris


def test_expand_and_shorten_are_inverse_for_terms() -> None:
    assert iris.expand("inov:score") == "https://w3id.org/inovasi/def/score"
    assert iris.shorten(iris.expand("inov:score")) == "inov:score"
    assert iris.shorten("https://example.org/x") == "https://example.org/x"


@pytest.mark.parametrize("name", ["score", "nil:score", "inov:a b", ""])
def test_expand_refuses_what_is_no_prefixed_name(name: str) -> None:
    with pytest.raises(ValueError, match="is not a prefixed name"):
        iris.expand(name)


def test_claim_is_named_by_128_bits_of_its_canonical_triple() -> None:
    one = iris.claim("<a:s>", "<a:p>", '"1"')
    assert one == "https://w3id.org/inovasi/id/klaim/63b2f9f4aed3ad3b3eb9d15dac5d4700"
    assert one != iris.claim("<a:s>", "<a:p>", '"2"')


def test_quotation_is_named_by_its_range() -> None:
    assert iris.quotation("litbang-526", 618, 622) == (
        "https://w3id.org/inovasi/id/sumber/litbang-526/kutipan/618-622"
    )
