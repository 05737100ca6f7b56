"""The catalogue over HTTP: DCAT-AP page by page, VoID, and a page with schema.org for readers."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

import pyoxigraph as ox
from flask import Response, request
from markupsafe import Markup

from inovasi.errors import MalformedRequest, NotFound
from inovasi.knowledge import dcat, schema_org, void
from inovasi.knowledge.catalogue import Catalogue
from inovasi.knowledge.statements import PREFIXES
from inovasi.portals.cataloguing import Cataloguing
from inovasi.query.formats import HTML, Choice, Form, named
from inovasi.query.writing import graph_bytes
from inovasi.serving.conditional import FRESH
from inovasi.serving.negotiation import negotiate
from inovasi.serving.pages import Pages

VOID: Final = "/.well-known/void"
# Formats with an address of their own, by its suffix.
SUFFIXES: Final = (".ttl", ".jsonld", ".rdf")
PATIENCE_S: Final = 20.0
"""How long a request waits for files that are being made: it names their sizes."""
_PAGE: Final = re.compile(r"[1-9][0-9]{0,8}")
# Texts that are kept: the host that a client names is in them, so there can be any number.
_KEPT: Final = 32


@dataclass(slots=True)
class CatalogueViews:
    """Answers ``/catalog`` and ``/.well-known/void``, each built once for each root.

    As many as ``seats`` wait for files that are being made; others are told to come back.
    """

    pages: Pages
    cataloguing: Cataloguing
    seats: threading.Semaphore
    size: int = dcat.SIZE
    _catalogues: dict[str, Catalogue] = field(default_factory=dict)
    _texts: dict[tuple[str, ...], bytes] = field(default_factory=dict)

    def view(self) -> Response:
        """The catalogue, as the client likes it best."""
        choice = negotiate(request.headers.get("Accept"), Form.CONSTRUCT, extra=(HTML,))
        if choice.format is HTML:
            return self._page()
        return self._listing(choice)

    def file(self, suffix: str) -> Response:
        """The catalogue in the format of an address."""
        return self._listing(named(suffix.removeprefix("."), Form.CONSTRUCT))

    def void(self) -> Response:
        """The VoID description."""
        choice = negotiate(request.headers.get("Accept"), Form.CONSTRUCT)
        catalogue = self.catalogue()
        key = (catalogue.root, VOID, choice.media_type)
        return self._answer(choice, self._text(key, choice, lambda: void.describe(catalogue)))

    def _listing(self, choice: Choice) -> Response:
        catalogue = self.catalogue()
        view = self._asked(catalogue)
        key = (catalogue.root, view.address, str(view.number), choice.media_type)
        text = self._text(key, choice, lambda: dcat.describe(catalogue, view))
        return self._answer(choice, text)

    def _page(self) -> Response:
        catalogue = self.catalogue()
        view = self._asked(catalogue)
        language = self.pages.language
        document = schema_org.describe(catalogue, language)
        response = self.pages.render(
            "catalogue.html",
            catalogue=catalogue,
            view=view,
            last=dcat.last_page(catalogue, view.size),
            shown=dcat.shown(catalogue, view),
            title=dcat.TITLE[language],
            description=dcat.DESCRIPTION[language],
            # Data, which a browser does not run: every character that could end it is escaped.
            datasets=Markup(schema_org.as_script(document)),  # noqa: S704
            said=lambda texts: schema_org.spoken(texts, language),
            grouped=lambda number: _grouped(number, language),
        )
        response.headers["Cache-Control"] = "no-cache"
        response.add_etag()
        return response

    def _asked(self, catalogue: Catalogue) -> dcat.View:
        """The page that the address names; it is read at the same address under the root."""
        asked = request.args.get("page", "1")
        if not _PAGE.fullmatch(asked):
            raise MalformedRequest(f"There is no page {asked!r}", "count pages from 1")
        number, last = int(asked), dcat.last_page(catalogue, self.size)
        if number > last:
            raise NotFound(f"The catalogue has no page {number}", f"the last one is {last}")
        return dcat.View(catalogue.root + request.path, number, self.size)

    def catalogue(self) -> Catalogue:
        """The whole catalogue, as the client reaches this server."""
        root = self.pages.root
        if root not in self._catalogues:
            seated = self.seats.acquire(blocking=False)
            try:
                made = self.cataloguing.catalogue(root, PATIENCE_S if seated else 0.0)
            finally:
                if seated:
                    self.seats.release()
            self._catalogues = _bounded(self._catalogues, root, made)
        return self._catalogues[root]

    def _text(
        self, key: tuple[str, ...], choice: Choice, statements: Callable[[], list[ox.Triple]]
    ) -> bytes:
        if key not in self._texts:
            text = graph_bytes(statements(), PREFIXES, choice.format.media_type)
            self._texts = _bounded(self._texts, key, text)
        return self._texts[key]

    def _answer(self, choice: Choice, text: bytes) -> Response:
        response = Response(text, content_type=choice.content_type)
        response.vary.add("Accept")
        response.headers["Cache-Control"] = FRESH
        response.add_etag()
        return response


def _bounded(kept: dict[Any, Any], key: Any, value: Any) -> dict[Any, Any]:
    """The same with one more and without the oldest; other threads may read the one before."""
    newest = list(kept.items())[-_KEPT + 1 :]
    return {**dict(newest), key: value}


def _grouped(number: int, language: str) -> str:
    text = f"{number:,}"
    return text if language == "en" else text.replace(",", ".")
