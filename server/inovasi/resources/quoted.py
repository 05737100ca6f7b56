"""What a quotation is called: its source in short, its paragraph, and its words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from inovasi import iris
from inovasi.resources.asking import Asker, portions

_MOST: Final = 80
_QUOTED: Final = """SELECT ?quotation (MIN(STR(?source)) AS ?in) (MIN(STR(?number)) AS ?paragraph)
  (MIN(STR(?words)) AS ?written) WHERE {
  VALUES ?quotation { $quotations }
  ?quotation prov:wasQuotedFrom ?source
  OPTIONAL { ?quotation inov:paragraph ?number }
  OPTIONAL { ?quotation inov:asWritten ?words }
} GROUP BY ?quotation"""


def is_quotation(iri: str) -> bool:
    """Whether an identifier has the form of those of quotations."""
    return iri.startswith(iris.ENTITY) and "/kutipan/" in iri


def place_in(source: str, paragraph: str) -> str:
    """Where something stands: the end of the source's name, and the paragraph where it is known."""
    name = source.rpartition("/")[2].rpartition("-")[2]
    return f"{name} ¶ {paragraph}" if paragraph else name


def called(source: str, paragraph: str, written: str) -> str:
    """The name of a quotation; of many words the first ones."""
    words = written if len(written) <= _MOST else f"{written[:_MOST]}…"
    return ", ".join(part for part in (place_in(source, paragraph), words and f"“{words}”") if part)


def read_quoted(asker: Asker, things: Iterable[str]) -> dict[str, str]:
    """The names of those things that are quotations."""
    return {
        quotation.text: called(source.text, paragraph.text, written.text)
        for block in portions([iri for iri in things if is_quotation(iri)])
        for quotation, source, paragraph, written in asker.rows(_QUOTED, quotations=block)
    }
