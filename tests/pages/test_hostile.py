"""Whatever stands in the graph is text on the page, and the page stays in its shape."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.pages import hostile, markup, scripts
from tests.pages.browser import visit, watching
from tests.pages.kinds import KINDS, Kind
from tests.pages.site import Site, serving
from tests.pages.tools import needs_browser, needs_checker

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.no_cover
PHONE = 360
ODD = Kind("odd", hostile.ODD_ADDRESS)
ALL = (*KINDS, ODD)


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server over hostile data."""
    file = tmp_path_factory.mktemp("hostile") / "data.nq"
    hostile.write(file)
    with serving("--data", str(file)) as site:
        yield site


@pytest.fixture(scope="module")
def shapes(plain: Page, site: Site) -> set[str]:
    """The elements that pages are made of, each with one of its attributes."""
    found: set[str] = set()
    for kind in KINDS:
        found.update(plain.evaluate(scripts.SHAPES, site.get(kind.address).body.decode()))
    return found


@needs_browser
@pytest.mark.parametrize("kind", ALL, ids=str)
def test_hostile_values_are_text(page: Page, attacked: Site, shapes: set[str], kind: Kind) -> None:
    with watching(page) as watch:
        assert visit(page, attacked.root + kind.address, PHONE) == kind.status
        faults = sorted(set(page.evaluate(scripts.SHAPES)) - shapes)
        faults += page.evaluate(scripts.SIDEWAYS) + page.evaluate(scripts.UNISOLATED)
        page.evaluate(scripts.OPEN_ALL)
        faults += page.evaluate(scripts.SIDEWAYS)
        faults += watch.faults(attacked.root)
    assert faults == []


@needs_browser
@pytest.mark.parametrize("text", hostile.TEXTS)
def test_each_hostile_name_is_shown_as_it_is(plain: Page, attacked: Site, text: str) -> None:
    visit(plain, attacked.root + ODD.address)
    shown = plain.evaluate("document.querySelector('main').textContent")
    assert hostile.visible(text) in hostile.visible(shown)


@needs_checker
def test_pages_of_hostile_data_are_valid_html(attacked: Site, tmp_path: Path) -> None:
    for kind in ALL:
        (tmp_path / f"{kind}.html").write_bytes(attacked.get(kind.address).body)
    assert markup.faults(sorted(tmp_path.iterdir())) == []
