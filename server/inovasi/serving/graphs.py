"""The named graphs: each as RDF by the Graph Store Protocol, and as a page that tells whose it is.

A graph that is not small is sent as the engine writes it, without being held here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from flask import Response, request, url_for
from rapidfuzz import fuzz, process

from inovasi import iris
from inovasi.errors import NotFound
from inovasi.query.answer import Answer
from inovasi.query.engine import Engine
from inovasi.query.formats import HTML, Choice, Format
from inovasi.query.guard import guard
from inovasi.query.request import QueryRequest
from inovasi.resources import schema_org
from inovasi.resources.asking import Asker, is_iri, reference
from inovasi.resources.labels import read_names
from inovasi.resources.schema_org import Told
from inovasi.serving import rdf
from inovasi.serving.conditional import FRESH, tag_of
from inovasi.serving.negotiation import choose
from inovasi.serving.pages import Pages
from inovasi.serving.places import cut, iri_of

FORMATS: Final = (HTML, *rdf.GRAPHS)
# Bytes of N-Triples up to which a graph is written for people to read.
READABLE: Final = 2 * 1024 * 1024
_MOST: Final = 100_000
_EXISTS: Final = "SELECT ?s WHERE { GRAPH $graph { ?s ?p ?o } } LIMIT 1"
_NAMES: Final = f"""SELECT DISTINCT ?graph WHERE {{
  GRAPH ?graph {{}} FILTER(STRSTARTS(STR(?graph), "{iris.GRAPH}"))
}} LIMIT 500"""
_LONGEST: Final = 100
# Of a hundred, how alike a name has to be, and how many are shown.
_NEAR: Final = 60
_SHOWN: Final = 5
_ALL: Final = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"
_COUNTED: Final = f"""SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?m) WHERE {{
  {{ SELECT ?s WHERE {{ GRAPH $graph {{ ?s ?p ?o }} }} LIMIT {_MOST} }}
}}"""
_PROPERTIES: Final = f"""SELECT ?p (COUNT(*) AS ?n) WHERE {{
  {{ SELECT ?p WHERE {{ GRAPH $graph {{ ?s ?p ?o }} }} LIMIT {_MOST} }}
}} GROUP BY ?p ORDER BY DESC(?n) ?p LIMIT 100"""
_CLASSES: Final = f"""SELECT ?c (COUNT(*) AS ?n) WHERE {{
  {{ SELECT ?c WHERE {{ GRAPH $graph {{ ?s a ?c }} }} LIMIT {_MOST} }}
}} GROUP BY ?c ORDER BY DESC(?n) ?c LIMIT 100"""
_SOURCE: Final = """SELECT ?type ?state WHERE {
  $source a ?type . OPTIONAL { $source inov:verification ?state }
} LIMIT 10"""


@dataclass(frozen=True, slots=True)
class World:
    """What a page says of a graph; ``many`` where there is more than was counted."""

    iri: str
    statements: int
    subjects: int
    properties: tuple[tuple[str, int], ...]
    classes: tuple[tuple[str, int], ...]
    source: str
    state: str

    @property
    def many(self) -> bool:
        return self.statements >= _MOST


@dataclass(frozen=True, slots=True)
class Graphs:
    """Answers ``/graf/…``."""

    asker: Asker
    engine: Engine
    pages: Pages

    def view(self, name: str) -> Response:
        """One graph; NotFound where nothing is in it."""
        stem, iri, choice = self._asked(name)
        response = self._page(stem, iri) if choice.format is HTML else self._graph(iri, choice)
        response.vary.add("Accept")
        response.headers["Content-Location"] = _address(stem, choice.format.suffix)
        response.headers.add("Link", f'<{iri}>; rel="describes"')
        response.headers.add("Link", f'<{_address(stem)}>; rel="canonical"')
        for known in FORMATS:
            if known is not choice.format:
                place = _address(stem, known.suffix)
                link = f'<{place}>; rel="alternate"; type="{known.media_type}"'
                response.headers.add("Link", link)
        return response

    def _asked(self, name: str) -> tuple[str, str, Choice]:
        """The name, the graph and the form: the name as it stands counts before its suffix."""
        stem, known = cut(name, FORMATS)
        if self._exists(iri_of(iris.GRAPH, name)):
            return name, iri_of(iris.GRAPH, name), choose(request.headers.get("Accept"), FORMATS)
        if known is None or not self._exists(iri_of(iris.GRAPH, stem)):
            detail = f"There is no graph {iri_of(iris.GRAPH, name)}"
            raise NotFound(detail, "see /sources", self._near(name))
        return stem, iri_of(iris.GRAPH, stem), Choice(known, known.media_type)

    def _near(self, name: str) -> list[tuple[str, str]]:
        """Graphs with names much like this one, as IRIs and names."""
        rows = self.asker.rows(_NAMES)
        names = [graph.text.removeprefix(iris.GRAPH) for (graph,) in rows]
        found = process.extract(
            name[:_LONGEST], names, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=_SHOWN
        )
        return [(iris.GRAPH + each, each) for each, *_ in found]

    def _exists(self, iri: str) -> bool:
        return is_iri(iri) and bool(self.asker.rows(_EXISTS, graph=reference(iri)))

    def _graph(self, iri: str, choice: Choice) -> Response:
        answer = self._answer(iri, rdf.N_TRIPLES)
        if answer.size <= READABLE:
            lines = sorted(line.decode() for line in answer.read().splitlines(keepends=True))
            text = rdf.write_graph(lines, choice.format, iri)
            response = Response(text, content_type=choice.content_type)
        else:
            response = self._stream(iri, choice, answer)
        response.headers["Cache-Control"] = FRESH
        response.set_etag(tag_of(self.asker.version, iri, choice.media_type))
        return response

    def _stream(self, iri: str, choice: Choice, answer: Answer) -> Response:
        if choice.format in (rdf.N_QUADS, rdf.TRIG):
            response = Response(
                _named(iri, answer, trig=choice.format is rdf.TRIG),
                content_type=choice.content_type,
            )
        else:
            if choice.format is not rdf.N_TRIPLES:
                answer.close()
                answer = self._answer(iri, choice.format)
            response = Response(answer.pieces(), content_type=choice.content_type)
            response.content_length = answer.size
        response.call_on_close(answer.close)
        return response

    def _answer(self, iri: str, result: Format) -> Answer:
        return self.engine.answer(guard(QueryRequest(_ALL.format(graph=reference(iri)))), result)

    def _page(self, stem: str, iri: str) -> Response:
        world = self._world(stem, iri)
        named = [name for name, _ in (*world.properties, *world.classes)]
        language = self.pages.language
        names = read_names(self.asker, [*named, world.source, world.state, iri], language)
        canonical = self.pages.canonical(_address(stem).removeprefix(request.script_root))
        told = Told(iri, (), names.labels.get(iri, {}))
        response = self.pages.render(
            "world.html",
            world=world,
            named=names,
            forms=[(known.title, known, _address(stem, known.suffix)) for known in rdf.GRAPHS],
            query=_ALL.format(graph=reference(iri)),
            canonical=canonical,
            schema=schema_org.describe(told, language, names, canonical),
        )
        response.headers["Cache-Control"] = "no-cache"
        response.add_etag()
        return response

    def _world(self, stem: str, iri: str) -> World:
        graph = reference(iri)
        ((statements, subjects),) = self.asker.rows(_COUNTED, graph=graph)
        source = iris.source(stem)
        described = self.asker.rows(_SOURCE, source=reference(source))
        return World(
            iri,
            int(statements.text),
            int(subjects.text),
            self._counts(_PROPERTIES, graph),
            self._counts(_CLASSES, graph),
            source if described else "",
            next((state.iri for _, state in described if state.iri), ""),
        )

    def _counts(self, query: str, graph: str) -> tuple[tuple[str, int], ...]:
        rows = self.asker.rows(query, graph=graph)
        # Where nothing is counted there is one row without a name.
        return tuple((name.text, int(count.text)) for name, count in rows if name.text)


def _address(stem: str, suffix: str = "") -> str:
    return url_for("graph", name=stem + suffix)


def _named(graph: str, answer: Answer, *, trig: bool) -> Iterator[bytes]:
    """The lines of an answer under the name of their graph."""
    if trig:
        yield f"<{graph}> {{\n".encode()
        yield from answer.pieces()
        yield b"}\n"
        return
    rest = b""
    for piece in answer.pieces():
        *whole, rest = (rest + piece).split(b"\n")
        lines = (f"{line.decode()}\n" for line in whole)
        yield "".join(rdf.quads(lines, graph)).encode()
