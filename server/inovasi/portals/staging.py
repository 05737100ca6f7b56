"""Data that are not ours, as one file of sorted N-Quads: what all their dumps are made of."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from inovasi.knowledge.statistics import FILE as STATISTICS
from inovasi.knowledge.statistics import read_statistics, to_json
from inovasi.portals.editions import SERVED
from inovasi.portals.files import CHECKSUM, put, workplace
from inovasi.portals.formats import BY_NAME
from inovasi.portals.sorting import sort_lines
from inovasi.query.files import RdfFile
from inovasi.store.opening import dump

_NAME: Final = BY_NAME["nq"].file(SERVED)


@dataclass(frozen=True, slots=True)
class Staging:
    """``files`` to be read, or the version of a store; what is staged lies in ``folder``."""

    folder: Path
    files: Sequence[Path]
    store: str | None

    def file(self) -> Path:
        """The staged file, which is the dump in N-Quads as well; made if it is not there.

        The statistics lie beside it.
        """
        target = self.folder / _NAME
        whole = (_NAME, _NAME + CHECKSUM, STATISTICS)
        if not all((self.folder / name).is_file() for name in whole):
            with workplace(self.folder) as work:
                (work / "work").mkdir()
                self._stage(work / _NAME, work / "work")
                numbers = to_json({SERVED: read_statistics(ox.parse(path=str(work / _NAME)))})
                (work / STATISTICS).write_bytes(numbers)
                (work / STATISTICS).replace(self.folder / STATISTICS)
                put(work / _NAME, target)
        return target

    def _stage(self, target: Path, work: Path) -> None:
        plain = work / "unsorted.nq"
        if self.store is not None:
            dump(Path(self.store), plain)
        else:
            ox.serialize(self._statements(), str(plain), ox.RdfFormat.N_QUADS)
        with plain.open("rb") as lines, target.open("wb") as sorted_lines:
            sorted_lines.writelines(sort_lines(lines, work))
        shutil.rmtree(work)

    def _statements(self) -> Iterator[ox.Quad]:
        """Labels of blank nodes are those that the server's workers read, too."""
        for file in self.files:
            with RdfFile(file) as rdf:
                yield from rdf.statements(keep_labels=True)
