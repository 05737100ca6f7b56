"""Where facts come from: each source with what it is, its terms, and what is taken from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from flask import Response

from inovasi import paths
from inovasi.knowledge.documents import read_lengths
from inovasi.resources.asking import Asker
from inovasi.resources.labels import Names, read_labels
from inovasi.resources.sources import Sort, Source, read_sources
from inovasi.serving.pages import Pages
from inovasi.serving.prepared import Prepared

# It takes milliseconds, unless there are hundreds of thousands of claims.
PATIENCE_S: Final = 3.0


@dataclass
class Sources:
    """Answers ``/sources``; they are read once for a state of the data."""

    asker: Asker
    pages: Pages
    _sources: Prepared[str, tuple[Source, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self._sources = Prepared(lambda _: read_sources(self.asker), PATIENCE_S)

    @cached_property
    def lengths(self) -> dict[str, int]:
        """How long each document is that the project knows, by its checksum."""
        return read_lengths(paths.DATA / "sources")

    def view(self) -> Response:
        """All of them by sort."""
        sources = self._sources.get(self.asker.version)
        known = sources or ()
        labels = read_labels(self.asker, [iri for source in known for iri in source.iris])
        labels |= {source.iri: dict(source.labels) for source in known}
        response = self.pages.render(
            "sources.html",
            pending=sources is None,
            groups=[(sort, [each for each in known if each.sort is sort]) for sort in Sort],
            lengths=self.lengths,
            named=Names(labels, self.pages.language),
        )
        response.headers["Cache-Control"] = "no-cache" if sources is not None else "no-store"
        if sources is not None:
            response.add_etag()
        return response
