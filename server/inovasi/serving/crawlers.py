"""What programs read that go through the pages: sitemaps, rules for robots, a feed, an overview."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any, Final, NamedTuple

from flask import Response, render_template, request

from inovasi import iris
from inovasi.errors import BeingMade, NotFound
from inovasi.knowledge.citation import AUTHORS
from inovasi.knowledge.datasets import Dataset
from inovasi.knowledge.releases import Release
from inovasi.portals.formats import FORMATS
from inovasi.query.saved import SavedQuestion
from inovasi.resources.asking import Asker
from inovasi.resources.listings import LISTINGS
from inovasi.resources.things import Things, path_of, read_things
from inovasi.resources.values import grouped
from inovasi.serving.conditional import FRESH
from inovasi.serving.pages import Pages
from inovasi.serving.prepared import Prepared

# Pages that are about no single thing; those of releases come behind them.
PAGES: Final = (
    *("/", "/browse", "/def/", "/catalog", "/releases", "/cite", "/sources", "/contradictions"),
    *("/validation", "/about", "/accessibility", "/licence", "/report"),
)
# Pages in a sitemap, each in two languages: far below what the protocol allows in one file.
PART: Final = 2_000
# What costs much, and tells a search engine nothing that pages do not.
CLOSED: Final = ("/sparql", "/search", "/dump/", "/admin/", "/metrics", "/healthz", "/readyz")
SITEMAPS: Final = "application/xml; charset=utf-8"
ATOM: Final = "application/atom+xml; charset=utf-8"
TEXT: Final = "text/plain; charset=utf-8"
MARKDOWN: Final = "text/markdown; charset=utf-8"
# A crawler that is told to come back may come tomorrow.
_PATIENCE_S: Final = 3.0
_RETRY_S: Final = 5
# A feed has to say when it changed, one without entries, too.
_NEVER: Final = date(1970, 1, 1)
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,5}")
# The questions that an overview names, and those that it shows, of those that there are.
_NAMED, _SHOWN = 12, 3


class Served(NamedTuple):
    """What is served: the release that it is, if any, and what is known of its datasets."""

    release: Release | None
    datasets: Sequence[Dataset]


@dataclass(slots=True)
class Crawlers:
    """Answers ``/sitemap.xml`` and its parts, ``/robots.txt``, ``/feed.atom`` and ``/llms.txt``."""

    asker: Asker
    pages: Pages
    releases: Sequence[Release]
    questions: Sequence[SavedQuestion]
    served: Served
    part: int = PART
    _things: Prepared[str, Things] = field(init=False)

    def __post_init__(self) -> None:
        self._things = Prepared(lambda _: read_things(self.asker), _PATIENCE_S)

    def prepare(self) -> None:
        """Starts to list the things before a crawler asks for them."""
        self._things.begin(self.asker.version)

    def index(self) -> Response:
        """The sitemap index."""
        count = -(-len(self._paths()) // self.part)
        return self._written("sitemaps.xml", SITEMAPS, count=count, changed=self._changed)

    def sitemap(self, name: str) -> Response:
        """A part of the sitemap by its number."""
        paths = self._paths()
        start = (int(name) - 1) * self.part if _NUMBER.fullmatch(name) else len(paths)
        if start >= len(paths):
            last = -(-len(paths) // self.part)
            raise NotFound(f"There is no sitemap {name[:40]!r}", f"the last one is {last}")
        shown = paths[start : start + self.part]
        return self._written("sitemap.xml", SITEMAPS, paths=shown, changed=self._changed)

    def robots(self) -> Response:
        """What robots are asked to leave alone; the addresses are those below the server's path."""
        return self._written("robots.txt", TEXT, closed=CLOSED, below=request.script_root)

    def feed(self) -> Response:
        """The releases as an Atom feed (RFC 4287), in the language asked for."""
        newest = self.releases[::-1]
        response = self._written(
            "feed.xml",
            ATOM,
            t=self.pages.texts[self.pages.language],
            lang=self.pages.language,
            releases=newest,
            counted=lambda number: grouped(number, self.pages.language),
            updated=max((release.issued for release in newest), default=_NEVER),
            identifier=f"{iris.BASE}releases",
            authors=AUTHORS,
        )
        response.headers["Content-Language"] = self.pages.language
        response.vary.update(("Accept-Language", "Cookie"))
        return response

    def overview(self) -> Response:
        """What this is, for language models (llmstxt.org)."""
        return self._written(
            "llms.txt",
            MARKDOWN,
            base=iris.BASE,
            prefixes={name: iris.PREFIXES[name] for name in ("inov", "id", "skema", "skos")},
            questions=self.questions[:_NAMED],
            first=self.questions[:_SHOWN],
            datasets=self.served.datasets,
            formats=FORMATS,
            release=self.served.release,
        )

    @property
    def _changed(self) -> date | None:
        """The day of the release: when a page last changed nobody knows, and the clock least."""
        return self.served.release.issued if self.served.release else None

    def _paths(self) -> list[str]:
        """Everything that has a page, in an order that stays."""
        things = self._things.get(self.asker.version)
        if things is None:
            raise BeingMade("The list of pages is being made", _RETRY_S)
        versions = [release.version for release in self.releases]
        pairs = (f"{old}..{new}" for old, new in pairwise(versions))
        lists = (f"/browse/{listing.word}" for listing in LISTINGS)
        of_releases = (f"/releases/{name}" for name in (*versions, *pairs))
        of_ontology = (path_of(release.version_iri) for release in self.releases)
        paths = (*PAGES, *lists, *of_releases, *of_ontology, *map(path_of, things.iris))
        found = dict.fromkeys(paths)
        return [path for path in found if path]

    def _written(self, template: str, content_type: str, **values: Any) -> Response:
        text = render_template(template, root=self.pages.root, **values)
        response = Response(f"{text}\n", content_type=content_type)
        response.headers["Cache-Control"] = FRESH
        response.add_etag()
        return response
