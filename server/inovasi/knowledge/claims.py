"""The rules of claims: what counts as a conflict and which values hold as direct triples."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from enum import StrEnum
from typing import TypeVar

V = TypeVar("V", bound=Hashable)


class Rank(StrEnum):
    """How much weight a claim is given; the value is the local name of its concept."""

    PREFERRED = "Preferred"
    NORMAL = "Normal"
    DEPRECATED = "Deprecated"


def disputed(values: Sequence[tuple[V, Rank]], *, single_valued: bool) -> bool:
    """Whether the claims about one property of one subject cannot all be right."""
    return single_valued and len({value for value, _ in values}) > 1


def direct_values(values: Sequence[tuple[V, Rank]], *, single_valued: bool) -> tuple[V, ...]:
    """The values that hold: the preferred, else every normal one, else none where they dispute."""
    preferred = [value for value, rank in values if rank is Rank.PREFERRED]
    if preferred:
        return tuple(dict.fromkeys(preferred))
    normal = tuple(dict.fromkeys(value for value, rank in values if rank is Rank.NORMAL))
    return () if single_valued and len(normal) > 1 else normal
