"""What is known of the documents that is no statement of the graph: how long each is."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from inovasi.errors import DataError


def read_lengths(folder: Path) -> dict[str, int]:
    """The length in code points of each document by the SHA-256 of its text."""
    found = (_read(file) for file in sorted(folder.glob("*.toml")))
    return {source["sha256"]: source["length"] for source in found if "sha256" in source}


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(file, f"cannot be read ({error})", "restore the file") from error
