"""What people get at the SPARQL endpoint: a page for an answer, and the service description."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from flask import Response, request

from inovasi.config import Config
from inovasi.errors import NotAcceptable
from inovasi.query.engine import Engine
from inovasi.query.formats import HTML, Choice, Form
from inovasi.query.sizes import Sizes
from inovasi.serving.answers import query_tag
from inovasi.serving.asked import ASKED, Asked, Described
from inovasi.serving.conditional import FRESH, coded, held
from inovasi.serving.dated import Dated
from inovasi.serving.delivery import not_modified
from inovasi.serving.description import describe
from inovasi.serving.home import Home
from inovasi.serving.negotiation import negotiate
from inovasi.serving.results import ResultPages

_VARIES: Final = ("Accept", "Accept-Encoding", "Accept-Language", "Cookie")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Answers ``/sparql`` where that takes a page or the description; Answers does elsewhere."""

    config: Config
    engine: Engine
    home: Home
    pages: ResultPages
    sizes: Callable[[], Sizes | None]
    dated: Dated

    def view(self) -> Response:
        """One request, which was understood before."""
        asked: Asked | Described = request.environ[ASKED]
        if isinstance(asked, Asked):
            return self._page(asked)
        choice = _description_format(asked)
        return self.home.view() if choice.format is HTML else self._describe(choice)

    def _page(self, asked: Asked) -> Response:
        """The page, or nothing where the client has it: then the query is not run."""
        query, pages = asked.query, self.home.pages
        if query.volatile:
            response = self.pages.render(query)
            response.headers["Cache-Control"] = "no-store"
            return response
        looks = (pages.state, pages.language, pages.root)
        tag = query_tag(self.engine.version, query, asked.choice, *looks)
        known = held(asked.conditions, [coded(tag, name) for name in asked.codings], None)
        response = self.pages.render(query) if known is None else not_modified(Response())
        response.set_etag(tag if known is None else known)
        response.vary.update(_VARIES)
        response.headers["Cache-Control"] = "no-cache"
        return response

    def _describe(self, choice: Choice) -> Response:
        endpoint = f"{self.home.pages.root}/sparql"
        sizes = self.sizes()
        text = describe(endpoint, self.config, sizes or Sizes(), choice.format)
        response = Response(text, content_type=choice.content_type)
        response.vary.add("Accept")
        if sizes is None:
            response.headers["Cache-Control"] = "no-store"
            return response
        response.headers["Cache-Control"] = FRESH
        response.add_etag()
        response.last_modified = self.dated.moment()
        return response


def _description_format(asked: Described) -> Choice:
    try:
        return negotiate(asked.accept, Form.CONSTRUCT, asked.format, (HTML,))
    except NotAcceptable as error:
        # Nobody sent a CONSTRUCT.
        detail = "Without a query there is the service description, which is a graph"
        raise NotAcceptable(detail, error.offered) from None
