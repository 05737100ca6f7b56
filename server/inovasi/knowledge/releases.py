"""Releases: the published graph as it was at a version, kept for good and known by its hash.

A release is a folder with one compressed N-Quads file for each dataset and ``release.toml``. The
hash of a dataset is that of its canonical form (RDFC-1.0, SHA-256). No blank node is published, so
that form is the statements in canonical N-Quads, sorted: the very lines of the file.
"""

from __future__ import annotations

import gzip
import hashlib
import heapq
import re
import tomllib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from inovasi import iris
from inovasi.errors import DataError, NotFound

RECORD: Final = "release.toml"
SUFFIX: Final = ".nq.gz"
VERSION: Final = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_MEND: Final = "restore the folder from version control: what was released stays as it was"


@dataclass(frozen=True, slots=True)
class Part:
    """One dataset of a release: ``sha256`` is of the file as it lies, ``rdfc`` of the data."""

    name: str
    quads: int
    sha256: str
    rdfc: str


@dataclass(frozen=True, slots=True)
class Release:
    """A version with its date, where it lies, its datasets, and the hash of them all together."""

    version: str
    issued: date
    folder: Path
    parts: tuple[Part, ...]
    rdfc: str

    @property
    def iri(self) -> str:
        return iris.release(self.version)

    @property
    def version_iri(self) -> str:
        """The owl:versionIRI of the ontology."""
        return iris.TERM + self.version

    @property
    def quads(self) -> int:
        return sum(part.quads for part in self.parts)

    @property
    def hashes(self) -> dict[str, str]:
        """The hash of each dataset by its name."""
        return {part.name: part.rdfc for part in self.parts}

    def path(self, dataset: str) -> Path:
        """The file of a dataset."""
        return self.folder / f"{dataset}{SUFFIX}"


def read_releases(folder: Path) -> tuple[Release, ...]:
    """The releases in a folder, the oldest first; none where there is no folder."""
    # A name with a dot is one being frozen, or what is left where that was ended.
    found = folder.glob(f"*/{RECORD}")
    records = sorted(record for record in found if not record.parent.name.startswith("."))
    return tuple(sorted(map(_read, records), key=lambda release: order(release.version)))


def order(version: str) -> tuple[int, ...]:
    """A key by which versions sort as numbers; ValueError where it is none."""
    match = VERSION.fullmatch(version)
    if match is None:
        raise ValueError(f"{version!r} is not a version such as 1.2.3")
    return tuple(map(int, match.groups()))


def find(releases: Sequence[Release], version: str) -> Release:
    """The release of a version; NotFound names those that come near, or the newest."""
    for release in releases:
        if release.version == version:
            return release
    known = [release.version for release in releases]
    near = get_close_matches(version, known, 3, 0.4) or known[-1:]
    remedy = f"ask for {' or '.join(near)}, or see /releases" if near else "see /releases"
    raise NotFound(f"There is no release {version[:40]!r}", remedy)


def held_by(releases: Iterable[Release], files: Iterable[Path]) -> Release | None:
    """The release whose datasets these sorted N-Quads files are, line for line."""
    given = {file.stem: file for file in files}
    # Other data may be large: they are read only where they have the names of a release.
    alike = [release for release in releases if release.hashes.keys() == given.keys()]
    found = {name: digest_of_file(file) for name, file in given.items()} if alike else {}
    return next((release for release in alike if release.hashes == found), None)


def digest_of_file(file: Path) -> str:
    """The hash of the data in a published file."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def frozen(release: Release, part: Part) -> bytes:
    """The file of a dataset, as it was frozen; DataError where it is another, or gone."""
    path = release.path(part.name)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataError(path, f"cannot be read ({error.strerror})", _MEND) from error
    if hashlib.sha256(content).hexdigest() != part.sha256:
        raise DataError(path, f"is not the file that {RECORD} has the checksum of", _MEND)
    return content


def verify(release: Release) -> None:
    """DataError where a file of the release is not the one that was frozen."""
    for part in release.parts:
        frozen(release, part)


def lines(file: Path) -> Iterator[str]:
    """The statements of a release's file, one line each; DataError where it is damaged."""
    try:
        with gzip.open(file, "rt", encoding="utf-8", newline="\n") as text:
            yield from text
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise DataError(file, f"cannot be read ({error})", _MEND) from error


def digest(content: Iterable[str]) -> tuple[int, str]:
    """How many statements there are, and the hash of their canonical form.

    They come sorted; ValueError where they do not, or where one has a blank node.
    """
    hashed, count, before = hashlib.sha256(), 0, ""
    for line in content:
        if line <= before or not line.endswith(" .\n"):
            raise ValueError(f"line {count + 1} is out of order, or no statement")
        if line.startswith("_:") or " _:" in line.partition('"')[0]:
            raise ValueError(f"line {count + 1} has a blank node")
        hashed.update(line.encode())
        count, before = count + 1, line
    return count, hashed.hexdigest()


def digest_together(files: Iterable[Path]) -> str:
    """The hash of what stands in several files of a release, each statement once."""
    with ExitStack() as stack:
        streams = [lines(file) for file in files]
        for stream in streams:
            stack.callback(stream.close)  # type: ignore[attr-defined]
        return digest(line for line, _ in groupby(heapq.merge(*streams)))[1]


def _read(record: Path) -> Release:
    try:
        found: dict[str, Any] = tomllib.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(record, f"cannot be read ({error})", _MEND) from error
    folder = record.parent
    try:
        parts = tuple(
            Part(name, int(part["quads"]), _hash(part["sha256"]), _hash(part["rdfc"]))
            for name, part in found["datasets"].items()
        )
        release = Release(found["version"], found["issued"], folder, parts, _hash(found["rdfc"]))
        order(release.version)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DataError(record, f"{error} is missing or wrong", _MEND) from error
    if release.version != folder.name or type(release.issued) is not date:
        raise DataError(record, "the version is not that of the folder, or the date is none", _MEND)
    return release


def _hash(text: str) -> str:
    if not _HASH.fullmatch(text):
        raise ValueError(f"the hash {text!r}")
    return text


def record(release: Release) -> str:
    """The text of ``release.toml``."""
    head = f'version = "{release.version}"\nissued = {release.issued}\nrdfc = "{release.rdfc}"\n'
    tables = (
        f"\n[datasets.{part.name}]\nquads = {part.quads}\n"
        f'sha256 = "{part.sha256}"\nrdfc = "{part.rdfc}"\n'
        for part in release.parts
    )
    return head + "".join(tables)
