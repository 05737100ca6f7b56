"""``inovasi load``: files into a store, and a line about what came of it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from inovasi.store.loading import load
from inovasi.store.progress import progress


def load_files(files: Sequence[Path], folder: Path, terminal: TextIO) -> str:
    """Loads all the files or none; the terminal shows how far it is."""
    start = time.monotonic()
    with progress(files, terminal) as watch:
        loaded = load(files, folder, watch)
    seconds = time.monotonic() - start
    sources = f"{len(files)} file" + ("s" if len(files) != 1 else "")
    return (
        f"{folder}: version {loaded.version.number} holds {loaded.version.quads:,} statements,"
        f" {loaded.added:,} of them new from {sources}, loaded in {seconds:.1f} s"
    )
