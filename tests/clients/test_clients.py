"""Every command of docs/clients.md gives the answer that the page shows, with real servers."""

from __future__ import annotations

import json
import re

import pytest

from inovasi.query.formats import FORMATS, Form
from tests.clients import page, programs
from tests.clients.conftest import TEXT, Workplace
from tests.clients.page import Snippet

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


def test_the_page_shows_every_client_and_an_answer_to_each() -> None:
    assert {snippet.block.heading for snippet in SNIPPETS} >= {
        *("curl", "SPARQLWrapper", "rdflib", "pandas", "Comunica", "Two servers in one query")
    }
    assert all(snippet.answer.strip() for snippet in SNIPPETS)


def test_the_formats_stand_as_the_code_has_them() -> None:
    section = TEXT.split("\n### Formats\n")[1].split("\n### ")[0]
    rows = re.findall(r"^\| (.+) \| `(.+)` \| `(.+)` \| (.+) \|$", section, re.MULTILINE)
    assert rows == [
        (
            known.title,
            known.media_type,
            known.name,
            ", ".join(form for form in Form if form in known.forms),
        )
        for known in FORMATS
    ]


def test_the_lock_file_is_of_this_package_and_holds_no_addresses() -> None:
    text = (programs.FOLDER / "package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(text)["packages"]
    wanted = json.loads((programs.FOLDER / "package.json").read_text(encoding="utf-8"))
    assert packages[""]["dependencies"] == wanted["dependencies"]
    for name, version in {**wanted["dependencies"], **wanted["overrides"]}.items():
        assert packages[f"node_modules/{name}"]["version"] == version
    assert '"resolved"' not in text
    assert all(package.get("integrity") for name, package in packages.items() if name)
