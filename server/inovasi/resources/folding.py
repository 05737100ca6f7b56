"""Texts as they are compared: without case, diacritics and signs that nobody types."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Final

_WORD: Final = re.compile(r"\w+")
# Marks of direction, soft hyphens, joiners: they are read and never typed.
_UNSEEN: Final = "Cf"

Span = tuple[int, int]


def fold(text: str) -> str:
    """The text as it is compared."""
    if text.isascii():
        return text.lower()
    return "".join(map(_folded, text))


def words(text: str) -> list[str]:
    """The words of a text, folded, in their order."""
    return _WORD.findall(fold(text))


def marks(text: str, matched: Callable[[str], int]) -> tuple[Span, ...]:
    """Where the words of a text match: ``matched`` gives how many characters of a folded word do.

    The spans are of the text as it is written, in order, none within another.
    """
    folded, origin = [], []
    for place, character in enumerate(text):
        for sign in _folded(character):
            folded.append(sign)
            origin.append(place)
    return tuple(_spans("".join(folded), origin, matched))


def _spans(folded: str, origin: list[int], matched: Callable[[str], int]) -> Iterator[Span]:
    end = 0
    for word in _WORD.finditer(folded):
        if length := matched(word[0]):
            start = max(end, origin[word.start()])
            end = origin[word.start() + length - 1] + 1
            if start < end:
                yield start, end


def _folded(character: str) -> str:
    parts = unicodedata.normalize("NFKD", character).casefold()
    return "".join(
        part
        for part in parts
        if not unicodedata.combining(part) and unicodedata.category(part) != _UNSEEN
    )
