"""The kinds of pages, each with the address of one: what holds for pages is asked of all these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Kind:
    """An address over the published graph, and the status with which its page comes."""

    name: str
    address: str
    status: int = 200

    def __str__(self) -> str:
        return self.name

    def within(self, language: str) -> str:
        """The address in a language."""
        return f"{self.address}{'&' if '?' in self.address else '?'}lang={language}"


def _asked(query: str) -> str:
    return "/sparql?" + urlencode({"query": query})


KINDS: Final = (
    Kind("home", "/"),
    Kind("catalogue", "/catalog"),
    Kind("releases", "/releases"),
    Kind("release", "/releases/0.2.0"),
    Kind("difference", "/releases/0.1.0..0.2.0"),
    Kind("cite", "/cite"),
    Kind("cite-thing", "/cite?id=https://w3id.org/inovasi/id/wilayah/33.71"),
    Kind("question", "/?q=dua-skor-magelang"),
    Kind("table", _asked("SELECT * { ?s ?p ?o } LIMIT 50")),
    Kind("empty-table", _asked("SELECT * { ?s <http://a/b> ?o }")),
    Kind("graph", _asked("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 50")),
    Kind("truth", _asked("ASK { ?s ?p ?o }")),
    Kind("not-a-query", _asked("SELECT * { ?s ?p "), 400),
    Kind("not-found", "/nowhere", 404),
)
LANGUAGES: Final = ("id", "en")
