"""Writes docs/conformance.md from what the suites give: ``python -m tests.suites.report``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from tests.shared import CHECKOUT
from tests.suites.exceptions import cases, ground, outside, reasons
from tests.suites.manifests import Case, read_suites
from tests.suites.running import verdict

FILE: Final = CHECKOUT / "docs" / "conformance.md"
HEAD: Final = """# Conformance

How the server does in the test suites of the W3C for SPARQL 1.0 and 1.1
([rdf-tests](https://w3c.github.io/rdf-tests/), as of 2026-08-07). Each test goes the way of a
request: the guard reads the query, the engine answers it in a result format, and the answer is
compared with the expected one. The comparison is exact. Terms are equal where they are written
alike, rows are counted, blank nodes may be renamed, and the order counts where the expected
result numbers its rows. Results are read by code that the engine has no part in, graphs by its
parser. Each query is given the address of its file as `BASE`.

Each test goes two ways, which must end alike. Once an engine in the process of the tests holds the
dataset of this test and nothing else. Once a pool of workers holds the graphs of all tests, and the
request names those of this one, as `default-graph-uri` and `named-graph-uri` do.

Made by `python -m tests.suites.report`; a test requires that it is current. Each exception has its
sentence in `tests/suites/exceptions.toml`, and one that does not fail any more fails the tests.
"""


def report() -> str:
    """The whole page."""
    parts = [HEAD, "## Results\n", _summary(), *_results(), "\n## Exceptions\n", *_exceptions()]
    return "\n".join([*parts, "## Not run\n", *_outside(), ""])


def _summary() -> str:
    passed = sum(verdict(case).passed for case in cases())
    by_value = passed + sum(len(why.tests) for why in reasons() if why.name == "spelling")
    return (
        f"{passed} of {len(cases())} tests pass. With literals compared by their value instead of"
        f" their spelling,\n{by_value} do.\n"
    )


def _results() -> Iterator[str]:
    yield from _head("suite", "group", "tests", "passed", "exceptions")
    for suite, tests in groupby(cases(), lambda case: case.suite):
        mine = list(tests)
        for group, members in groupby(mine, lambda case: case.group):
            yield _counted(suite, group, list(members))
        yield _counted(f"**{suite}**", "**all**", mine)


def _counted(suite: str, group: str, tests: list[Case]) -> str:
    passed = sum(verdict(case).passed for case in tests)
    counts = {reason.title: sum(case.iri in reason.tests for case in tests) for reason in reasons()}
    named = "; ".join(f"{title} ({count})" for title, count in counts.items() if count)
    return _row(suite, group, str(len(tests)), str(passed), "" if "*" in group else named)


def _exceptions() -> Iterator[str]:
    names = {case.iri: case.id for case in cases()}
    for reason in reasons():
        yield f"### {reason.title} ({len(reason.tests)})\n\n{reason.text}\n"
        yield from _head("test", "what happens")
        yield from (_row(f"`{names[iri]}`", text) for iri, text in reason.tests.items())
        yield ""


def _outside() -> Iterator[str]:
    counts = Counter(map(ground, read_suites()))
    yield from _head("group or class", "tests", "why")
    for name, why in outside().items():
        yield _row(f"`{name}`", str(counts[name] or "–"), why)


def _head(*cells: str) -> Iterable[str]:
    return (_row(*cells), "|" + "---|" * len(cells))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    if not cases():
        raise SystemExit("The suites are expected in ../shared/conformance, beside the checkout.")
    FILE.write_text(report(), encoding="utf-8")
