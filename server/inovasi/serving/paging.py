"""Numbered pages: which one an address asks for, and what stands on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple, TypeVar

from flask import request

from inovasi.errors import MalformedRequest, NotFound

_NUMBER: Final = re.compile(r"[1-9][0-9]{0,8}")

T = TypeVar("T")


class Leaf(NamedTuple):
    """A page of several: its number and that of the last one."""

    number: int
    last: int


def number_asked(name: str = "page") -> int:
    """The number that a parameter has, from 1; MalformedRequest, of the parameter, for others."""
    asked = request.args.get(name, "1")
    if not _NUMBER.fullmatch(asked):
        raise MalformedRequest(f"There is no page {asked[:20]!r}", "count pages from 1").of(name)
    return int(asked)


def leaf_asked(total: int, size: int) -> Leaf:
    """The page that ``page`` asks for, of so many things; NotFound behind the last one."""
    leaf = Leaf(number_asked(), max(1, -(-total // size)))
    if leaf.number > leaf.last:
        raise NotFound(f"There is no page {leaf.number}", f"the last one is {leaf.last}")
    return leaf


def cut(found: Sequence[T], leaf: Leaf, size: int) -> Sequence[T]:
    """What stands on the page."""
    return found[(leaf.number - 1) * size : leaf.number * size]
