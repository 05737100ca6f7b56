"""Every command of docs/releases.md gives the answer that the page shows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.clients import page, programs
from tests.clients.conftest import Workplace
from tests.clients.page import Snippet
from tests.shared import CHECKOUT

SNIPPETS = page.snippets((CHECKOUT / "docs" / "releases.md").read_text(encoding="utf-8"))
ARCHIVE = "data/releases"


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda snippet: snippet.block.heading)
def test_it_answers_as_shown(snippet: Snippet, request: pytest.FixtureRequest) -> None:
    reason = programs.missing(snippet.block)
    if reason:
        pytest.skip(reason)
    workplace: Workplace = request.getfixturevalue("workplace")
    text = snippet.block.text.replace(ARCHIVE, str(CHECKOUT / ARCHIVE))
    ended = programs.run(workplace.here(replace(snippet.block, text=text)), workplace.folder)
    assert ended.returncode == 0, ended.stderr + ended.stdout
    given = workplace.there(ended.stdout)
    assert page.fits(snippet.answer, given), f"shown:\n{snippet.answer}\ngiven:\n{given}"


def test_every_command_shows_its_answer() -> None:
    assert len(SNIPPETS) >= 5
    assert all(snippet.answer.strip() for snippet in SNIPPETS)
