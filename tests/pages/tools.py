"""What pages are examined with, and why it cannot be done where something is missing."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import pytest

_MODULES: Final = Path(__file__).parent / "node_modules"
AXE: Final = _MODULES / "axe-core" / "axe.min.js"
CHECKER: Final = _MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
_HOW: Final = "`npm ci --ignore-scripts --prefix tests/pages` does"


def chromium() -> str:
    """The browser's program, or nothing."""
    found = map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))
    return next(filter(None, found), "")


def without_browser() -> str:
    """Why no page can be looked at here."""
    if find_spec("playwright") is None:
        return "playwright not installed: `make setup` does"
    if not chromium():
        return "Chromium not installed"
    return "" if AXE.is_file() else f"axe-core not installed: {_HOW}"


def without_checker() -> str:
    """Why no page can be validated here."""
    if shutil.which("java") is None:
        return "Java not installed"
    return "" if CHECKER.is_file() else f"vnu-jar not installed: {_HOW}"


needs_browser: Final = pytest.mark.skipif(bool(without_browser()), reason=without_browser())
needs_checker: Final = pytest.mark.skipif(bool(without_checker()), reason=without_checker())
