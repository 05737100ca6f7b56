"""Where an IRI is read about: at an address of this server for ours, on the web for others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote, urlsplit

from flask import request, url_for

from inovasi import iris
from inovasi.query.formats import HTML, Format
from inovasi.serving import rdf

FORMATS: Final = (HTML, *rdf.FORMATS)
# Where things are read about, by the path word behind the base.
_PATHS: Final = {"id": "/doc/", "def": "/def/", "skema": "/skema/", "graf": "/graf/"}
_PLAIN: Final = "!$&'()*+,/:;=@~"
_NOTHING_TO_QUOTE: Final = re.compile(r"[A-Za-z0-9_.\-!$&'()*+,/:;=@~]+")
_WHOLE: Final = {iris.BASE: "home", iris.TERM: "ontology", iris.BASE + "context.jsonld": "context"}
# Addresses that are remembered, and their length.
_MOST: Final = 500
_SHORT: Final = 100
_UNFIT: Final = re.compile(r"[\x00-\x20\x7f-\x9f<>\"{}|^`\\]|%(?![0-9A-Fa-f]{2})")

_DOTS: Final = {".": "%2E", "..": "%2E%2E"}
_SLASHES: Final = 8


def place_of(iri: str, root: str | None = None) -> str:
    """The address of the page about an IRI; empty where there is none to link to.

    ``root`` is where the application is mounted, for who asks for many of them.
    """
    if not iri.startswith(iris.BASE):
        return iri if scheme_of(iri) in ("http", "https") else ""
    word, slash, name = iri.removeprefix(iris.BASE).partition("/")
    if slash and name and word in _PATHS:
        # As url_for does it, which takes much longer: a page has a hundred of these.
        mounted = request.script_root if root is None else root
        plain = name if _NOTHING_TO_QUOTE.fullmatch(name) else quote(name, safe=_PLAIN)
        return f"{mounted}{_PATHS[word]}{plain}"
    if iri in _WHOLE:
        return url_for(_WHOLE[iri])
    if word == "releases" and name and "/" not in name:
        return url_for("releases_one", name=name)
    return ""


class Addresses:
    """What ``url_for`` gives, remembered: every page links to the same two dozen places."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], str] = {}

    def __call__(self, endpoint: str, **values: Any) -> str:
        """The address within the server of an endpoint with its values."""
        key = (request.script_root, endpoint, *sorted(values.items()))
        known = self._known.get(key)
        if known is None:
            known = url_for(endpoint, **values)
            if len(known) < _SHORT and len(self._known) < _MOST:
                self._known[key] = known
        return known


def scheme_of(iri: str) -> str:
    """The scheme of an IRI; empty for what no address can be."""
    try:
        return urlsplit(iri).scheme
    except ValueError:
        return ""


def iri_of(space: str, name: str) -> str:
    """The IRI that an address is of: signs that no IRI holds were encoded in it."""
    return space + _UNFIT.sub(lambda match: quote(match[0]), name)


def encoded(name: str) -> list[str]:
    """Other names that are decoded to this one: identifiers may hold encoded signs themselves.

    Of the slashes either one is encoded, of the first eight, or each of them.
    """
    found: dict[str, None] = {}
    for plain in (quote(name, safe=f"{_PLAIN}%"), name):
        parts = [_DOTS.get(part, part) for part in plain.split("/")]
        found["/".join(parts)] = None
        for at in range(1, min(len(parts), _SLASHES + 1)):
            found["/".join(parts[:at]) + "%2F" + "/".join(parts[at:])] = None
        found["%2F".join(parts)] = None
    found.pop(name, None)
    return list(found)


def cut(name: str, formats: Sequence[Format] = FORMATS) -> tuple[str, Format | None]:
    """A name without the suffix of a format, and the format."""
    for known in formats:
        if name.endswith(known.suffix) and name != known.suffix:
            return name.removesuffix(known.suffix), known
    return name, None
