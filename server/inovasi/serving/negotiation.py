"""What a client would rather have, by its Accept headers (RFC 9110, 12.4 and 12.5)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from inovasi.errors import NotAcceptable, NotFound
from inovasi.query.formats import Choice, Form, Format, choices, named, not_acceptable
from inovasi.serving.fields import Item, items

LANGUAGES: Final = ("id", "en")
# Headers up to here are remembered: most clients send one of a few.
_USUAL: Final = 512

# What is true of everything that is sent; parameters of a media range are held against it.
_OURS: Final = {
    "charset": ("utf-8", "utf8"),
    "version": ("1.0", "1.1", "1.2", "1.2-basic"),
}
_OF_TYPE: Final = {
    "text/csv": {"header": ("present",)},
    "text/tab-separated-values": {"header": ("present",)},
}
# A profile asks for a style and excludes none (RFC 6906, 3.1).
_WISHES: Final = frozenset({"profile"})
_RIVALS: Final = ("application/json", "application/problem+json", "application/sparql-results+json")


def negotiate(
    accept: str | None, form: Form, name: str = "", extra: Sequence[Format] = ()
) -> Choice:
    """The best format: the one named, if any, else the one the Accept header likes best.

    Without a header anything will do. ``extra`` are formats that the caller writes, offered last.
    """
    if name:
        return named(name, form, extra)
    header = accept or ""
    choose = _choose if len(header) <= _USUAL else _choose.__wrapped__
    return choose(header, form, tuple(extra))


def choose(accept: str | None, formats: Sequence[Format]) -> Choice:
    """The best of formats that hold the same thing; the first where the client does not mind."""
    possible = [Choice(known, kind) for known in formats for kind in known.media_types]
    # Unregistered names are for those who ask for them.
    possible.sort(key=lambda choice: "/x-" in choice.media_type)
    ranges = items(accept or "")
    weights = [quality(ranges, choice.media_type) or 0.0 for choice in possible]
    if ranges and not any(weights):
        detail = "Nothing that is accepted is offered here"
        raise NotAcceptable(detail, [known.media_type for known in formats])
    return possible[weights.index(max(weights))]


def choose_by(suffix: str, accept: str | None, formats: Sequence[Format]) -> Choice:
    """The format of a suffix, with its dot, that the address has; without one as ``choose`` does.

    NotFound for a suffix of none of the formats.
    """
    if not suffix:
        return choose(accept, formats)
    for known in formats:
        if known.suffix == suffix:
            return Choice(known, known.media_type)
    offered = ", ".join(known.suffix for known in formats)
    raise NotFound(f"There is no form {suffix[:20]!r} of it", f"use one of {offered}")


@lru_cache(maxsize=512)
def _choose(header: str, form: Form, extra: tuple[Format, ...]) -> Choice:
    possible = choices(form, extra)
    ranges = items(header)
    if not ranges:
        return possible[0]
    qualities = [quality(ranges, choice.media_type) for choice in possible]
    if not any(qualities):
        # Rather than nothing: a range that asks for a variant which we do not know.
        plain = [_without_unknown(item) for item in ranges]
        qualities = [
            quality(plain, choice.media_type) if known is None else 0.0
            for known, choice in zip(qualities, possible, strict=True)
        ]
    weights = [known or 0.0 for known in qualities]
    if not any(weights):
        raise not_acceptable(f"Nothing that is accepted can hold the answer of {form}", form, extra)
    return possible[weights.index(max(weights))]


def quality(ranges: Sequence[Item], media_type: str) -> float | None:
    """The weight of the most specific range that covers a media type; None where none does."""
    covering = [(_precedence(item, media_type), item.quality) for item in ranges]
    found = [(precedence, weight) for precedence, weight in covering if precedence is not None]
    return max(found)[1] if found else None


def _precedence(item: Item, media_type: str) -> tuple[int, int] | None:
    """How specific the range is, a wildcard least, more parameters more; None if not covering."""
    kind = media_type.partition("/")[0]
    places = ("*", "*/*"), (f"{kind}/*",), (media_type,)
    place = next((at for at, names in enumerate(places) if item.value in names), None)
    if place is None or not all(_holds(media_type, *pair) for pair in item.parameters):
        return None
    return place, len(item.parameters)


def _holds(media_type: str, name: str, value: str) -> bool:
    ours = {**_OURS, **_OF_TYPE.get(media_type, {})}
    return name in _WISHES or value.lower() in ours.get(name, ())


def _without_unknown(item: Item) -> Item:
    kept = tuple(pair for pair in item.parameters if pair[0] == "charset")
    return Item(item.value, kept, item.quality)


def prefers_html(accept: str | None) -> bool:
    """Whether a page is what the client asks for by name, as browsers do and programs do not."""
    ranges = items(accept or "")
    if not any(item.value == "text/html" for item in ranges):
        return False
    html, *rivals = (quality(ranges, name) or 0.0 for name in ("text/html", *_RIVALS))
    return html > max(rivals)


def language(asked: str, remembered: str, accept: str | None) -> str:
    """The language of a page: as asked, else as remembered, else as the browser is set."""
    for wish in (asked, remembered):
        if wish in LANGUAGES:
            return wish
    liked = sorted(items(accept or ""), key=lambda item: -item.quality)
    preferred = (item.value.partition("-")[0] for item in liked if item.quality > 0)
    return next((tag for tag in preferred if tag in LANGUAGES), LANGUAGES[0])
