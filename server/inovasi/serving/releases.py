"""Releases, one release, and what differs between two: for people and for programs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import pyoxigraph as ox
from flask import Response, request

from inovasi import __version__, iris
from inovasi.errors import MalformedRequest, NotFound
from inovasi.knowledge.differences import BETWEEN, Change, Difference, difference, parsed
from inovasi.knowledge.releases import Release, find
from inovasi.knowledge.versions import (
    PREFIXES,
    PREFIXES_OF_CHANGES,
    difference_quads,
    one_release,
    patch,
    release_triples,
)
from inovasi.query.formats import FORMATS, HTML, Choice, Format
from inovasi.query.table import Cell
from inovasi.query.writing import graph_bytes, quad_bytes
from inovasi.serving.codings import OFFERED
from inovasi.serving.conditional import FRESH, coded, conditions, held, tag_of
from inovasi.serving.delivery import not_modified
from inovasi.serving.keeping import Keeper
from inovasi.serving.negotiation import choose_by
from inovasi.serving.pages import Pages

_NAMED: Final = {known.name: known for known in FORMATS}
PATCH: Final = Format("patch", "RDF Patch", ".rdfp", frozenset(), ("application/rdf-patch",))
GRAPHS: Final = (HTML, *(_NAMED[name] for name in ("turtle", "jsonld", "rdfxml")))
CHANGES: Final = (HTML, *(_NAMED[name] for name in ("trig", "nquads", "jsonld")), PATCH)
# Two releases never differ otherwise than they do; the program that tells of it may change.
LASTING: Final = "public, max-age=86400"
# A page is for reading: whoever wants more takes the whole in a format.
ENTITIES: Final = 50
STATEMENTS: Final = 40
STATEMENTS_OF_ONE: Final = 2000
_PAIRS: Final = 8
_COUNT: Final = re.compile(r"[1-9][0-9]{0,5}")


class Row(NamedTuple):
    """A statement as people read it."""

    added: bool
    subject: str
    predicate: Cell
    value: Cell
    graph: str


class Entry(NamedTuple):
    """An entity's changes on a page; ``more`` counts the statements that are not shown."""

    change: Change
    label: str
    short: str
    rows: Sequence[Row]
    more: int


@dataclass(slots=True)
class Releases:
    """Answers ``/releases`` and what lies below."""

    releases: Sequence[Release]
    pages: Pages
    _differences: Keeper[Difference] = field(default_factory=lambda: Keeper(_PAIRS))
    _written: Keeper[bytes] = field(default_factory=lambda: Keeper(_PAIRS))

    def index(self, suffix: str = "") -> Response:
        """All of them, the newest first."""
        choice = choose_by(suffix and f".{suffix}", request.headers.get("Accept"), GRAPHS)
        if choice.format is HTML:
            return self._page("releases.html", releases=self.releases[::-1])
        return self._graph(choice, release_triples(self.releases, self.pages.root))

    def one(self, name: str) -> Response:
        """A release, or the differences of two where the name is ``A..B``."""
        formats = CHANGES if BETWEEN in name else GRAPHS
        accept = request.headers.get("Accept")
        suffix = next((f.suffix for f in formats if name.endswith(f.suffix)), "")
        name = name.removesuffix(suffix)
        old, between, new = name.partition(BETWEEN)
        if between:
            pair = find(self.releases, old), find(self.releases, new)
            return self._difference(*pair, choose_by(suffix, accept, formats))
        release = find(self.releases, name)
        choice = choose_by(suffix, accept, formats)
        if choice.format is HTML:
            at = self.releases.index(release)
            # Told from the older to the newer one, whichever this is.
            others = [
                (known.version, number < at)
                for number, known in enumerate(self.releases)
                if number != at
            ]
            return self._page("release.html", shown=release, others=others[::-1])
        return self._graph(choice, one_release(self.releases, release, self.pages.root))

    def _page(self, template: str, **values: Any) -> Response:
        response = self.pages.render(template, root=self.pages.root, rdf=GRAPHS[1:], **values)
        response.headers["Cache-Control"] = "no-cache"
        response.add_etag()
        return response

    def _graph(self, choice: Choice, triples: Any) -> Response:
        response = Response(
            graph_bytes(triples, PREFIXES, choice.media_type), content_type=choice.content_type
        )
        response.vary.add("Accept")
        response.headers["Cache-Control"] = FRESH
        response.add_etag()
        return response

    def _difference(self, old: Release, new: Release, choice: Choice) -> Response:
        dataset, entity = request.args.get("dataset", ""), request.args.get("entity", "")
        number = _number(request.args.get("page", "1"))
        pages = self.pages
        is_page = choice.format is HTML
        looks = (pages.state, pages.language, pages.root, str(number)) if is_page else ()
        tag = tag_of(__version__, old.rdfc, new.rdfc, choice.media_type, dataset, entity, *looks)
        found = self._read(old, new)
        _known(found, dataset, entity)
        # Who has it is not made to wait until it is written again.
        known = held(conditions(request.environ), [coded(tag, name) for name in OFFERED], None)
        if known is not None:
            response = not_modified(Response())
        elif is_page:
            response = self._difference_page(found, dataset, entity, number)
        else:
            response = self._difference_file(found, choice, dataset, entity)
        response.set_etag(tag if known is None else known)
        varies = ("Accept-Language", "Cookie") if is_page else ()
        response.vary.update(("Accept", "Accept-Encoding", *varies))
        response.headers["Cache-Control"] = "no-cache" if is_page else LASTING
        return response

    def _read(self, old: Release, new: Release) -> Difference:
        key = old.version, new.version
        return self._differences.get(key, lambda: difference(old, new))

    def _difference_file(
        self, found: Difference, choice: Choice, dataset: str, entity: str
    ) -> Response:
        def write() -> bytes:
            changes = found.of(dataset, entity)
            if choice.format is PATCH:
                return patch(found, changes, dataset)
            return quad_bytes(
                difference_quads(found, changes), PREFIXES_OF_CHANGES, choice.media_type
            )

        key = found.iri, choice.media_type
        content = write() if dataset or entity else self._written.get(key, write)
        response = Response(content, content_type=choice.content_type)
        name = f"{found.old.version}{BETWEEN}{found.new.version}{choice.format.suffix}"
        response.headers["Content-Disposition"] = f'inline; filename="{name}"'
        return response

    def _difference_page(
        self, found: Difference, dataset: str, entity: str, number: int
    ) -> Response:
        changes = found.of(dataset, entity)
        count = max(1, -(-len(changes) // ENTITIES))
        if number > count:
            raise NotFound(f"There is no page {number}", f"the last one is {count}")
        shown = changes[(number - 1) * ENTITIES : number * ENTITIES]
        most = STATEMENTS_OF_ONE if entity else STATEMENTS
        language = self.pages.language
        return self.pages.render(
            "difference.html",
            found=found,
            name=f"{found.old.version}{BETWEEN}{found.new.version}",
            sums=[_sum(found, name) for name in found.datasets],
            entries=[_entry(found, change, language, most) for change in shown],
            chosen=dataset,
            entity=entity,
            number=number,
            count=count,
            rdf=CHANGES[1:],
        )


def _number(text: str) -> int:
    if not _COUNT.fullmatch(text):
        raise MalformedRequest("The page is no number", "count pages from 1")
    return int(text)


def _known(found: Difference, dataset: str, entity: str) -> None:
    """NotFound for a dataset that neither release has, or an entity in which they agree."""
    if dataset and dataset not in found.datasets:
        remedy = f"choose one of {', '.join(found.datasets)}"
        raise NotFound(f"There is no dataset {dataset[:40]!r}", remedy)
    if entity and not found.of(dataset, entity):
        pair = f"{found.old.version} and {found.new.version}"
        raise NotFound(f"Nothing about this entity differs between {pair}", "leave out entity")


def _sum(found: Difference, dataset: str) -> tuple[str, int, int, int]:
    """A dataset with the entities that changed, and the statements added and removed."""
    changes = found.of(dataset)
    added = sum(len(change.added) for change in changes)
    return dataset, len(changes), added, sum(len(change.removed) for change in changes)


def _entry(found: Difference, change: Change, language: str, most: int) -> Entry:
    names = found.labels.get(change.entity, {})
    label = names.get(language) or next(iter(names.values()), "")
    total = len(change.removed) + len(change.added)
    removed = [_row(False, quad, change) for quad in parsed(change.removed[:most])]
    left = most - len(removed)
    added = [_row(True, quad, change) for quad in parsed(change.added[:left])]
    more = total - len(removed) - len(added)
    return Entry(change, label, iris.shorten(change.entity), [*removed, *added], more)


def _row(added: bool, quad: ox.Quad, change: Change) -> Row:
    subject = _cell(quad.subject)
    graph = quad.graph_name
    return Row(
        added,
        "" if subject.iri == change.entity else subject.text,
        _cell(quad.predicate),
        _cell(quad.object),
        iris.shorten(graph.value) if isinstance(graph, ox.NamedNode) else "",
    )


def _cell(term: object) -> Cell:
    if isinstance(term, ox.NamedNode):
        return Cell(iris.shorten(term.value), iri=term.value)
    if isinstance(term, ox.Literal):
        return Cell(term.value, language=term.language or "")
    return Cell(str(term))
