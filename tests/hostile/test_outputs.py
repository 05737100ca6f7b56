"""Hostile literals and addresses in every format: data everywhere, and nothing else."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from tests.hostile.texts import ADDRESSES, SCRIPT, TEXTS, UNSPEAKABLE
from tests.hostile.victim import Victim
from tests.hostile.wire import Reply

SAYS = "SELECT ?o { <http://h/mischief> <http://h/says> ?o }"
HIDES = "SELECT ?o { <http://h/mischief> <http://h/hides> ?o }"
KNOWS = "SELECT ?o { <http://h/mischief> <http://h/knows> ?o }"
SHOWN = f'SELECT ("{SCRIPT}" AS ?x) {{}}'
GRAPH = "CONSTRUCT WHERE { <http://h/mischief> ?p ?o }"
XML = "{http://www.w3.org/2005/sparql-results#}"
NAMESPACES = {"s": XML.strip("{}")}
GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "application/trig": ox.RdfFormat.TRIG,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}


def told(victim: Victim, query: str, accept: str) -> str:
    reply = victim.ask(query, accept)
    assert reply.status == 200, reply.body
    assert reply.headers["Content-Type"].partition(";")[0] == accept
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    return reply.body.decode("utf-8")


@pytest.mark.parametrize("query", [SAYS, HIDES, KNOWS])
def test_json_holds_what_was_said(victim: Victim, query: str) -> None:
    rows = json.loads(told(victim, query, "application/sparql-results+json"))
    values = {row["o"]["value"] for row in rows["results"]["bindings"]}
    assert values == set({SAYS: TEXTS, HIDES: UNSPEAKABLE, KNOWS: ADDRESSES}[query])


def test_csv_holds_what_was_said_as_the_specification_writes_it(victim: Victim) -> None:
    text = told(victim, SAYS, "text/csv")
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    assert head == ["o"]
    assert {row[0] if row else "" for row in rows} == set(TEXTS)


def test_tsv_has_a_line_for_each_row(victim: Victim) -> None:
    head, *rows = told(victim, SAYS, "text/tab-separated-values").removesuffix("\n").split("\n")
    assert head == "?o"
    assert len(rows) == len(TEXTS)
    assert all(row.startswith('"') and row.endswith('"') and "\t" not in row for row in rows)
    assert all("\r" not in row for row in rows)


def test_xml_holds_what_was_said(victim: Victim) -> None:
    tree = ElementTree.fromstring(told(victim, SAYS, "application/sparql-results+xml"))
    values = {cell.text or "" for cell in tree.iterfind(".//s:literal", NAMESPACES)}
    assert {value.replace("\r\n", "\n").replace("\r", "\n") for value in values} == {
        text.replace("\r\n", "\n").replace("\r", "\n") for text in TEXTS
    }


@pytest.mark.parametrize("media_type", ["application/sparql-results+xml", "application/rdf+xml"])
def test_what_xml_cannot_say_is_never_malformed_xml(victim: Victim, media_type: str) -> None:
    query = HIDES if "sparql" in media_type else GRAPH
    reply = victim.ask(query, media_type)
    if reply.status == 200:
        ElementTree.fromstring(reply.body)
    else:
        assert reply.status in {406, 500}


@pytest.mark.parametrize("media_type", GRAPHS)
def test_a_graph_reads_back_as_it_is(victim: Victim, media_type: str) -> None:
    query = "CONSTRUCT { ?s ?p ?o } { VALUES ?p { <http://h/says> <http://h/knows> } ?s ?p ?o }"
    content = told(victim, query, media_type)
    found = {quad.object.value for quad in ox.parse(content, format=GRAPHS[media_type])}
    assert found == {*TEXTS, *ADDRESSES}


class Page(HTMLParser):
    """What a browser would act on."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.handlers: list[str] = []
        self.links: list[str] = []
        self.scripts: list[str] = []
        self._within: dict[str, str | None] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "script":
            self._within = dict(attrs)
            source = self._within.get("src")
            if source is None or not source.startswith("/static/"):
                self.scripts.append(str(attrs))
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        self.links += [value or "" for name, value in attrs if name in {"href", "src", "action"}]

    def handle_data(self, data: str) -> None:
        if self._within == {"type": "application/ld+json"}:
            # Data, which no browser runs: it ends where ours ends, and not before.
            json.loads(data)
            self.scripts.pop()
        elif self._within is not None:
            self.scripts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._within = None


def page_of(reply: Reply) -> Page:
    assert reply.headers["Content-Type"].startswith("text/html")
    assert "default-src 'none'" in reply.headers["Content-Security-Policy"]
    page = Page()
    page.feed(reply.body.decode("utf-8"))
    return page


@pytest.mark.parametrize("query", [SAYS, HIDES, KNOWS, GRAPH, SHOWN])
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_page_shows_it_and_runs_nothing(victim: Victim, query: str, language: str) -> None:
    reply = victim.ask(f"{query} # {language}", "text/html")
    page = page_of(reply)
    assert reply.status == 200
    assert page.scripts == []
    assert not page.tags & {"img", "iframe", "object", "embed", "svg"}
    assert page.handlers == []
    assert not [link for link in page.links if link.lower().startswith(("javascript:", "data:"))]


@pytest.mark.parametrize(
    "query", [f"SELECT {SCRIPT}", f"SELECT * {{ ?s ?p '{SCRIPT} }}", f"ASK {{}} {SCRIPT}"]
)
def test_a_page_of_an_error_shows_the_query_and_runs_nothing(victim: Victim, query: str) -> None:
    reply = victim.ask(query, "text/html")
    page = page_of(reply)
    assert reply.status == 400
    assert page.scripts == []
