"""Whether a client already has what it asks for (RFC 9110, 13)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from typing import Any, Final

# Answers may be kept for a minute without asking; then the tag is compared.
FRESH: Final = "public, max-age=60, must-revalidate"
_TAG: Final = re.compile(r'(?:W/)?"([\x21\x23-\x7e\x80-\xff]*+)"')
_READING: Final = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True)
class Conditions:
    """The headers of a request that make an answer needless; None where there is none."""

    if_none_match: str | None = None
    if_modified_since: str | None = None


def conditions(environ: Mapping[str, Any]) -> Conditions:
    """Those of a request that reads, from its environment in WSGI; others have none here."""
    if environ["REQUEST_METHOD"] not in _READING:
        return Conditions()
    return Conditions(environ.get("HTTP_IF_NONE_MATCH"), environ.get("HTTP_IF_MODIFIED_SINCE"))


def tag_of(*parts: str) -> str:
    """A tag for what these parts determine."""
    return sha256("\0".join(parts).encode()).hexdigest()[:32]


def coded(tag: str, coding: str) -> str:
    """The tag of the same answer in a content coding: other bytes, so another tag."""
    return tag if coding == "identity" else f"{tag}-{coding}"


def held(asked: Conditions, tags: Iterable[str], modified: datetime | None) -> str | None:
    """The one of the tags whose answer the client has, None where it has to be sent.

    Tags are compared weakly; dates count only where there are no tags (13.2.2).
    """
    possible = list(tags)
    if asked.if_none_match is not None:
        wanted = asked.if_none_match.strip()
        known = possible if wanted == "*" else _TAG.findall(wanted)
        return next((tag for tag in possible if tag in known), None)
    since = _date(asked.if_modified_since)
    if since is None or modified is None or modified > since:
        return None
    return next(iter(possible), None)


def _date(header: str | None) -> datetime | None:
    if not header:
        return None
    try:
        date = parsedate_to_datetime(header)
    except (ValueError, OverflowError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
