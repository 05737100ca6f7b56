"""The texts of sources, where who runs the server has them: files of a folder, known by checksum.

The texts are other people's work and no part of the project; without the folder none is shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from inovasi.config import Config
from inovasi.resources.kinds.quotation import Quotation
from inovasi.resources.kinds.source import Source, whole
from inovasi.resources.marking import Excerpt, Segment, excerpt, segments

# What is larger, or comes later, is none of the texts that the graph speaks of.
_LARGEST: Final = 2 * 1024 * 1024
_MOST: Final = 500
_State = tuple[int, int]


@dataclass(slots=True)
class Originals:
    """Finds texts in a folder; a file that changes is read anew."""

    folder: Path | None
    _known: dict[Path, tuple[_State, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, config: Config) -> Originals:
        """From the folder of the configuration, if there is one."""
        return cls(Path(config.sources) if config.sources else None)

    def marked(self, source: Source) -> list[Segment]:
        """The text of a source with its quotations marked; empty where it is not at hand."""
        text = self.text(source.sha256)
        return segments(text, source.ranges) if text else []

    def beside(self, quotation: Quotation) -> Excerpt | None:
        """A quotation in the text around it; None where the text is not at hand."""
        sources = quotation.around.groups.get("sources")
        text = self.text(sources.texts("inov:sha256")[0]) if sources else ""
        thing = quotation.around.thing
        return excerpt(text, whole(thing.text("oa:start")), whole(thing.text("oa:end")))

    def text(self, sha256: str) -> str:
        """The text with a checksum; empty where no file has it, or where it is no UTF-8."""
        for file in self._files() if sha256 else ():
            try:
                if self._sha256(file) == sha256:
                    return file.read_bytes().decode()
            except (OSError, UnicodeDecodeError):
                continue
        return ""

    def _files(self) -> Iterable[Path]:
        if self.folder is None:
            return []
        try:
            found = sorted(self.folder.iterdir())[:_MOST]
        except OSError:
            return []
        return [file for file in found if file.is_file()]

    def _sha256(self, file: Path) -> str:
        stat = file.stat()
        state = (stat.st_mtime_ns, stat.st_size)
        if stat.st_size > _LARGEST:
            return ""
        known = self._known.get(file)
        if known is None or known[0] != state:
            known = state, hashlib.sha256(file.read_bytes()).hexdigest()
            self._known[file] = known
        return known[1]
