"""What a page weighs on its way, compressed as every browser asks for it."""

from __future__ import annotations

import pytest

from tests.pages.kinds import KINDS, LANGUAGES
from tests.pages.site import Site

MOST = 60 * 1024
CODINGS = "gzip, deflate, br, zstd"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_weighs_more_than_60_kilobytes(site: Site, language: str) -> None:
    heavy = {}
    for kind in KINDS:
        answer = site.get(kind.within(language), Accept_Encoding=CODINGS)
        assert answer.status == kind.status
        if len(answer.body) > MOST:
            heavy[kind.name] = len(answer.body)
    assert heavy == {}


def test_the_style_sheet_and_scripts_weigh_less_than_a_page(site: Site) -> None:
    page = site.get("/", Accept_Encoding=CODINGS)
    style = site.get("/static/style.css", Accept_Encoding=CODINGS)
    scripts = [site.get(f"/static/{name}.js", Accept_Encoding=CODINGS) for name in ("copy", "ask")]
    assert sum(len(each.body) for each in (page, style, *scripts)) < MOST
