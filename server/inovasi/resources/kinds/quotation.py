"""A quotation: where it stands in its source, and what is claimed on its ground."""

from __future__ import annotations

from dataclasses import dataclass

from inovasi.resources.asking import Asker
from inovasi.resources.kinds import around, small
from inovasi.resources.kinds.around import Around
from inovasi.resources.labels import Name


@dataclass(frozen=True, slots=True)
class Quotation:
    """What the page of a quotation shows beside its facts."""

    around: Around

    @property
    def called(self) -> Name:
        """Where it is written, and what: a quotation has no name in the graph."""
        return self.around.thing.name


def read(asker: Asker, iri: str, language: str) -> Quotation:
    """The quotation with its source and its claims."""
    return Quotation(around.read(small.QUOTATION, asker, iri, language))
