"""What a page says while a query runs, as a browser shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pages.browser import visit
from tests.pages.site import Site
from tests.pages.tools import needs_browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [needs_browser, pytest.mark.no_cover]
SAID = {
    "id": "Kueri berjalan, paling lama 30 detik.",
    "en": "The query is running, 30 seconds at most.",
}
# The browser sends nothing, so that the page stays as it is while it waits.
HELD = """document.querySelector('form.query').addEventListener(
  'submit', event => event.preventDefault())"""
STATE = """() => {
  const form = document.querySelector('form.query');
  return [form.querySelector('[role=status]').innerText, form.querySelector('button').disabled];
}"""


@pytest.mark.parametrize("language", SAID)
def test_a_query_that_runs_is_told_and_sent_once(
    browser: Browser, site: Site, language: str
) -> None:
    page = browser.new_page()
    visit(page, f"{site.root}/?lang={language}")
    assert page.evaluate(STATE) == ["", False]
    page.evaluate(HELD)
    page.click("form.query button")
    assert page.evaluate(STATE) == [SAID[language], True]
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert page.evaluate(STATE) == ["", False]
    page.close()


def test_a_result_that_is_a_file_leaves_the_form_as_it_is(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    visit(page, f"{site.root}/?lang=id")
    page.evaluate(HELD)
    page.select_option("form.query select", "csv")
    page.click("form.query button")
    assert page.evaluate(STATE) == ["", False]
    page.close()


def test_a_query_is_answered_with_and_without_script(
    browser: Browser, plain: Page, site: Site
) -> None:
    for page in (browser.new_page(), plain):
        visit(page, f"{site.root}/?lang=en")
        page.click("form.query button")
        page.wait_for_url("**/sparql?**")
        assert page.evaluate(STATE) == ["", False]
