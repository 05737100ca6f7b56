"""What lies beside a checkout and is no part of it: a test that needs it is skipped without it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

CHECKOUT: Final = Path(__file__).resolve().parents[1]
SHARED: Final = CHECKOUT.parent / "shared"

needs_shared: Final = pytest.mark.skipif(
    not SHARED.is_dir(), reason="no ../shared folder with the source texts and vocabularies"
)
