"""In which order people expect things: numbers by size, also within names, and gaps at the end."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Final

# Longer runs of digits are read as text, as they name things rather than count them.
_DIGITS: Final = re.compile(r"([0-9]{1,15})")

Natural = tuple[tuple[int, int, str], ...]
Key = tuple[int, float, Natural]


def natural(text: str) -> Natural:
    """A key by which "Kota 2" comes before "kota 10"."""
    parts = _DIGITS.split(text.casefold())
    if len(parts) == 1:
        return ((1, 0, parts[0]),)
    return tuple(
        (0, int(part), "") if number % 2 else (1, 0, part)
        for number, part in enumerate(parts)
        if part
    )


def key_of(text: str, *, numeric: bool) -> Key:
    """A key for a value; what a numeric column holds besides numbers comes behind them."""
    if numeric:
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if not math.isnan(number):
            return 0, number, ()
    return 1, 0.0, natural(text)


def ordered(
    found: Mapping[str, Sequence[str]], *, numeric: bool = False, descending: bool = False
) -> list[str]:
    """Things by their values; one with several stands where the first of them would.

    Those without a value come last in either direction, and equals in the order of their IRIs.
    """
    chosen = max if descending else min
    keys = {
        thing: chosen(key_of(value, numeric=numeric) for value in values)
        for thing, values in found.items()
        if values
    }
    tied = sorted(found)
    with_value = [thing for thing in tied if thing in keys]
    with_value.sort(key=keys.__getitem__, reverse=descending)
    return [*with_value, *(thing for thing in tied if thing not in keys)]
