from __future__ import annotations

from tests.shared import needs_shared
from tests.suites.report import FILE, report


@needs_shared
def test_page_is_current() -> None:
    assert FILE.read_text(encoding="utf-8") == report()
