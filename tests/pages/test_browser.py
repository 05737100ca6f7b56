"""Every kind of page as a browser shows it: both languages, both themes, desk and phone."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest

from tests.pages import scripts
from tests.pages.browser import HEIGHT, THEMES, WIDTHS, violations, visit, watching
from tests.pages.kinds import KINDS, LANGUAGES, Kind
from tests.pages.site import Site
from tests.pages.tools import needs_browser

if TYPE_CHECKING:
    from playwright.sync_api import ElementHandle, Page

pytestmark = [needs_browser, pytest.mark.no_cover]
each_kind = pytest.mark.parametrize("kind", KINDS, ids=str)
# Behind so many a page only repeats itself, and a walk through thousands of links would last.
STEPS = 60
CHIPS = 10
# A4 between its margins.
PAPER = 718


@pytest.mark.parametrize("language", LANGUAGES)
@each_kind
def test_a_page_has_no_fault_in_any_look(page: Page, site: Site, kind: Kind, language: str) -> None:
    faults = []
    with watching(page) as watch:
        for width in WIDTHS:
            address = site.root + kind.within(language)
            assert visit(page, address, width) == kind.status
            found = shifts(page, address, width) + page.evaluate(scripts.SIDEWAYS)
            if width == WIDTHS[-1]:
                page.evaluate(scripts.OPEN_ALL)
                found += page.evaluate(scripts.SIDEWAYS)
            for theme in THEMES:
                found += violations(page, theme)
            faults += [f"{width} px: {fault}" for fault in found]
        faults += watch.faults(site.root)
    assert faults == []


def shifts(page: Page, address: str, width: int) -> list[str]:
    """What moves while a page comes. On a busy machine its text can come in pieces, and moves what
    is there already: what is a fault of the page moves at a second visit, too.
    """
    found: list[str] = page.evaluate(scripts.SHIFTS)
    if found:
        page.context.new_cdp_session(page).send("Network.clearBrowserCache")
        visit(page, address, width)
        found = page.evaluate(scripts.SHIFTS)
    return found


@each_kind
def test_a_keyboard_goes_through_a_page_in_order_and_without_script(
    plain: Page, site: Site, kind: Kind
) -> None:
    visit(plain, site.root + kind.address)
    expected = plain.evaluate(scripts.START)
    faults: list[str] = []
    for step in count(1):
        plain.keyboard.press("Tab")
        if step == 1:
            assert plain.evaluate("document.activeElement.matches('a.skip')")
        found = plain.evaluate(scripts.FOCUSED)
        if found is None or step == STEPS:
            break
        faults += found
    if expected < STEPS:
        faults += plain.evaluate(scripts.LEFT_OUT)
    assert faults == []
    plain.focus("a.skip")
    plain.keyboard.press("Enter")
    plain.keyboard.press("Tab")
    assert plain.evaluate("!document.activeElement.closest('.masthead, .skip')")


@each_kind
def test_a_page_says_the_same_without_script_folds_and_prints(
    page: Page, plain: Page, site: Site, kind: Kind
) -> None:
    said = []
    for each in (page, plain):
        # The one that remembers the language of its last visit is told it, too.
        visit(each, site.root + kind.within(LANGUAGES[0]))
        said.append(each.evaluate(scripts.TEXT))
    assert said[0] == said[1]
    assert printed(plain) == []
    for summary in plain.query_selector_all("summary")[:CHIPS]:
        if summary.is_visible():
            assert pressed_twice(summary) == {True, False}


def printed(page: Page) -> list[str]:
    """What a printed page should not have, or lacks: controls, and tables that are cut."""
    page.emulate_media(media="print")
    try:
        controls: list[str] = page.evaluate(scripts.CONTROLS)
        page.set_viewport_size({"width": PAPER, "height": HEIGHT})
        cut: list[str] = page.evaluate(scripts.CUT)
    finally:
        page.emulate_media(media="null")
    return controls + cut


def pressed_twice(summary: ElementHandle) -> set[bool]:
    """Whether what it folds is open after each press of Enter."""
    states = set()
    for _ in range(2):
        summary.press("Enter")
        states.add(bool(summary.evaluate("element => element.parentElement.open")))
    return states


@pytest.mark.parametrize(
    "address", ["/validation", "/doc/sumber/litbang-526", "/sparql?query=SELECT*{?s+?p+?o}LIMIT+99"]
)
def test_the_heads_of_a_long_table_stay(plain: Page, site: Site, address: str) -> None:
    visit(plain, site.root + address)
    places = plain.evaluate(scripts.HEADS)
    assert places
    assert set(places) == {0}
