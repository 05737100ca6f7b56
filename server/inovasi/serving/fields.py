"""The grammar that header fields share (RFC 9110, 5.6 and 12.4.2): lists, parameters, weights."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

# Nobody has so many wishes; more are not looked at.
MAX_ITEMS: Final = 256

_NAME: Final = r"[!#$%&'*+\-.^_`|~0-9A-Za-z]++"
# A quoted string that is not closed goes on to the end, so that nothing is read twice.
_QUOTED: Final = r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)'
_ELEMENT: Final = re.compile(rf'(?:[^",]++|{_QUOTED})++', re.DOTALL)
# Semicolons with nothing between them are taken in one step.
_PARAMETER: Final = re.compile(
    rf'\s*+;[;\s]*+(?:({_NAME})\s*+=\s*+(?:({_NAME})|"((?:[^"\\]++|\\.)*+)"))?+', re.DOTALL
)
_ITEM: Final = re.compile(
    rf"\s*+({_NAME}(?:/{_NAME})?+)((?:{_PARAMETER.pattern})*+)\s*+", re.DOTALL
)
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_WEIGHT: Final = re.compile(r"[01]?+(?:\.[0-9]*+)?+")


@dataclass(frozen=True, slots=True)
class Item:
    """One element of a list: its value and the names of its parameters in lower case."""

    value: str
    parameters: tuple[tuple[str, str], ...] = ()
    quality: float = 1.0


def items(header: str) -> list[Item]:
    """The elements in their order; what is malformed is left out, as if it were not there.

    Parameters end with the weight. ``q=.5`` and more than three digits are understood.
    """
    found = (_item(match[0]) for match in _ELEMENT.finditer(header))
    return list(islice((item for item in found if item), MAX_ITEMS))


def item(header: str) -> Item | None:
    """The value of a field that has only one, if it is well formed."""
    match = _ITEM.fullmatch(header)
    return Item(match[1].lower(), tuple(_parameters(match[2]))) if match else None


def _item(text: str) -> Item | None:
    match = _ITEM.fullmatch(text)
    if match is None:
        return None
    parameters: list[tuple[str, str]] = []
    for name, value in _parameters(match[2]):
        if name == "q":
            quality = _quality(value)
            return None if quality is None else Item(match[1].lower(), tuple(parameters), quality)
        parameters.append((name, value))
    return Item(match[1].lower(), tuple(parameters))


def _parameters(text: str) -> Iterator[tuple[str, str]]:
    for name, token, quoted in _PARAMETER.findall(text):
        if name:
            yield name.lower(), token or _ESCAPED.sub(r"\1", quoted)


def _quality(text: str) -> float | None:
    if not _WEIGHT.fullmatch(text) or text in ("", "."):
        return None
    quality = float(text)
    return quality if quality <= 1 else None
