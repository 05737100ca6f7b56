"""Every identifier of the published graph, and its answer in each form over kept connections."""

from __future__ import annotations

import http.client
import re
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from html.parser import HTMLParser
from http import HTTPStatus
from typing import Final
from urllib.parse import urldefrag, urljoin, urlsplit
from zlib import crc32

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Triple, parse

from inovasi import iris, paths
from tests.pages.site import PATIENCE_S, Answer, Site, fetch

FORMS: Final = {
    "text/turtle": RdfFormat.TURTLE,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
}
_AT_ONCE: Final = 3
_LEADING: Final = frozenset(("a", "form", "img", "link", "script"))
_OURS: Final = re.compile(rf"<({re.escape(iris.BASE)}[^>]*)>")


@cache
def published() -> frozenset[Quad]:
    """All statements; they are in the default graph as the server has it, or in one of ours."""
    return frozenset(
        quad
        for file in paths.PUBLISHED.glob("*.nq")
        for quad in parse(path=file, format=RdfFormat.N_QUADS)
    )


@cache
def identifiers() -> list[str]:
    """Every IRI of ours that stands anywhere in the published graph, as a path."""
    found = set()
    for file in paths.PUBLISHED.glob("*.nq"):
        found.update(_OURS.findall(file.read_text(encoding="utf-8")))
    return sorted(iri.removeprefix(iris.BASE.rstrip("/")) for iri in found)


def each(
    site: Site, addresses: Iterable[str], check: Callable[[http.client.HTTPConnection, str], str]
) -> list[str]:
    """The faults that a check finds with addresses, a few of which are asked for at a time."""
    every = list(addresses)

    def run(some: Sequence[str]) -> list[str]:
        connection = http.client.HTTPConnection(site.place, timeout=PATIENCE_S)
        try:
            return [f"{one}: {fault}" for one in some if (fault := check(connection, one))]
        finally:
            connection.close()

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        found = pool.map(run, (every[start::_AT_ONCE] for start in range(_AT_ONCE)))
        return [fault for faults in found for fault in faults]


def follow(connection: http.client.HTTPConnection, path: str, accept: str) -> Answer:
    """The answer, after one redirect where there is one."""
    answer = fetch(connection, path, {"Accept": accept})
    if answer.status == HTTPStatus.SEE_OTHER:
        return fetch(connection, urljoin(path, answer.headers["Location"]), {"Accept": accept})
    return answer


@cache
def _stated() -> dict[NamedNode, tuple[set[Triple], set[Triple]]]:
    """What is stated of each thing: in the default graph, and in the others."""
    found: dict[NamedNode, tuple[set[Triple], set[Triple]]] = {}
    for quad in published():
        if isinstance(quad.subject, NamedNode) and not isinstance(quad.object, BlankNode):
            within = found.setdefault(quad.subject, (set(), set()))
            within[not isinstance(quad.graph_name, DefaultGraph)].add(quad.triple)
    return found


def missing(iri: str, statements: set[Triple]) -> str:
    """What a description lacks: statements with the thing as subject, or any word of it."""
    node = NamedNode(iri)
    default, others = _stated().get(node, (set(), set()))
    lost = (default or others) - statements
    if lost:
        return f"{len(lost)} statements are not there, such as {min(map(str, lost))}"
    speaks = any(
        node in (one.subject, one.predicate, one.object) or str(one.object).find(iri) >= 0
        for one in statements
    )
    return "" if speaks else f"says nothing of {iri}"


def graph(iri: str) -> set[Triple]:
    """The statements of a graph."""
    return {quad.triple for quad in published() if quad.graph_name == NamedNode(iri)}


class Links(HTMLParser):
    """The addresses that a page leads to, or takes something from."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.base = base
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.update(
            urldefrag(urljoin(self.base, value)).url
            for name, value in attrs
            if tag in _LEADING and name in {"href", "src", "action"} and value is not None
        )


def links(site: Site, path: str, page: bytes) -> set[str]:
    """The addresses of this server on a page, without the part within."""
    reader = Links(site.root + path)
    reader.feed(page.decode())
    ours = (urlsplit(link) for link in reader.found if link.startswith(f"{site.root}/"))
    return {f"{each.path}?{each.query}" if each.query else each.path for each in ours}


def unseen(addresses: Iterable[str]) -> list[str]:
    """Those that were not asked for yet; of what every page has, one in thirty-two."""
    known = {path.replace("/id/", "/doc/", 1) for path in identifiers()}
    return [one for one in addresses if _is_new(one, known) or crc32(one.encode()) % 32 == 0]


def _is_new(address: str, known: set[str]) -> bool:
    """Whether it is no other language, form or page of what was asked for, nor about it.

    Files are made when they are asked for, which their own tests wait for.
    """
    path, _, query = address.partition("?")
    if path.startswith("/dump/") or (path in {"/cite", "/report", "/sparql"} and query):
        return False
    stem = re.sub(r"\.(html|ttl|jsonld|nt|rdf)$", "", path)
    return stem.replace("/id/", "/doc/", 1) not in known
