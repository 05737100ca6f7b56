"""What the tests of the store share: data, a look at what a store holds and at what lies in it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox

from inovasi.store.folder import Version, current_version

COMMAND = [sys.executable, "-W", "error", "-m", "inovasi"]


def write_statements(file: Path, count: int, start: int = 0) -> Path:
    """So many statements in N-Triples."""
    lines = (f'<a:{n}> <a:p> "value {n}" .\n' for n in range(start, start + count))
    file.write_text("".join(lines), encoding="utf-8")
    return file


def content(folder: Path) -> list[str]:
    """What the current version holds, sorted."""
    return sorted(map(str, ox.Store.read_only(str(version_of(folder).data))))


def version_of(folder: Path) -> Version:
    version = current_version(folder)
    assert version is not None
    return version


def names(folder: Path) -> list[str]:
    """What lies in the folder."""
    return sorted(path.name for path in folder.iterdir())


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    """The command in a process and a session of its own."""
    return subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
