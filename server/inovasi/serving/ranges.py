"""Which part of a file a request asks for (RFC 9110, 14)."""

from __future__ import annotations

import re
from typing import Final

from inovasi.errors import RangeNotSatisfiable

_RANGE: Final = re.compile(r"bytes *= *([0-9]{0,18}) *- *([0-9]{0,18})", re.IGNORECASE)


def part(header: str | None, size: int) -> range | None:
    """The bytes asked for; None where the whole is to be sent.

    What cannot be read is ignored, and so are several parts at once: the standard allows to answer
    both with the whole. RangeNotSatisfiable if the part lies behind the end.
    """
    match = _RANGE.fullmatch((header or "").strip())
    if match is None or not (match[1] or match[2]):
        return None
    if not match[1]:
        start, end = max(0, size - int(match[2])), size
    else:
        start, end = int(match[1]), size
        if match[2]:
            if int(match[2]) < start:
                return None
            end = min(size, int(match[2]) + 1)
    if start >= end:
        raise RangeNotSatisfiable(size)
    return range(start, end)


def still_holds(header: str | None, tag: str) -> bool:
    """Whether If-Range lets a part be sent: only a strong tag says that it fits what was there."""
    return header is None or header.strip() == f'"{tag}"'
