"""The home page: what this is, what the graph shows, and how to ask it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from flask import Response, request

from inovasi import iris
from inovasi.errors import NotFound
from inovasi.query.saved import SavedQuestion
from inovasi.resources.asking import Asker
from inovasi.resources.listing import COUNTED
from inovasi.serving.figures import Figures, read_figures
from inovasi.serving.negotiation import LANGUAGES
from inovasi.serving.pages import Pages
from inovasi.serving.prepared import Prepared

_EVERYTHING: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_FIRST: Final = f"""PREFIX inov: <{iris.TERM}>
PREFIX skos: <{iris.PREFIXES["skos"]}>

SELECT ?name ?form WHERE {{
  ?innovation a inov:Innovation ;
              skos:prefLabel ?name ;
              inov:category/skos:prefLabel ?form .
  FILTER(LANG(?name) = "$language" && LANG(?form) = "$language")
}}
ORDER BY ?name"""


@dataclass(slots=True)
class Home:
    """Answers ``/``; the figures of a dataset are asked for once in each language."""

    asker: Asker
    pages: Pages
    questions: Sequence[SavedQuestion]
    _figures: Prepared[tuple[str, str], Figures] = field(init=False)

    def __post_init__(self) -> None:
        self._figures = Prepared(lambda key: read_figures(self.asker, key[1]))

    def prepare(self) -> None:
        """Asks for the figures before anyone wants to see them; waits no longer than a visitor."""
        for language in LANGUAGES:
            self._figures.get((self.asker.version, language))

    def view(self) -> Response:
        """The page, with a saved question in the form where the address names one."""
        chosen = self._chosen(request.args.get("q", ""))
        figures = self._figures.get((self.asker.version, self.pages.language))
        response = self.pages.render(
            "home.html",
            figures=figures,
            most=COUNTED,
            questions=self.questions,
            chosen=chosen,
            query=chosen.text if chosen else _FIRST.replace("$language", self.pages.language),
            everything=_EVERYTHING,
            endpoint=f"{self.pages.root}/sparql",
        )
        response.headers["Cache-Control"] = "no-cache" if figures else "no-store"
        if figures:
            response.add_etag()
        return response

    def _chosen(self, name: str) -> SavedQuestion | None:
        for question in self.questions:
            if question.name == name:
                return question
        if name:
            raise NotFound(f"There is no saved question {name!r}", "choose one of those at /")
        return None
