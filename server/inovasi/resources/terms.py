"""RDF terms as answers in SPARQL JSON hold them (SPARQL 1.1 Query Results JSON Format, 3.2.2)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from inovasi import iris

STRING = iris.expand("xsd:string")


class Kind(StrEnum):
    """What a term is."""

    IRI = "uri"
    LITERAL = "literal"
    BLANK = "bnode"
    TRIPLE = "triple"


class Term(NamedTuple):
    """A term; ``datatype`` is that of a literal without a language, ``text`` of a triple Turtle."""

    kind: Kind
    text: str
    language: str = ""
    datatype: str = ""

    @property
    def iri(self) -> str:
        """The IRI, empty for other terms."""
        return self.text if self.kind is Kind.IRI else ""

    @property
    def key(self) -> str:
        """What tells the term from others, in the notation of N-Triples but for the escapes."""
        if self.kind is Kind.IRI:
            return f"<{self.text}>"
        if self.kind is not Kind.LITERAL:
            return self.text
        return f'"{self.text}"' + (f"@{self.language}" if self.language else f"^^{self.datatype}")


UNBOUND = Term(Kind.LITERAL, "")
"""In the place of a variable that a solution leaves unbound: its text is empty."""


def read_term(found: Mapping[str, Any] | None) -> Term:
    """The term of a binding; UNBOUND where there is none."""
    if found is None:
        return UNBOUND
    match found["type"]:
        case "uri":
            return Term(Kind.IRI, found["value"])
        case "bnode":
            return Term(Kind.BLANK, f"_:{found['value']}")
        case "triple":
            parts = (found["value"][role] for role in ("subject", "predicate", "object"))
            return Term(Kind.TRIPLE, f"<<( {' '.join(read_term(part).key for part in parts)} )>>")
    language = found.get("xml:lang", "")
    datatype = "" if language else found.get("datatype", STRING)
    return Term(Kind.LITERAL, found["value"], language, datatype)
