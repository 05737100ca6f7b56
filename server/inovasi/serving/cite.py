"""How to cite the graph, a release of it, or a thing in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from flask import Response, request

from inovasi import iris
from inovasi.errors import MalformedQuery, MalformedRequest, NotFound
from inovasi.knowledge.catalogue import Agent
from inovasi.knowledge.citation import Citation, bibtex, cff, plain
from inovasi.knowledge.datasets import Dataset, of_entity
from inovasi.knowledge.releases import Release, find
from inovasi.query.engine import Engine
from inovasi.query.formats import HTML, Choice, Form, Format, named
from inovasi.query.guard import guard
from inovasi.query.request import QueryRequest
from inovasi.query.table import Table, read_table
from inovasi.resources.asking import is_iri
from inovasi.serving.amiss import Amiss, amiss, refused
from inovasi.serving.conditional import FRESH
from inovasi.serving.negotiation import LANGUAGES, choose
from inovasi.serving.pages import Pages

TEXT: Final = Format("text", "Text", ".txt", frozenset(), ("text/plain",), ("txt", "plain"))
BIBTEX: Final = Format(
    "bibtex",
    "BibTeX",
    ".bib",
    frozenset(),
    ("application/x-bibtex", "text/x-bibtex"),
    ("bib", "biblatex"),
)
CFF: Final = Format(
    "cff",
    "CFF",
    ".cff",
    frozenset(),
    ("application/yaml", "text/yaml", "application/x-yaml"),
    ("yaml",),
)
FORMATS: Final = (HTML, TEXT, BIBTEX, CFF)

_NAMING: Final = tuple(iris.expand(name) for name in ("dct:title", "rdfs:label", "skos:prefLabel"))
_ANYWHERE: Final = (
    "{ <ENTITY> ?property ?value } UNION { GRAPH ?graph { <ENTITY> ?property ?value } }"
)
_LABELS: Final = (
    f"SELECT DISTINCT ?property ?value WHERE {{ VALUES ?property {{ <{'> <'.join(_NAMING)}> }}"
    f" {_ANYWHERE} FILTER(isLiteral(?value)) }} LIMIT 100"
)
_EXISTS: Final = f"ASK {{ {_ANYWHERE} }}"
_IN_CORE: Final = "ASK { <ENTITY> ?property ?value }"


@dataclass(frozen=True, slots=True)
class Cite:
    """Answers ``/cite``; ``served`` is the release whose data are served, None for other data.

    ``datasets`` are those of the published graph that are served: they are known by title and
    licence.
    """

    engine: Engine
    pages: Pages
    releases: Sequence[Release]
    served: Release | None
    datasets: Sequence[Dataset] = ()

    def view(self) -> Response:
        """A citation as a page with every form of it, or in one form."""
        choice = _choice(request.args.get("format", ""))
        if choice.format is not HTML:
            return self._file(self._cited(*_meant()), choice)
        try:
            entity, version = _meant()
            return self._page(self._cited(entity, version), version)
        except (NotFound, MalformedRequest) as error:
            named = "version" if request.args.get("version") else "id"
            fault = amiss(error.of(named))
            return refused(self._page(self._cited("", ""), "", fault), error)

    def _page(self, cited: Citation, version: str, fault: Amiss | None = None) -> Response:
        language = self.pages.language
        response = self.pages.render(
            "cite.html",
            cited=cited,
            name=cited.label(language),
            version=version,
            amiss=fault,
            forms=[
                (TEXT, plain(cited, language)),
                (BIBTEX, bibtex(cited)),
                (CFF, cff(cited)),
            ],
        )
        response.headers["Cache-Control"] = "no-cache"
        response.add_etag()
        return response

    def _file(self, cited: Citation, choice: Choice) -> Response:
        asked = request.args.get("lang", "")
        # A program that asks for no language gets the one that fits most lists of references.
        language = asked if asked in LANGUAGES else "en"
        if choice.format is TEXT:
            content = plain(cited, self.pages.language) + "\n"
        else:
            content = (bibtex if choice.format is BIBTEX else cff)(cited, language)
        response = Response(content, content_type=f"{choice.media_type}; charset=utf-8")
        response.vary.update(("Accept", "Accept-Language", "Cookie"))
        file = f"inovasi{choice.format.suffix}"
        if choice.format is CFF and not cited.entity:
            file = "CITATION.cff"
        response.headers["Content-Disposition"] = f'inline; filename="{file}"'
        response.headers["Cache-Control"] = FRESH
        response.add_etag()
        return response

    def _cited(self, entity: str, version: str) -> Citation:
        release = find(self.releases, version) if version else self.served
        state = "" if release else self.engine.version[:12]
        if not entity:
            return self._attributed(Citation(self.pages.root, release, state))
        known = is_iri(entity)
        core = known and self._ask(_IN_CORE, entity, Form.ASK).truth is True
        of = of_entity(entity, self.datasets, core=core)
        # The graph does not tell of the datasets that it is kept in; the catalogue does.
        labels = of.title if of and of.iri == entity else self._labels(entity)
        licence = of.licence.spdx if of and of.licence else ""
        cited = Citation(self.pages.root, release, state, entity, labels, licence)
        return self._attributed(cited)

    def _attributed(self, cited: Citation) -> Citation:
        """With whose data they are; a release is ours, whatever is served."""
        publisher = self.pages.config.publisher
        operator = Agent.read(publisher).name if publisher else ""
        return replace(cited, ours=self.pages.ours or cited.release is not None, operator=operator)

    def _labels(self, entity: str) -> dict[str, str]:
        """The names of a thing by language; NotFound where the graph says nothing about it."""
        if not is_iri(entity):
            detail = "The id is not an IRI, so nothing in the graph has it"
            raise NotFound(detail, f"give one such as {iris.ENTITY}inovasi/33.71/datago")
        rows = self._ask(_LABELS, entity, Form.SELECT).rows
        if not rows and not self._ask(_EXISTS, entity, Form.ASK).truth:
            raise _nothing()
        # The property that counts most comes last, and of several names the first in order.
        ordered = sorted(
            ((_NAMING.index(kind.iri), label.text, label.language) for kind, label in rows),
            key=lambda found: (-found[0], found[1]),
        )
        return {language: text for _, text, language in reversed(ordered)}

    def _ask(self, query: str, entity: str, form: Form) -> Table:
        text = query.replace("<ENTITY>", f"<{entity}>")
        result = named("json", form).format
        try:
            return read_table(self.engine.answer(guard(QueryRequest(text)), result).read())
        except MalformedQuery:
            # It has a sign that the engine takes in no IRI, and so in no data.
            raise _nothing() from None


def _meant() -> tuple[str, str]:
    """The thing and the version that are asked for: the whole and its releases have IRIs, too."""
    entity = request.args.get("id", "").strip(" \t\r\n")
    version = request.args.get("version", "")
    if entity and version:
        detail = "A thing is cited as it is served, without a version"
        raise MalformedRequest(detail, "leave out id or version")
    released = entity.removeprefix(iris.RELEASE)
    if released not in ("", entity):
        return "", released
    return ("" if entity == iris.BASE else entity), version


def _nothing() -> NotFound:
    return NotFound("The graph says nothing about this IRI", "check how it is written")


def _choice(name: str) -> Choice:
    """The format of the name, else the one that the client likes best."""
    if not name:
        return choose(request.headers.get("Accept"), FORMATS)
    for known in FORMATS:
        if name.strip().lower() in (known.name, *known.aliases, *known.media_types):
            return Choice(known, known.media_type)
    offered = ", ".join(known.name for known in FORMATS)
    raise MalformedRequest(f"There is no form of citation {name[:40]!r}", f"take one of {offered}")
