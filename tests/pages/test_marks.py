"""What matched a search is seen at a glance, and what a text is quoted for is underlined."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pages.browser import THEMES, Theme, visit
from tests.pages.site import Site
from tests.pages.tools import needs_browser

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [needs_browser, pytest.mark.no_cover]
GROUND = "getComputedStyle(document.querySelector('main mark')).backgroundColor"


@pytest.mark.parametrize("theme", THEMES)
def test_what_matched_a_search_has_a_ground_of_its_own(
    page: Page, site: Site, theme: Theme
) -> None:
    visit(page, f"{site.root}/search?q=magelang")
    page.emulate_media(color_scheme=theme)
    assert page.evaluate(GROUND) not in {"rgba(0, 0, 0, 0)", "transparent"}
