"""The ontology: documented for people, as RDF for programs, and as it was in each release.

With it go the shapes in one file and the context of our JSON-LD. All of it is read from files of
the package: what it says does not hang on the data that are served.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from flask import Response, make_response, redirect, request, url_for
from markupsafe import Markup
from werkzeug.routing import BaseConverter

from inovasi import iris, paths
from inovasi.errors import MalformedRequest, NotFound
from inovasi.knowledge.conditions import statements_of
from inovasi.knowledge.diagram import Panel, of_theme
from inovasi.knowledge.ontology import Ontology, Theme, documented
from inovasi.knowledge.releases import Release, find, lines
from inovasi.knowledge.shape_graph import SHAPES
from inovasi.knowledge.wording import Rule, rules
from inovasi.query.formats import HTML, Choice, Format
from inovasi.resources.asking import Asker
from inovasi.resources.examples import Example, one_of_each
from inovasi.resources.labels import Names
from inovasi.resources.schema_org import Node, Told, describe
from inovasi.resources.terms import Kind, Term
from inovasi.serving import rdf
from inovasi.serving.conditional import FRESH
from inovasi.serving.doc import Docs
from inovasi.serving.keeping import Keeper
from inovasi.serving.negotiation import choose
from inovasi.serving.pages import Pages
from inovasi.serving.places import FORMATS, cut, iri_of
from inovasi.serving.prepared import Prepared

DATASET: Final = "ontologi"
FOLDER: Final = paths.ONTOLOGY / "shapes"
CONTEXT_TYPE: Final = "application/ld+json"
_PREFIX: Final = re.compile(r"@prefix\s+\S+\s+<[^>]*>\s+\.\n")
# In each language, with examples and without, at a few places.
_KEPT: Final = 8
Form = tuple[str, Format, str]
"""The title of a format, the format, and the address of the ontology in it."""


class VersionConverter(BaseConverter):
    """A version in an address, with the suffix of a format or without."""

    regex = r"[0-9]+\.[0-9]+\.[0-9]+(?:\.[a-z]+)?"
    weight = 90


@dataclass(slots=True)
class OntologyViews:
    """Answers ``/def/`` and what lies below, ``/shapes.ttl`` and ``/context.jsonld``."""

    docs: Docs
    releases: Sequence[Release]
    _examples: Prepared[tuple[str, str], dict[str, Example]] = field(init=False)
    _bodies: Keeper[Markup] = field(default_factory=lambda: Keeper(_KEPT))

    def __post_init__(self) -> None:
        self._examples = Prepared(
            lambda key: one_of_each(self._asker, documented().classes, key[1])
        )

    @property
    def _asker(self) -> Asker:
        return self.docs.asker

    @property
    def _pages(self) -> Pages:
        return self.docs.pages

    def view(self) -> Response:
        """All of it, in the format that is asked for or liked best."""
        choice = _named(request.args.get("format", ""))
        if choice.format is not HTML:
            response = self._graph(iris.TERM, documented().lines, choice)
        else:
            response = self._documentation()
        return _linked(response, choice)

    def term(self, name: str) -> Response:
        """A class, a property or a shape; ours also where the data being served do not have it."""
        try:
            return self.docs.term(name)
        except NotFound:
            stem, known = cut(name)
            iri = iri_of(iris.TERM, stem)
            own = _stated(iri)
            if not own:
                raise
        choice = _choice(known)
        if choice.format is not HTML:
            return self._graph(iri, own, choice)
        term = documented().term(iri) or documented().asked_by(iri)
        return _see(url_for("ontology", _anchor=term.anchor) if term else url_for("shapes"))

    def bare(self) -> Response:
        """The address without its last sign leads to the documentation, whoever is asked."""
        query = request.query_string.decode("latin-1")
        response = redirect(url_for("ontology") + (f"?{query}" if query else ""), 308)
        response.headers["Cache-Control"] = FRESH
        return response  # type: ignore[return-value]

    def version(self, version: str) -> Response:
        """The ontology as a release has it."""
        stem, known = cut(version)
        release = find(self.releases, stem)
        choice = _choice(known)
        if choice.format is HTML:
            return self._version(release)
        return self._graph(iris.TERM, list(lines(release.path(DATASET))), choice)

    def shapes(self) -> Response:
        """All shapes in one file, with the comments that explain them."""
        return _file(all_shapes(FOLDER), "text/turtle; charset=utf-8")

    def context(self) -> Response:
        """The context that our JSON-LD names."""
        return _file(rdf.CONTEXT.read_text(encoding="utf-8"), CONTEXT_TYPE)

    def _documentation(self) -> Response:
        language = self._pages.language
        examples = self._examples.get((self._asker.version, language))
        # It is long, and the same for everyone until the data change.
        key = language, request.script_root, self._asker.version, examples is not None
        forms = [(each.title, each, url_for("ontology", format=each.name)) for each in _GRAPHS]
        response = self._pages.render(
            "ontology.html",
            o=documented(),
            schema=_told_of(documented(), language, self._pages.canonical("/def/")),
            forms=forms,
            body=self._bodies.get(key, lambda: self._body(language, examples or {}, forms)),
        )
        response.headers["Cache-Control"] = "no-cache" if examples is not None else "no-store"
        return _varied(response)

    def _body(self, language: str, examples: dict[str, Example], forms: Sequence[Form]) -> Markup:
        ontology = documented()
        panels, found = _told(language)
        return self._pages.part(
            "ontology_body.html",
            o=ontology,
            panels=panels,
            rules=found,
            examples=examples,
            themed={term.iri for theme in ontology.themes for term in theme.classes},
            forms=forms,
        )

    def _version(self, release: Release) -> Response:
        place, version = "ontology_version", release.version
        response = self._pages.render(
            "ontology_version.html",
            release_of=release,
            current=documented().version,
            others=[each.version for each in self.releases[::-1] if each is not release],
            forms=[
                (each.title, each, url_for(place, version=f"{version}{each.suffix}"))
                for each in _GRAPHS
            ],
        )
        response.headers["Cache-Control"] = "no-cache"
        return _varied(response)

    def _graph(self, iri: str, found: Sequence[str], choice: Choice) -> Response:
        response = Response(rdf.write(iri, found, choice.format), content_type=choice.content_type)
        response.headers["Cache-Control"] = FRESH
        return _varied(response)


def _told_of(ontology: Ontology, language: str, address: str) -> Node:
    """The ontology as search engines are told of it."""
    said = [Term(Kind.LITERAL, text, code) for code, text in ontology.description.items()]
    facts = {iris.expand("dct:description"): said}
    told = Told(iris.TERM, [iris.expand("owl:Ontology")], ontology.title, facts)
    return describe(told, language, Names({}, language), address)


_GRAPHS: Final = FORMATS[1:]


def _linked(response: Response, choice: Choice) -> Response:
    """The ontology with where this form of it stands, and the others."""
    address = url_for("ontology")
    response.headers["Content-Location"] = url_for("ontology", format=choice.format.name)
    response.headers.add("Link", f'<{address}>; rel="canonical"')
    response.headers.add("Link", f'<{iris.TERM}>; rel="describes"')
    for known in FORMATS:
        if known is not choice.format:
            place = url_for("ontology", format=known.name)
            response.headers.add("Link", f'<{place}>; rel="alternate"; type="{known.media_type}"')
    return response


def _varied(response: Response) -> Response:
    response.vary.add("Accept")
    response.add_etag()
    return response


def _stated(iri: str) -> list[str]:
    """What the files of the package say of a term or a shape."""
    if iri.startswith(SHAPES):
        return statements_of(FOLDER, iri)
    return [line for line in documented().lines if line.startswith(f"<{iri}> ")]


def _choice(known: Format | None) -> Choice:
    """The format that a suffix names, else the one that the client likes best."""
    if known is not None:
        return Choice(known, known.media_type)
    return choose(request.headers.get("Accept"), FORMATS)


def _see(address: str) -> Response:
    response = make_response(redirect(address, 303))
    response.headers["Cache-Control"] = FRESH
    response.vary.add("Accept")
    return response


def _named(name: str) -> Choice:
    """The format of the parameter, else the one that the client likes best."""
    if not name:
        return choose(request.headers.get("Accept"), FORMATS)
    for known in FORMATS:
        if name in {known.name, known.suffix.removeprefix("."), *known.media_types}:
            return Choice(known, known.media_type)
    offered = ", ".join(known.name for known in FORMATS)
    raise MalformedRequest(f"There is no format {name[:40]!r}", f"use one of {offered}")


@cache
def _told(language: str) -> tuple[list[tuple[Panel, Theme]], Mapping[str, list[Rule]]]:
    """The pictures and the rules in words, made once."""
    ontology = documented()
    panels = [(of_theme(ontology, theme, language), theme) for theme in ontology.themes]
    found = {
        term.iri: rules(term.shapes, language, lambda iri: ontology.called(iri, language))
        for term in (*ontology.classes.values(), *ontology.properties.values())
    }
    return [pair for pair in panels if pair[0].boxes], found


@cache
def all_shapes(folder: Path) -> str:
    """The files one after another, their prefixes once and at the top."""
    files = sorted(folder.glob("*.ttl"))
    texts = {file.stem: file.read_text(encoding="utf-8") for file in files}
    prefixes = sorted({line for text in texts.values() for line in _PREFIX.findall(text)})
    parts = (f"# ── {name} ──\n\n{_PREFIX.sub('', texts[name]).strip()}\n" for name in texts)
    return "\n".join(["".join(prefixes), *parts])


def _file(text: str, content_type: str) -> Response:
    response = Response(text, content_type=content_type)
    response.headers["Cache-Control"] = FRESH
    response.add_etag()
    return response
