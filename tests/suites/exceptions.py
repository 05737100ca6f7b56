"""The tests that are known to fail, each with its reason, and the parts that are not run."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from tests.suites.manifests import KINDS, Case, Entry, read_suites

FILE: Final = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why tests fail; ``tests`` has a sentence for each by its IRI."""

    name: str
    title: str
    text: str
    tests: Mapping[str, str]


@cache
def reasons() -> tuple[Reason, ...]:
    """The reasons in the order of the file."""
    return tuple(Reason(name, **table) for name, table in _document()["reason"].items())


@cache
def outside() -> Mapping[str, str]:
    """Why a group, or a class of tests, is not run."""
    grounds: Mapping[str, str] = _document()["outside"]
    return grounds


@cache
def _document() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def reason_of(iri: str) -> Reason | None:
    """Why the test of this IRI is known to fail, or nothing."""
    return next((reason for reason in reasons() if iri in reason.tests), None)


def ground(entry: Entry) -> str:
    """The group or class for which this test is not run; empty where it is."""
    kind = entry.kind.rpartition("#")[2]
    return next((name for name in (entry.group, kind) if name in outside()), "")


@cache
def cases() -> tuple[Case, ...]:
    """The tests that are run."""
    return tuple(entry.case() for entry in read_suites() if not ground(entry))


def unplaced() -> list[str]:
    """Tests of a class that is neither run nor left out."""
    return [
        str(entry.node) for entry in read_suites() if not ground(entry) and entry.kind not in KINDS
    ]
