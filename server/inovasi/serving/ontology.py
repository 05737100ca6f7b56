"""The ontology: documented for people, as RDF for programs, and as it was in each release.

With it go the shapes in one file and the context of our JSON-LD. All of these are read from the files of
the package: what they say does not hang on the data that are served.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from flask import Response, request, url_for
from werkzeug.routing import BaseConverter

from inovasi import iris, paths
from inovasi.errors import MalformedRequest
from inovasi.knowledge.diagram import Panel, of_theme
from inovasi.knowledge.ontology import Theme, documented
from inovasi.knowledge.releases import Release, find, lines
from inovasi.knowledge.wording import Rule, rules
from inovasi.query.formats import HTML, Choice
from inovasi.resources.asking import Asker
from inovasi.resources.examples import Example, one_of_each
from inovasi.serving import rdf
from inovasi.serving.conditional import FRESH
from inovasi.serving.negotiation import choose
from inovasi.serving.pages import Pages
from inovasi.serving.places import FORMATS, cut
from inovasi.serving.prepared import Prepared

DATASET: Final = "ontologi"
SHAPES: Final = paths.ONTOLOGY / "shapes"
CONTEXT_TYPE: Final = "application/ld+json"
_PREFIX: Final = re.compile(r"@prefix\s+\S+\s+<[^>]*>\s+\.\n")


class VersionConverter(BaseConverter):
    """A version in an address, with the suffix of a format or without."""

    regex = r"[0-9]+\.[0-9]+\.[0-9]+(?:\.[a-z]+)?"
    weight = 90


@dataclass(slots=True)
class OntologyViews:
    """Answers ``/def/``, ``/def/VERSION``, ``/shapes.ttl`` and ``/context.jsonld``."""

    asker: Asker
    pages: Pages
    releases: Sequence[Release]
    _examples: Prepared[tuple[str, str], dict[str, Example]] = field(init=False)

    def __post_init__(self) -> None:
        self._examples = Prepared(lambda key: one_of_each(self.asker, documented().classes, key[1]))

    def view(self) -> Response:
        """All of it, in the format that is asked for or liked best."""
        choice = _named(request.args.get("format", ""))
        if choice.format is not HTML:
            return self._graph(iris.TERM, documented().lines, choice)
        return self._documentation()

    def version(self, version: str) -> Response:
        """The ontology as a release has it."""
        stem, known = cut(version)
        release = find(self.releases, stem)
        choice = (
            Choice(known, known.media_type)
            if known
            else choose(request.headers.get("Accept"), FORMATS)
        )
        if choice.format is HTML:
            return self._version(release)
        return self._graph(iris.TERM, list(lines(release.path(DATASET))), choice)

    def shapes(self) -> Response:
        """All shapes in one file, with the comments that explain them."""
        return _file(all_shapes(SHAPES), "text/turtle; charset=utf-8")

    def context(self) -> Response:
        """The context that our JSON-LD names."""
        return _file(rdf.CONTEXT.read_text(encoding="utf-8"), CONTEXT_TYPE)

    def _documentation(self) -> Response:
        ontology, language = documented(), self.pages.language
        examples = self._examples.get((self.asker.version, language))
        panels, found = _told(language)
        response = self.pages.render(
            "ontology.html",
            o=ontology,
            panels=panels,
            rules=found,
            examples=examples or {},
            themed={term.iri for theme in ontology.themes for term in theme.classes},
            forms=[(each.title, each, url_for("ontology", format=each.name)) for each in _GRAPHS],
        )
        response.headers["Cache-Control"] = "no-cache" if examples is not None else "no-store"
        return _varied(response)

    def _version(self, release: Release) -> Response:
        place, version = "ontology_version", release.version
        response = self.pages.render(
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


_GRAPHS: Final = FORMATS[1:]


def _varied(response: Response) -> Response:
    response.vary.add("Accept")
    response.add_etag()
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
