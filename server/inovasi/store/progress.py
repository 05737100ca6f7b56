"""How far a load is, for someone who watches a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from inovasi.store.loading import Watch


@contextmanager
def progress(files: Sequence[Path], output: TextIO) -> Iterator[Watch]:
    """A bar of the bytes read; nothing where the output is no terminal."""
    if not output.isatty():
        yield lambda _: None
        return
    # rich takes as long to import as a small load takes.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        DownloadColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeElapsedColumn())
    total = sum(file.stat().st_size for file in files if file.is_file())
    with Progress(*columns, console=Console(file=output), transient=True) as bar:
        task = bar.add_task("Reading", total=total)

        def watch(read: int) -> None:
            description = "Reading" if read < total else "Sorting"
            bar.update(task, completed=read, description=description)

        yield watch
