"""Checks of a text on its way to a parser that would end the process, hang or accept half of it."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Final, Protocol
from xml.parsers import expat

MAX_NESTING: Final = 200
_ESCAPE: Final = re.compile(rb"\\.", re.DOTALL)
_STEPS: Final = {ord("{"): 1, ord("["): 1, ord("}"): -1, ord("]"): -1, ord("\n"): 0}
_OTHER_BYTES: Final = bytes(set(range(256)) - set(_STEPS))


class Malformed(Exception):
    """What is wrong with the text; ``line`` counts from 1, 0 where unknown."""

    def __init__(self, problem: str, line: int = 0) -> None:
        super().__init__(problem)
        self.problem, self.line = problem, line


class Check(Protocol):
    """Sees every piece of the text before the parser does."""

    def feed(self, piece: bytes) -> None:
        """Raises Malformed; an empty piece is the end of the text."""


class NoCheck:
    """For parsers that need none."""

    def feed(self, piece: bytes) -> None:
        """Lets everything through."""


class JsonNesting:
    """Bounds how deep arrays and objects lie in each other: the JSON-LD parser calls itself."""

    def __init__(self) -> None:
        self._depth = 0
        self._line = 1
        self._in_string = False
        self._escaping = False

    def feed(self, piece: bytes) -> None:
        piece = _ESCAPE.sub(b"", piece[self._escaping :])
        self._escaping = piece.endswith(b"\\")
        parts = piece.split(b'"')
        outside = b"".join(parts[self._in_string :: 2]).translate(None, _OTHER_BYTES)
        self._in_string ^= len(parts) % 2 == 0
        depths = accumulate((_STEPS[byte] for byte in outside), initial=self._depth)
        for at, self._depth in enumerate(depths):
            if self._depth > MAX_NESTING:
                line = self._line + outside.count(b"\n", 0, at)
                raise Malformed(f"it is nested more than {MAX_NESTING} deep", line)
        self._line += outside.count(b"\n")


class XmlForm:
    """Reads along: the RDF/XML parser takes half a document for one, and expands any entity.

    Expat bounds what entities expand to, and fetches nothing.
    """

    def __init__(self) -> None:
        self._parser = expat.ParserCreate()

    def feed(self, piece: bytes) -> None:
        try:
            self._parser.Parse(piece, not piece)
        except expat.ExpatError as error:
            raise Malformed(expat.ErrorString(error.code), error.lineno) from None
