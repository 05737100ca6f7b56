"""Which claims conflict, and which values hold."""

from __future__ import annotations

import pytest

from inovasi.knowledge.claims import Rank, direct_values, disputed

P, N, D = Rank.PREFERRED, Rank.NORMAL, Rank.DEPRECATED


@pytest.mark.parametrize(
    ("values", "single", "expected"),
    [
        ([("a", P), ("b", N)], True, ("a",)),
        ([("a", P), ("b", N)], False, ("a",)),
        ([("a", N), ("b", N)], True, ()),
        ([("a", N), ("b", N)], False, ("a", "b")),
        ([("a", N), ("b", D)], True, ("a",)),
        ([("a", N), ("a", N)], True, ("a",)),
        ([("a", D)], True, ()),
        ([("a", D)], False, ()),
        ([], True, ()),
    ],
)
def test_direct_values_by_rank(
    values: list[tuple[str, Rank]], single: bool, expected: tuple[str, ...]
) -> None:
    assert direct_values(values, single_valued=single) == expected


def test_disputed_needs_differing_values_of_a_single_valued_property() -> None:
    assert disputed([("a", P), ("b", N)], single_valued=True)
    assert not disputed([("a", P), ("b", N)], single_valued=False)
    assert not disputed([("a", N), ("a", N)], single_valued=True)
