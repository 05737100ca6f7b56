"""Pages: their language, their texts, and the one way in which they are rendered."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from math import ceil
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode

from flask import Response, make_response, render_template, request
from markupsafe import Markup

from inovasi import __version__
from inovasi.config import Config
from inovasi.errors import MalformedRequest
from inovasi.knowledge.catalogue import Agent
from inovasi.knowledge.schema_org import as_script
from inovasi.query.formats import FORMATS
from inovasi.resources.claims import is_site, shared_reasons
from inovasi.resources.labels import Names, brief, choose
from inovasi.resources.values import day, grouped, several, shown, signed
from inovasi.serving import linked
from inovasi.serving.linked import Page
from inovasi.serving.markup import Writers
from inovasi.serving.negotiation import LANGUAGES, language
from inovasi.serving.places import Addresses, place_of

COOKIE: Final = "lang"
_FOLDER: Final = Path(__file__).parent
_HOST: Final = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._~-]+)(?::[0-9]+)?")
# Signs that HTML has no way to write; a graph may hold them all the same.
_UNSAYABLE: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef]|[\ufffe\uffff]")
_YEAR: Final = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Pages:
    """Renders templates in the reader's language.

    ``style`` names the state of the static files, ``state`` that of all that pages are made from.
    ``ours`` says whether the data are those that the project publishes: of others nothing is
    claimed.
    """

    config: Config
    dataset: str
    texts: Mapping[str, Mapping[str, Any]]
    style: str
    state: str
    ours: bool = True
    addresses: Addresses = field(default_factory=Addresses, compare=False)

    @classmethod
    def load(cls, config: Config, dataset: str, *, ours: bool = True) -> Pages:
        """With the texts of the package."""
        style = _digest(sorted((_FOLDER / "static").iterdir()))
        parts = (*_FOLDER.rglob("templates/**/*.html"), *_FOLDER.glob("texts/*.toml"))
        return cls(config, dataset, read_texts(), style, style + _digest(sorted(parts)), ours)

    @property
    def root(self) -> str:
        """The address of the server as the client sees it, without a slash at its end."""
        if self.config.public_url:
            return self.config.public_url
        if not _HOST.fullmatch(request.host):
            raise MalformedRequest("The Host of the request is no name", "send that of this server")
        return request.url_root.rstrip("/")

    @property
    def language(self) -> str:
        """The language of the page that is being asked for."""
        return language(
            request.args.get("lang", ""),
            request.cookies.get(COOKIE, ""),
            request.headers.get("Accept-Language"),
        )

    def render(self, template: str, **values: Any) -> Response:
        """The page as a response; a language asked for in the address is remembered."""
        chosen = self.language
        given = self._common(chosen) | self._places() | values
        if "canonical" not in given:
            given["canonical"] = self.canonical(_path() + self._parameters(""))
        response = make_response(
            _sayable(render_template(template, **given, **self._linked(given)))
        )
        response.headers["Content-Language"] = chosen
        response.vary.update(("Accept", "Accept-Language", "Cookie"))
        if request.args.get("lang") == chosen:
            response.set_cookie(COOKIE, chosen, max_age=_YEAR, samesite="Lax", httponly=True)
        return response

    def part(self, template: str, **values: Any) -> Markup:
        """A part of a page, for what is worth keeping; nothing in it may hang on the request."""
        # What a template gives has been escaped in it.
        return Markup(render_template(template, **(self._common(self.language) | values)))  # noqa: S704

    def _common(self, chosen: str) -> dict[str, Any]:
        """What every template may use; ``named`` is replaced by pages that have read names."""
        place = partial(place_of, root=request.script_root)
        return {
            "t": self.texts[chosen],
            "lang": chosen,
            "formats": FORMATS,
            "dataset": self.dataset,
            "release": __version__,
            "patience": ceil(self.config.timeout),
            "ours": self.ours,
            "publisher": Agent.read(self.config.publisher) if self.config.publisher else None,
            "style": self.style,
            "place": place,
            "url_for": self.addresses,
            "named": Names({}, chosen),
            "said": lambda texts: choose(texts, chosen, ""),
            "degrees": lambda text: signed(text, chosen),
            "day": lambda text: day(text, chosen),
            "shown": lambda term: shown(term, chosen),
            "counted": lambda number: grouped(number, chosen),
            "several": lambda texts, number: several(texts, number, chosen),
            "writing": Writers(chosen, place),
            "shared_reasons": shared_reasons,
            "brief": brief,
            "is_site": is_site,
        }

    def _places(self) -> dict[str, Any]:
        """The addresses of the page: in each language, in any, and as search engines list it."""
        return {
            "versions": [(code, self._address(code)) for code in LANGUAGES],
            "neutral": self._address(""),
        }

    def canonical(self, path: str) -> str:
        """The address under which search engines list a page: a language that is asked for has
        one of its own.
        """
        code = request.args.get("lang", "")
        if code not in LANGUAGES:
            return f"{self.root}{path}"
        return f"{self.root}{path}{'&' if '?' in path else '?'}lang={code}"

    def _linked(self, given: Mapping[str, Any]) -> dict[str, Callable[[str, str], Markup]]:
        """What templates call with title and summary for the schema.org of the page; ``schema``,
        ``trail`` and ``page_kind`` are what it is about, the steps to it, and what page it is.
        """

        def page(title: str, summary: str) -> Page:
            name, said = (unescape(text).strip() for text in (title, summary))
            name = name.removesuffix(f" · {linked.NAME}")
            return Page(self.root, given["canonical"], name, said, given["lang"])

        def written(document: Mapping[str, Any]) -> Markup:
            # Data, which a browser does not run: every character that could end it is escaped.
            return Markup(as_script(document))  # noqa: S704

        about = (given.get(name) for name in ("schema", "trail", "page_kind"))
        schema, trail, kind = about
        return {
            "linked": lambda *texts: written(linked.document(page(*texts), schema, trail, kind)),
            "linked_site": lambda *texts: written(linked.site(page(*texts))),
        }

    def _address(self, code: str) -> str:
        """The same page in a language; absolute where the public address is known."""
        root = self.config.public_url or request.script_root
        return f"{root}{_path()}{self._parameters(code)}"

    @staticmethod
    def _parameters(code: str) -> str:
        kept = [(k, v) for k, v in request.args.items(multi=True) if k != "lang"]
        asked = urlencode([*kept, *([("lang", code)] if code else [])])
        return f"?{asked}" if asked else ""


def _sayable(page: str) -> str:
    """A page that is HTML, whatever stands in the graph."""
    # Most pages have nothing of the kind, and to look sign by sign takes ten times as long.
    if page.replace("\n", "").isprintable():
        return page
    return _UNSAYABLE.sub("\N{REPLACEMENT CHARACTER}", page)


def _path() -> str:
    """The path of the request as an address has it."""
    return quote(request.path, safe="/:@!$&'()*+,;=~")


def _digest(files: Iterable[Path]) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


def read_texts() -> dict[str, dict[str, Any]]:
    """Everything that pages say, by language and section."""
    return {
        code: tomllib.loads((_FOLDER / "texts" / f"{code}.toml").read_text(encoding="utf-8"))
        for code in LANGUAGES
    }
