"""Which type a column has in which all of its values fit; text always does."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any, Final

from inovasi import iris

_XSD: Final = iris.PREFIXES["xsd"]
_DIGITS: Final = 18
_WIDEST: Final = 38
_WHOLE: Final = re.compile(rf"[+-]?[0-9]{{1,{_DIGITS}}}")
_DOUBLE: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_DECIMAL: Final = re.compile(r"[+-]?([0-9]*)(?:\.([0-9]*))?")
_YEAR: Final = re.compile(r"-?[0-9]{4}")
_WHOLE_KINDS: Final = (
    *("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger"),
    *("nonPositiveInteger", "negativeInteger", "unsignedInt", "unsignedShort", "unsignedByte"),
)


class Measure:
    """Looks at the values of a column, and knows in the end what they fit into."""

    def __init__(self, datatype: str) -> None:
        self._local = datatype.removeprefix(_XSD) if datatype.startswith(_XSD) else ""
        self._before = self._after = 0
        self._fits = _FITTING.get(self._local)

    @property
    def open(self) -> bool:
        """Whether any type but text is left."""
        return self._fits is not None

    def look(self, text: str) -> None:
        if self._fits is None:
            return
        if not self._fits(text):
            self._fits = None
        elif self._fits is _is_decimal and (match := _DECIMAL.fullmatch(text)):
            self._before = max(self._before, len(match[1]))
            self._after = max(self._after, len(match[2] or ""))

    @property
    def type(self) -> str:
        """The type in SQL."""
        if self._fits is None:
            return "VARCHAR"
        if self._fits is _is_decimal:
            width = max(1, self._before + self._after)
            return f"DECIMAL({width}, {self._after})" if width <= _WIDEST else "VARCHAR"
        return _TYPES[self._fits]


def in_json(text: str, kind: str) -> Any:
    """The value as JSON that is read as the type."""
    if kind in {"BIGINT", "INTEGER"}:
        return int(text)
    if kind == "BOOLEAN":
        return text in ("true", "1")
    if kind == "DOUBLE":
        return float(text)
    return text


def _is_whole(text: str) -> bool:
    return _WHOLE.fullmatch(text) is not None


def _is_decimal(text: str) -> bool:
    match = _DECIMAL.fullmatch(text)
    return match is not None and bool(match[1] or match[2])


def _is_truth(text: str) -> bool:
    return text in ("true", "false", "1", "0")


def _is_year(text: str) -> bool:
    return _YEAR.fullmatch(text) is not None


def _is_date(text: str) -> bool:
    with suppress(ValueError):
        return date.fromisoformat(text).isoformat() == text
    return False


def _is_double(text: str) -> bool:
    """JSON has no way to write what is not finite; Python reads more than XML Schema allows."""
    return _DOUBLE.fullmatch(text) is not None and math.isfinite(float(text))


_FITTING: Final[dict[str, Callable[[str], bool]]] = {
    **dict.fromkeys(_WHOLE_KINDS, _is_whole),
    "decimal": _is_decimal,
    "boolean": _is_truth,
    "gYear": _is_year,
    "date": _is_date,
    "double": _is_double,
    "float": _is_double,
}
_TYPES: Final[dict[Callable[[str], bool], str]] = {
    _is_whole: "BIGINT",
    _is_truth: "BOOLEAN",
    _is_year: "INTEGER",
    _is_date: "DATE",
    _is_double: "DOUBLE",
}
