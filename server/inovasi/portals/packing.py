"""Zip files that are the same bytes each time: no clock, no user, no order but the one given."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import TracebackType
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_UNIX: Final = 3
_MODE: Final = 0o100644 << 16
_LEVEL: Final = 6
_PIECE: Final = 1024 * 1024


class Package:
    """A zip file being written."""

    def __init__(self, target: Path) -> None:
        self._zip = ZipFile(target, "w")

    def add_text(self, name: str, text: str) -> None:
        with self._zip.open(_entry(name, ZIP_DEFLATED), "w") as entry:
            entry.write(text.encode())

    def add_file(self, name: str, file: Path, *, compress: bool = True) -> None:
        """The file, which is gone afterwards: its room may be needed for the next."""
        info = _entry(name, ZIP_DEFLATED if compress else ZIP_STORED)
        with (
            self._zip.open(info, "w", force_zip64=True) as entry,
            file.open("rb") as content,
        ):
            shutil.copyfileobj(content, entry, _PIECE)
        file.unlink()

    def __enter__(self) -> Package:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()


def _entry(name: str, method: int) -> ZipInfo:
    # Without a date it is that of the first day of zip.
    info = ZipInfo(name)
    info.create_system, info.external_attr = _UNIX, _MODE
    info.compress_type = method
    info._compresslevel = _LEVEL  # type: ignore[attr-defined]
    return info
