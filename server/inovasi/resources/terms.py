"""RDF terms as answers in tabs hold them (SPARQL 1.1 Query Results CSV and TSV Formats, 4).

They are read in a third of the time that those of SPARQL JSON take.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final, NamedTuple

from inovasi import iris

STRING = iris.expand("xsd:string")
# Of literals that stand without quotes.
_BOOLEAN, _INTEGER, _DECIMAL, _DOUBLE = (
    iris.expand(f"xsd:{name}") for name in ("boolean", "integer", "decimal", "double")
)
_ESCAPED: Final = re.compile(r"\\(.)")
_SIGNS: Final = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f", **{c: c for c in "\"'\\"}}
_BRACKETS: Final = ("<<(", ")>>")
_parts: Final = re.compile(
    r"""<<\(|\)>>|<[^>]*>|"(?:[^"\\]|\\.)*"(?:@[\w-]+|\^\^<[^>]*>)?|[^\s]+"""
).findall


class Kind(StrEnum):
    """What a term is."""

    IRI = "uri"
    LITERAL = "literal"
    BLANK = "bnode"
    TRIPLE = "triple"


# To look up a member takes as long as to make a term.
_IRI: Final = Kind.IRI
_LITERAL: Final = Kind.LITERAL


class Term(NamedTuple):
    """A term; ``datatype`` is that of a literal without a language, ``text`` of a triple Turtle."""

    kind: Kind
    text: str
    language: str = ""
    datatype: str = ""

    @property
    def iri(self) -> str:
        """The IRI, empty for other terms."""
        return self.text if self.kind is _IRI else ""

    @property
    def key(self) -> str:
        """What tells the term from others, in the notation of N-Triples but for the escapes."""
        if self.kind is _IRI:
            return f"<{self.text}>"
        if self.kind is not _LITERAL:
            return self.text
        return f'"{self.text}"' + (f"@{self.language}" if self.language else f"^^{self.datatype}")


UNBOUND = Term(Kind.LITERAL, "")
"""In the place of a variable that a solution leaves unbound: its text is empty."""


def read_term(token: str) -> Term:
    """The term of a field; UNBOUND for an empty one."""
    match token[:1]:
        case "<":
            return _triple(token) if token.startswith("<<(") else Term(_IRI, token[1:-1])
        case '"':
            return _quoted(token)
        case "_":
            return Term(Kind.BLANK, token)
    return _bare(token) if token else UNBOUND


def _triple(token: str) -> Term:
    parts = (part if part in _BRACKETS else read_term(part).key for part in _parts(token))
    return Term(Kind.TRIPLE, " ".join(parts))


def _quoted(token: str) -> Term:
    text, _, kind = token[1:].rpartition('"')
    if "\\" in text:
        text = _ESCAPED.sub(lambda found: _SIGNS[found[1]], text)
    if kind.startswith("@"):
        # Which way the text runs is no part of its language.
        return Term(_LITERAL, text, kind[1:].partition("--")[0])
    return Term(_LITERAL, text, datatype=kind[3:-1] or STRING)


def _bare(token: str) -> Term:
    if token in ("true", "false"):
        return Term(_LITERAL, token, datatype=_BOOLEAN)
    point = _DECIMAL if "." in token else _INTEGER
    return Term(_LITERAL, token, datatype=_DOUBLE if "e" in token.lower() else point)


class Terms(dict[str, Term]):
    """The terms of an answer by their fields: many stand in it again and again."""

    def __missing__(self, token: str) -> Term:
        found = self[token] = read_term(token)
        return found
