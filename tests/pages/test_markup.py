from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages import markup
from tests.pages.kinds import KINDS, LANGUAGES
from tests.pages.site import Site
from tests.pages.tools import needs_checker

pytestmark = [needs_checker, pytest.mark.no_cover]


def test_every_kind_of_page_is_valid_html(site: Site, tmp_path: Path) -> None:
    for kind in KINDS:
        for language in LANGUAGES:
            answer = site.get(kind.within(language))
            assert (answer.status, answer.headers["Content-Language"]) == (kind.status, language)
            (tmp_path / f"{kind}-{language}.html").write_bytes(answer.body)
    assert markup.faults(sorted(tmp_path.iterdir())) == []


def test_what_is_no_valid_html_is_found(tmp_path: Path) -> None:
    page = "<!doctype html><html lang=en><title>a</title><p>{}"
    (tmp_path / "good.html").write_text(page.format("a"), encoding="utf-8")
    (tmp_path / "wrong.html").write_text(page.format("<svg><p id=a>"), encoding="utf-8")
    (fault,) = markup.faults(sorted(tmp_path.iterdir()))
    assert fault.startswith("wrong.html:1: ")
