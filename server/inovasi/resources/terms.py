"""RDF terms as answers in SPARQL JSON hold them (SPARQL 1.1 Query Results JSON Format, 3.2.2)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final, NamedTuple

from inovasi import iris

STRING = iris.expand("xsd:string")


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


def read_term(found: Mapping[str, Any] | None) -> Term:
    """The term of a binding; UNBOUND where there is none."""
    if found is None:
        return UNBOUND
    kind, text = found["type"], found["value"]
    if kind == "uri":
        return Term(_IRI, text)
    if kind == "literal":
        language = found.get("xml:lang", "")
        return Term(_LITERAL, text, language, "" if language else found.get("datatype", STRING))
    if kind == "bnode":
        return Term(Kind.BLANK, f"_:{text}")
    parts = (text[role] for role in ("subject", "predicate", "object"))
    return Term(Kind.TRIPLE, f"<<( {' '.join(read_term(part).key for part in parts)} )>>")
