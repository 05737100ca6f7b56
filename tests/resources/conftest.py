from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from inovasi.query import open_engine
from inovasi.resources.asking import Asker

AskerOf = Callable[[str], Asker]


@pytest.fixture
def asker_of(tmp_path: Path) -> AskerOf:
    """Makes an asker over a text in TriG, the project's prefixes known."""

    def make(text: str) -> Asker:
        from inovasi import iris

        file = tmp_path / "data.trig"
        head = "".join(f"@prefix {name}: <{space}> .\n" for name, space in iris.PREFIXES.items())
        file.write_text(f"@base <{iris.BASE}> .\n{head}{text}", encoding="utf-8")
        return Asker(open_engine((file,)))

    return make
