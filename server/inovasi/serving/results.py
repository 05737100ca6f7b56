"""The page of an answer: a table for rows, Turtle for a graph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from flask import Response, url_for

from inovasi.query.answer import Answer
from inovasi.query.engine import Engine
from inovasi.query.formats import Format, named, offered
from inovasi.query.guard import GuardedQuery
from inovasi.query.table import read_beginning, read_table
from inovasi.serving.pages import Pages

# A page is for reading; whoever wants more takes the whole answer in a format.
MAX_ROWS: Final = 1000
MAX_CHARACTERS: Final = 200_000
MAX_BYTES: Final = 4 * 1024 * 1024


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
        values = {"query": query.text, "links": links}
        if query.form.gives_graph:
            text, cut = _beginning(answer)
            return self.pages.render("graph.html", graph=text, cut=cut, **values)
        # More is not held in this process, which has other things to do.
        whole = answer.size <= MAX_BYTES
        table = read_table(answer.read()) if whole else read_beginning(answer.beginning(MAX_BYTES))
        return self.pages.render("table.html", table=table, most=MAX_ROWS, **values)


def _beginning(answer: Answer) -> tuple[str, bool]:
    """The first lines of a text, and whether there are others."""
    size = answer.size
    data = answer.beginning(MAX_BYTES)
    text = data.decode(errors="ignore")
    if size == len(data) and len(text) <= MAX_CHARACTERS:
        return text, False
    return text[:MAX_CHARACTERS].rpartition("\n")[0], True


def _link(query: GuardedQuery, result: Format) -> str:
    graphs: dict[str, Any] = {
        "default-graph-uri": query.default_graphs,
        "named-graph-uri": query.named_graphs,
    }
    return url_for("sparql", query=query.text, format=result.name, **graphs)
