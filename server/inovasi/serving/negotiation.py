"""What a client would rather have, by its Accept headers (RFC 9110, 12.4 and 12.5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from werkzeug.datastructures import LanguageAccept, MIMEAccept
from werkzeug.http import parse_accept_header

from inovasi.query.formats import Choice, Form, Format, choices, named, not_acceptable

LANGUAGES: Final = ("id", "en")


def negotiate(
    accept: str | None, form: Form, name: str = "", extra: Sequence[Format] = ()
) -> Choice:
    """The best format: the one named, if any, else the one the Accept header likes best.

    Without a header anything will do. ``extra`` are formats that the caller writes, offered last.
    """
    if name:
        return named(name, form, extra)
    possible = choices(form, extra)
    ranges = _media_ranges(accept)
    if not ranges:
        return possible[0]
    qualities = [ranges.quality(choice.media_type) for choice in possible]
    best = max(qualities)
    if best <= 0:
        raise not_acceptable(f"Nothing that is accepted can hold the answer of {form}", form, extra)
    return possible[qualities.index(best)]


def prefers_html(accept: str | None) -> bool:
    """Whether a page is what the client asks for by name, as browsers do and programs do not."""
    ranges = _media_ranges(accept)
    named_html = any(value.lower() == "text/html" for value, _ in ranges)
    rivals = ("application/json", "application/problem+json", "application/sparql-results+json")
    return named_html and ranges.quality("text/html") > max(map(ranges.quality, rivals))


def language(asked: str, remembered: str, accept: str | None) -> str:
    """The language of a page: as asked, else as remembered, else as the browser is set."""
    for wish in (asked, remembered):
        if wish in LANGUAGES:
            return wish
    preferred = (
        tag.lower().partition("-")[0]
        for tag, quality in parse_accept_header(accept, LanguageAccept)
        if quality > 0
    )
    return next((tag for tag in preferred if tag in LANGUAGES), LANGUAGES[0])


def _media_ranges(accept: str | None) -> MIMEAccept:
    """The ranges with their qualities; parameters such as a character set narrow nothing here."""
    parsed = parse_accept_header(accept, MIMEAccept)
    return MIMEAccept([(value.partition(";")[0].strip(), quality) for value, quality in parsed])
