"""What claims have in place of names: the things they are about, and the properties."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from inovasi import iris
from inovasi.resources.asking import Asker, portions

_STATED: Final = """SELECT DISTINCT ?claim ?about ?property WHERE {
  VALUES ?claim { $claims }
  { ?claim inov:about ?about ; inov:onProperty ?property }
  UNION { GRAPH ?graph { ?claim inov:about ?about ; inov:onProperty ?property } }
}"""


class Stated(NamedTuple):
    """What a claim is about, and by which property, as IRIs."""

    about: str
    property: str


def is_claim(iri: str) -> bool:
    """Whether an identifier has the form of those of claims."""
    return iri.startswith(f"{iris.ENTITY}klaim/")


def read_stated(asker: Asker, things: Iterable[str]) -> dict[str, Stated]:
    """What those things are about that are claims; of a claim about several things the last one."""
    return {
        claim.text: Stated(about.text, property_.text)
        for block in portions(iri for iri in things if is_claim(iri))
        for claim, about, property_ in sorted(asker.rows(_STATED, claims=block))
    }
