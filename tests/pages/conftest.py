from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.pages import browser as chromium
from tests.pages.site import Site, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """A server over the published graph, one for each process that tests."""
    with serving() as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium.browsing() as found:
        yield found


@pytest.fixture(scope="session")
def page(browser: Browser) -> Page:
    """A page that is examined with axe; one for all, as a new one takes longer than a visit."""
    return chromium.with_axe(browser).new_page()


@pytest.fixture(scope="session")
def plain(browser: Browser) -> Page:
    """A page whose scripts do not run."""
    return chromium.without_script(browser).new_page()
