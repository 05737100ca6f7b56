from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.clients import page
from tests.clients.page import Block
from tests.shared import CHECKOUT

TEXT = (CHECKOUT / "docs" / "clients.md").read_text(encoding="utf-8")
PATIENCE_S = 20


@dataclass(frozen=True, slots=True)
class Workplace:
    """A folder with the page's files, and the place where each server of the page really is."""

    folder: Path
    places: dict[str, str]

    def here(self, block: Block) -> Block:
        """The snippet with the servers that run here."""
        text = block.text
        for shown, real in self.places.items():
            text = text.replace(shown, real)
        return replace(block, text=text)

    def there(self, text: str) -> str:
        """An answer as the page would show it."""
        for shown, real in self.places.items():
            text = text.replace(real, shown)
        return text.replace("\r\n", "\n")


@contextmanager
def serving(log: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A server at any free port; its first line says where."""
    command = [sys.executable, "-m", "inovasi", "serve", "--port", "0", "--workers", "2"]
    with log.open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(
            [*command, *arguments], stdout=subprocess.PIPE, stderr=errors, text=True
        )
        try:
            yield process
        finally:
            process.terminate()
            process.communicate(timeout=PATIENCE_S)


def place(process: subprocess.Popen[str], log: Path) -> str:
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line, log.read_text(encoding="utf-8")
    return line.split()[-1].rstrip("/")


@pytest.fixture(scope="session")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workplace]:
    folder = tmp_path_factory.mktemp("clients")
    logs = folder / "published.log", folder / "visits.log"
    visits = folder / "visits.ttl"
    visits.write_text(page.files(TEXT)[visits.name], encoding="utf-8")
    with ExitStack() as stack:
        both = (
            stack.enter_context(serving(logs[0])),
            stack.enter_context(serving(logs[1], "--data", str(visits))),
        )
        real = [place(process, log) for process, log in zip(both, logs, strict=True)]
        shown = ("http://127.0.0.1:8000", "http://127.0.0.1:8001")
        found = Workplace(folder, dict(zip(shown, real, strict=True)))
        for name, text in page.files(TEXT).items():
            block = found.here(Block("", "", name, text))
            (folder / name).write_text(block.text, encoding="utf-8")
        yield found
