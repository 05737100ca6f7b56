"""What dumps are made of: one state of the data, as sorted N-Quads for each of its datasets."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from inovasi import paths
from inovasi.errors import UsageError
from inovasi.knowledge.releases import Release, frozen
from inovasi.store.folder import read_version

DATASETS: Final = ("inovasi", "eksternal", "wilayah", "ontologi")
SERVED: Final = "inovasi"
"""The one dataset of data that are not ours."""
COMPRESSED: Final = ".gz"
_DIGITS: Final = 16


@dataclass(frozen=True, slots=True)
class Edition:
    """A state of the data.

    ``key`` names its folder on the shelf: other data, or another way to write them, has another.
    ``sources`` are sorted N-Quads by dataset, also with .gz. Data that are not ours have none yet:
    they are staged from ``files`` or from the version of a store in the folder ``store``.
    """

    key: str
    sources: Mapping[str, Path]
    files: tuple[Path, ...] = ()
    store: Path | None = None

    @property
    def datasets(self) -> tuple[str, ...]:
        return tuple(self.sources) or (SERVED,)


def served(files: Sequence[Path], store: Path | None, version: str) -> Edition:
    """What is published, or other data: whatever a server with these files or this store serves."""
    ours = published(paths.PUBLISHED)
    if store is None and set(files) == set(ours.sources.values()):
        return ours
    return given(files, store, version)


def published(folder: Path) -> Edition:
    """What is published in the folder."""
    sources = {name: folder / f"{name}.nq" for name in DATASETS}
    present = {name: path for name, path in sources.items() if path.is_file()}
    return Edition(_key("published", _contents(present.values())), MappingProxyType(present))


def released(release: Release) -> Edition:
    """A release that stays; DataError where a file of it has changed."""
    parts = sorted(release.parts, key=lambda part: DATASETS.index(part.name))
    contents = (release.path(part.name).name.encode() + frozen(release, part) for part in parts)
    sources = {part.name: release.path(part.name) for part in parts}
    return Edition(_key(release.version, contents), MappingProxyType(sources))


def given(files: Sequence[Path], store: Path | None, version: str) -> Edition:
    """Data that somebody serves; ``version`` is the engine's name for the state it answers from."""
    data = None
    if store is not None:
        data = read_version(store / f"v{version.rpartition('-')[2]}").data
    return Edition(_key("data", [version.encode()]), MappingProxyType({}), tuple(files), data)


def _key(name: str, parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256(_manner())
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return f"{name}-{digest.hexdigest()[:_DIGITS]}"


def _contents(files: Iterable[Path]) -> Iterable[bytes]:
    for file in files:
        try:
            yield file.name.encode() + file.read_bytes()
        except OSError as error:
            problem = f"{file} cannot be read ({error.strerror})"
            raise UsageError(problem, "restore the file") from error


def _manner() -> bytes:
    """What else the bytes of a dump depend on: the code that writes it, and the context."""
    digest = hashlib.sha256()
    for file in (*sorted(Path(__file__).parent.rglob("*.py")), paths.ONTOLOGY / "context.jsonld"):
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.digest()
