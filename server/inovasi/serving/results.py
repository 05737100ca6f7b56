"""The page of an answer: a table for rows, Turtle for a graph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from flask import Response, request, url_for

from inovasi import iris
from inovasi.query.engine import Engine
from inovasi.query.formats import Format, named, offered
from inovasi.query.guard import GuardedQuery
from inovasi.query.table import Cell, read_table
from inovasi.serving.pages import Pages

# A page is for reading; whoever wants more takes the whole answer in a format.
MAX_ROWS: Final = 1000
MAX_CHARACTERS: Final = 200_000


@dataclass(frozen=True, slots=True)
class ResultPages:
    """Renders answers for people."""

    engine: Engine
    pages: Pages

    def render(self, query: GuardedQuery) -> Response:
        """The page of one answer."""
        shown = named("turtle" if query.form.gives_graph else "json", query.form).format
        answer = self.engine.answer(query, shown)
        links = [(known.title, _link(query, known)) for known in offered(query.form)]
        values = {"query": query.text, "links": links, "address_of": _address_of}
        if query.form.gives_graph:
            text = answer.decode()
            cut = text[:MAX_CHARACTERS].rpartition("\n")[0] if len(text) > MAX_CHARACTERS else text
            response = self.pages.render("graph.html", graph=cut, cut=cut != text, **values)
        else:
            table = read_table(answer)
            response = self.pages.render("table.html", table=table, most=MAX_ROWS, **values)
        return _validated(response, query)


def _link(query: GuardedQuery, result: Format) -> str:
    graphs: dict[str, Any] = {
        "default-graph-uri": query.default_graphs,
        "named-graph-uri": query.named_graphs,
    }
    return url_for("sparql", query=query.text, format=result.name, **graphs)


def _address_of(cell: Cell) -> str:
    """Where a cell leads: what this graph says of its own things, the web for others."""
    if cell.iri.startswith(iris.BASE):
        about = (
            f"SELECT ?property ?value WHERE {{ <{cell.iri}> ?property ?value }} ORDER BY ?property"
        )
        return url_for("sparql", query=about)
    return cell.iri if urlsplit(cell.iri).scheme in ("http", "https") else ""


def _validated(response: Response, query: GuardedQuery) -> Response:
    response.headers["Cache-Control"] = "no-store" if query.volatile else "no-cache"
    if not query.volatile:
        response.add_etag()
        response.make_conditional(request)
    return response
