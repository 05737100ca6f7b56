"""Debian's Chromium, driven by Playwright: one browser for each process that tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, Literal

from tests.pages import tools

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request

WIDTHS: Final = (1280, 360)
HEIGHT: Final = 800
Theme = Literal["light", "dark"]
THEMES: Final[tuple[Theme, ...]] = ("light", "dark")
# The standards, and what axe recommends beyond them; text has the contrast of level AAA.
_CONTRAST: Final = "color-contrast-enhanced"
_ALL: Final = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # The one asks for more than the other.
    "rules": {_CONTRAST: {"enabled": True}, "color-contrast": {"enabled": False}},
    "resultTypes": ["violations"],
}
# A theme changes colours and nothing else.
_COLOURS: Final = {
    "runOnly": {"type": "rule", "values": [_CONTRAST, "link-in-text-block"]},
    "resultTypes": ["violations"],
}
_RULES: Final[Mapping[Theme, Any]] = {"light": _ALL, "dark": _COLOURS}


@contextmanager
def browsing() -> Iterator[Browser]:
    """A browser that finds no other machine."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=tools.chromium(),
            args=["--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"],
        )
        try:
            yield browser
        finally:
            browser.close()


def with_axe(browser: Browser) -> BrowserContext:
    """Visits in which axe is at hand; it is no script of the page, so no policy keeps it out."""
    context = browser.new_context(reduced_motion="reduce")
    context.add_init_script(path=tools.AXE)
    return context


def without_script(browser: Browser) -> BrowserContext:
    """Visits in which no script of a page runs, while the tests' own still do."""
    return browser.new_context(java_script_enabled=False, reduced_motion="reduce")


def visit(page: Page, address: str, width: int = WIDTHS[0]) -> int:
    """Goes to a page, waits until all of it is there, and says with what status it came."""
    page.set_viewport_size({"width": width, "height": HEIGHT})
    answer = page.goto(address)
    assert answer is not None
    return answer.status


def violations(page: Page, theme: Theme) -> list[str]:
    """What axe finds wrong with the page as it stands, in a theme."""
    page.emulate_media(color_scheme=theme)
    found: list[dict[str, Any]] = page.evaluate("options => axe.run(options)", _RULES[theme])[
        "violations"
    ]
    return [
        f"{theme}: {rule['id']}: {node['target']}: {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"][:5]
    ]


class Watch:
    """Hears what a page complains of and which addresses it asks for."""

    def __init__(self, page: Page) -> None:
        self.said: list[str] = []
        self.asked: set[str] = set()
        self._page = page

    def hear(self, message: ConsoleMessage) -> None:
        # That a page is an error is said of the page itself, and meant.
        if message.type in {"error", "warning"} and message.location["url"] != self._page.url:
            self.said.append(message.text)

    def see(self, request: Request) -> None:
        self.asked.add(request.url)

    def fail(self, error: Error) -> None:
        self.said.append(str(error))

    def faults(self, root: str) -> list[str]:
        """What was said, and which other hosts were asked."""
        foreign = [url for url in self.asked if not url.startswith((f"{root}/", "data:"))]
        return self.said + foreign


@contextmanager
def watching(page: Page) -> Iterator[Watch]:
    """Watches what happens within."""
    watch = Watch(page)
    page.on("console", watch.hear)
    page.on("request", watch.see)
    page.on("pageerror", watch.fail)
    try:
        yield watch
    finally:
        page.remove_listener("console", watch.hear)
        page.remove_listener("request", watch.see)
        page.remove_listener("pageerror", watch.fail)
