"""The published files: sorted N-Quads, their numbers and checksums, the same bytes everywhere."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, Quad, RdfFormat, parse

from inovasi.errors import InovasiError, StalePublication, UsageError
from inovasi.knowledge import statistics
from inovasi.knowledge.serialization import n_quads
from inovasi.publishing.files import locked, write_together

CHECKSUMS: Final = "SHA256SUMS"
_DATASETS: Final = "*.nq"
_LISTED: Final = re.compile(r"^[0-9a-f]{64}  ([^/\n]+\.nq)$", re.MULTILINE)
# So that a server that starts has nothing to count.
STATISTICS: Final = statistics.FILE


def refuse_blank_nodes(quads: Iterable[Quad]) -> None:
    """InovasiError for a quad that has one: its label would differ from build to build."""
    for quad in quads:
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            raise InovasiError(f"a blank node cannot be published: {quad}", "give the node an IRI")


def files(datasets: Mapping[str, Sequence[Quad]]) -> dict[str, bytes]:
    """File name and content of a whole publication."""
    for quads in datasets.values():
        refuse_blank_nodes(quads)
    content = {f"{name}.nq": n_quads(quads) for name, quads in sorted(datasets.items())}
    return with_checksums({**content, STATISTICS: _statistics(content)})


def with_checksums(content: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files with their checksums, which come last and are of all the others."""
    others = {name: data for name, data in content.items() if name != CHECKSUMS}
    sums = [f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in others.items()]
    return {**others, CHECKSUMS: "".join(sums).encode()}


def _statistics(content: Mapping[str, bytes]) -> bytes:
    """The numbers of the datasets, counted as anyone would who has their files."""
    return statistics.to_json(
        {
            name.removesuffix(".nq"): statistics.read_statistics(
                parse(data, format=RdfFormat.N_QUADS)
            )
            for name, data in content.items()
        }
    )


def compare(content: Mapping[str, bytes], folder: Path) -> None:
    """StalePublication if a file differs from these bytes, or a dataset lies beside them."""
    with _explained(folder):
        # The server takes every dataset that lies there.
        present = {path.name for path in folder.glob(_DATASETS)}
        # The checksums follow from the others: name what differs first.
        for name in sorted(present | set(content), key=lambda name: (name == CHECKSUMS, name)):
            path = folder / name
            if name not in content:
                raise StalePublication(f"{path} is not published", "remove it")
            if not path.is_file() or path.read_bytes() != content[name]:
                raise StalePublication(f"{path} is not what the data gives", "run inovasi publish")


def write(content: Mapping[str, bytes], folder: Path) -> None:
    """Put all files in place, the checksums last, then remove datasets of the publication before.

    One writer at a time: another waits for it. Files of other origin are left alone.
    """
    with _explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder):
            before = _listed(folder / CHECKSUMS)
            names = sorted(content, key=lambda name: (name == CHECKSUMS, name))
            write_together({folder / name: content[name] for name in names})
            for name in before - set(content):
                (folder / name).unlink(missing_ok=True)


def _listed(checksums: Path) -> set[str]:
    """The datasets that the checksums name."""
    if not checksums.is_file():
        return set()
    found = _LISTED.findall(checksums.read_text(encoding="utf-8", errors="replace"))
    return set(found)


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        place = error.filename or folder
        reason = "it is no folder" if isinstance(error, FileExistsError) else error.strerror
        problem = f"{place} cannot be used ({reason})"
        raise UsageError(problem, f"make {folder} a folder that can be written") from error
