"""Cuts a SPARQL text into tokens, in time linear in its length.

Follows the terminals of SPARQL 1.1 (19.8, productions 139 to 173) with the language tags of 1.2.
Two narrowings on purpose: a code point escape counts only inside strings and IRIs, as for the
engine, and three quotes always open a long string. Every quantifier is possessive, so nothing is
ever read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple, cast

from inovasi.errors import MalformedQuery


class Kind(StrEnum):
    """What a token is; ``WORD`` covers keywords, function names and the literals true and false."""

    IRI = "IRI"
    STRING = "STRING"
    VARIABLE = "VARIABLE"
    BLANK = "BLANK"
    LANGUAGE = "LANGUAGE"
    NUMBER = "NUMBER"
    PREFIXED = "PREFIXED"
    WORD = "WORD"
    SYMBOL = "SYMBOL"


class Token(NamedTuple):
    """A piece of the text; ``start`` counts code points from 0."""

    kind: Kind
    text: str
    start: int


_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_EXTENDERS = "\u00b7\u0300-\u036f\u203f-\u2040"
_CHARS = rf"{_BASE}_0-9{_EXTENDERS}\-"
# No halves of surrogate pairs, and nothing past the last character that there is.
_CODE_POINT = (
    r"\\u(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4}"
    r"|\\U(?!0000[Dd][89A-Fa-f])(?:000[0-9A-Fa-f]|0010)[0-9A-Fa-f]{4}"
)
_ESCAPE = rf"\\[tbnrf\\\"']|{_CODE_POINT}"
_PLX = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"


def _long_string(quote: str) -> str:
    return rf"{quote * 3}(?:{quote}{{0,2}}+(?:[^{quote}\\]|{_ESCAPE}))*+{quote * 3}"


def _short_string(quote: str) -> str:
    return rf"{quote}(?!{quote}{quote})(?:[^{quote}\\\n\r]|{_ESCAPE})*+{quote}"


_BETWEEN = r"(?:[ \t\r\n]++|#[^\r\n]*+)*+"
_GAP: Final = re.compile(_BETWEEN)
_TOKENS = "|".join(
    f"(?P<{kind}>{pattern})"
    for kind, pattern in (
        (Kind.IRI, rf"<(?:[^\x00-\x20<>\"{{}}|^`\\]|{_CODE_POINT})*+>"),
        (
            Kind.STRING,
            "|".join(f(q) for q in ('"', "'") for f in (_long_string, _short_string)),
        ),
        (Kind.VARIABLE, rf"[?$][{_BASE}_0-9][{_BASE}_0-9{_EXTENDERS}]*+"),
        (Kind.BLANK, rf"_:[{_BASE}_0-9](?:[{_CHARS}]|\.++(?=[{_CHARS}]))*+"),
        (Kind.LANGUAGE, r"@[A-Za-z]++(?:-[A-Za-z0-9]++)*+(?:--[A-Za-z]++)?+"),
        (
            Kind.NUMBER,
            r"(?:[0-9]++\.[0-9]*+|\.[0-9]++|[0-9]++)[eE][+-]?+[0-9]++|[0-9]*+\.[0-9]++|[0-9]++",
        ),
        (Kind.SYMBOL, r"\^\^|\|\||&&|!=|<=|>=|[{}()\[\];,.+\-*/|^=!<>?~]"),
    )
)
# With what stands before it: one look at the text for most tokens.
_TOKEN: Final = re.compile(f"{_BETWEEN}(?:{_TOKENS})")
# Looked up more quickly than by calling the class.
_KINDS: Final[dict[str, Kind]] = {kind.value: kind for kind in Kind}
_NAME: Final = re.compile(rf"[{_BASE}](?:[{_CHARS}]|\.++(?=[{_CHARS}]))*+")
_LOCAL: Final = re.compile(
    rf"(?:(?:[{_BASE}_:0-9]|{_PLX})(?:[{_CHARS}:]|{_PLX}|\.++(?=[{_CHARS}:]|{_PLX}))*+)?+"
)
_WORD: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*+")


def tokens(text: str) -> Iterator[Token]:
    """The tokens in their order, without white space and comments.

    MalformedQuery at the first character that begins none.
    """
    position = 0
    # A prefix that starts inside a run of name characters ends with the run: none is read twice.
    run_end = 0
    while True:
        match = _TOKEN.match(text, position)
        if match is not None:
            kind = cast("str", match.lastgroup)
            yield Token(_KINDS[kind], match[kind], match.start(kind))
            position = match.end()
            continue
        position = _end(_GAP, text, position)
        if position == len(text):
            return
        if position >= run_end:
            name = _NAME.match(text, position)
            run_end = name.end() if name else position
        token = _named(text, position, run_end)
        yield token
        position += len(token.text)


def _named(text: str, start: int, run_end: int) -> Token:
    """A prefixed name where a colon ends the run of name characters, a word elsewhere."""
    if text.startswith(":", run_end):
        return Token(Kind.PREFIXED, text[start : _end(_LOCAL, text, run_end + 1)], start)
    word = _WORD.match(text, start)
    if word is None:
        quoted = text[start] in "\"'"
        reason = "opens a string that is not closed or holds a wrong escape"
        raise malformed(f"{text[start]!r} {reason if quoted else 'cannot stand here'}", text, start)
    return Token(Kind.WORD, word[0], start)


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position


def malformed(detail: str, text: str, offset: int) -> MalformedQuery:
    """The error for a place in the text, with line and column counted from 1."""
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    return MalformedQuery(f"line {line}, column {column}: {detail}", line, column)
