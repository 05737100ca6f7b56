"""Checks of a text on its way to a parser that would end the process, hang or accept half of it."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Final, Protocol
from xml.parsers import expat

MAX_NESTING: Final = 200
_ESCAPE: Final = re.compile(rb"\\.", re.DOTALL)
_STEPS: Final = {ord("{"): 1, ord("["): 1, ord("}"): -1, ord("]"): -1, ord("\n"): 0}
_TOO_DEEP: Final = f"it is nested more than {MAX_NESTING} deep"
_OPENING: Final = b"<<("
# What can stand between a triple term and the one that is its object; cut short at the end of a
# piece. A quote or a parenthesis ends a chain, unless it is part of an IRI or escaped in a name.
_CHAIN: Final = re.compile(
    rb"""(?:<<\((?:(?:<[^<>]*+(?:>|\Z)|[^<>"'()#\\]++)++|\\(?:.|\Z)|<<\Z|\#[^\n]*+)*+)++""",
    re.DOTALL,
)
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
                raise Malformed(_TOO_DEEP, line)
        self._line += outside.count(b"\n")


class TermNesting:
    """Bounds how deep triple terms lie in each other in Turtle and its kin, for the same reason.

    Only the object of a triple term can be another, so those that are nested stand in a chain, with
    nothing but two names and comments between them; a chain is what is counted.
    """

    def __init__(self) -> None:
        self._line = 1
        # The end of the text so far, as far as a chain may go on behind it.
        self._left = b""

    def feed(self, piece: bytes) -> None:
        text = self._left + piece
        end = max(len(text) - 2, 0)
        # Bytes are searched for three of them much faster than by an expression.
        at = text.find(_OPENING)
        while at >= 0 and (chain := _CHAIN.match(text, at)):
            if chain[0].count(_OPENING) > MAX_NESTING:
                raise Malformed(_TOO_DEEP, self._line + text.count(b"\n", 0, at))
            if chain.end() == len(text):
                end = at
            at = text.find(_OPENING, chain.end())
        self._line += text.count(b"\n", 0, end)
        self._left = text[end:]


class XmlForm:
    """Reads along: the RDF/XML parser takes half a document for one, and expands any entity.

    Expat bounds what entities expand to, and fetches nothing. The parser calls itself for a triple
    in a triple, and two elements make one level.
    """

    def __init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._open
        self._parser.EndElementHandler = self._close
        self._depth = 0

    def feed(self, piece: bytes) -> None:
        try:
            self._parser.Parse(piece, not piece)
        except expat.ExpatError as error:
            raise Malformed(expat.ErrorString(error.code), error.lineno) from None

    def _open(self, *_: object) -> None:
        self._depth += 1
        if self._depth > 2 * MAX_NESTING:
            raise Malformed(_TOO_DEEP, self._parser.CurrentLineNumber)

    def _close(self, _: str) -> None:
        self._depth -= 1
