"""The result formats in one table, and the choice among them by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from inovasi.errors import MalformedRequest, NotAcceptable


class Form(StrEnum):
    """The four forms of a query (SPARQL 1.1, 16)."""

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"

    @property
    def gives_graph(self) -> bool:
        """Whether the answer is triples rather than rows or a truth value."""
        return self in (Form.CONSTRUCT, Form.DESCRIBE)


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write an answer: the first media type is its own, the others are also asked for.

    ``aliases`` are names by which it is known elsewhere.
    """

    name: str
    title: str
    suffix: str
    forms: frozenset[Form]
    media_types: tuple[str, ...]
    aliases: tuple[str, ...] = ()

    @property
    def media_type(self) -> str:
        """The registered media type."""
        return self.media_types[0]


@dataclass(frozen=True, slots=True)
class Choice:
    """The format chosen, under the media type that the client asked for."""

    format: Format
    media_type: str

    @property
    def content_type(self) -> str:
        """The media type as a header value; everything is written in UTF-8."""
        text = self.media_type.startswith("text/")
        return f"{self.media_type}; charset=utf-8" if text else self.media_type


_ROWS = frozenset({Form.SELECT})
_TRUTH = frozenset({Form.SELECT, Form.ASK})
_GRAPH = frozenset({Form.CONSTRUCT, Form.DESCRIBE})

# The order is the preference where a client does not mind: the first that fits is the default.
FORMATS: Final = (
    Format("json", "JSON", ".srj", _TRUTH, ("application/sparql-results+json", "application/json")),
    Format("xml", "XML", ".srx", _TRUTH, ("application/sparql-results+xml", "application/xml")),
    Format("csv", "CSV", ".csv", _ROWS, ("text/csv",)),
    Format("tsv", "TSV", ".tsv", _ROWS, ("text/tab-separated-values",)),
    Format(
        "turtle",
        "Turtle",
        ".ttl",
        _GRAPH,
        ("text/turtle", "application/x-turtle"),
        # Any Turtle is N3.
        ("ttl", "n3"),
    ),
    Format("ntriples", "N-Triples", ".nt", _GRAPH, ("application/n-triples",), ("nt", "n-triples")),
    Format("nquads", "N-Quads", ".nq", _GRAPH, ("application/n-quads",), ("nq", "n-quads")),
    Format("trig", "TriG", ".trig", _GRAPH, ("application/trig",)),
    Format(
        "rdfxml",
        "RDF/XML",
        ".rdf",
        _GRAPH,
        ("application/rdf+xml", "application/xml"),
        ("rdf", "rdf+xml", "xml"),
    ),
    Format(
        "jsonld",
        "JSON-LD",
        ".jsonld",
        _GRAPH,
        ("application/ld+json", "application/json"),
        ("json-ld", "json"),
    ),
)
HTML: Final = Format("html", "HTML", ".html", frozenset(Form), ("text/html",))


def offered(form: Form, extra: Sequence[Format] = ()) -> tuple[Format, ...]:
    """The formats in which a query of this form can be answered, the default first."""
    return tuple(known for known in (*FORMATS, *extra) if form in known.forms)


def choices(form: Form, extra: Sequence[Format] = ()) -> tuple[Choice, ...]:
    """Every format and media type that can answer a query of this form, the unregistered last."""
    found = (
        Choice(known, media_type)
        for known in offered(form, extra)
        for media_type in known.media_types
    )
    return tuple(sorted(found, key=lambda choice: "/x-" in choice.media_type))


def named(name: str, form: Form, extra: Sequence[Format] = ()) -> Choice:
    """The format of this name or media type, where it can answer a query of this form."""
    # A plus sign that nobody encoded arrives as a blank.
    wanted = name.strip().lower().replace(" ", "+")
    for choice in choices(form, extra):
        if wanted in (choice.format.name, choice.media_type, *choice.format.aliases):
            return choice
    everything = (*FORMATS, *extra)
    if any(wanted in (known.name, *known.media_types, *known.aliases) for known in everything):
        raise not_acceptable(f"{form} gives no answer as {wanted}", form, extra)
    names = ", ".join(known.name for known in everything)
    raise MalformedRequest(f"There is no result format {name!r}", f"take one of {names}")


def not_acceptable(detail: str, form: Form, extra: Sequence[Format] = ()) -> NotAcceptable:
    """The error that says what is offered instead."""
    return NotAcceptable(detail, tuple(known.media_type for known in offered(form, extra)))
