"""Every command of docs/dumps.md gives the answer that the page shows, with a real server."""

from __future__ import annotations

import re

import pytest

from inovasi.portals.formats import FORMATS
from tests.clients import page, programs
from tests.clients.conftest import Workplace
from tests.clients.page import Snippet
from tests.shared import CHECKOUT

TEXT = (CHECKOUT / "docs" / "dumps.md").read_text(encoding="utf-8")
SNIPPETS = page.snippets(TEXT)


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda snippet: snippet.block.heading)
def test_it_answers_as_shown(snippet: Snippet, request: pytest.FixtureRequest) -> None:
    reason = programs.missing(snippet.block)
    if reason:
        pytest.skip(reason)
    workplace: Workplace = request.getfixturevalue("workplace")
    ended = programs.run(workplace.here(snippet.block), workplace.folder)
    assert ended.returncode == 0, ended.stderr + ended.stdout
    given = workplace.there(ended.stdout)
    assert page.fits(snippet.answer, given), f"shown:\n{snippet.answer}\ngiven:\n{given}"


def test_the_page_shows_an_answer_to_each_command() -> None:
    assert {snippet.block.heading for snippet in SNIPPETS} >= {"pandas", "DuckDB", "JSON-LD"}
    assert all(snippet.answer.strip() for snippet in SNIPPETS)


def test_the_formats_stand_as_the_code_has_them() -> None:
    section = TEXT.split("\n## Formats\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `\.(.+?)` \| `(.+?)` \| (one graph|all graphs)", section, re.MULTILINE)
    assert rows == [
        (known.name, known.command, "all graphs" if known.graphs else "one graph")
        for known in FORMATS
    ]
