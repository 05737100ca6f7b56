"""The archive of releases: a version is frozen once, and from then on refuses to change."""

from __future__ import annotations

import gzip
import hashlib
import re
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from secrets import token_hex
from typing import Final

from inovasi import iris
from inovasi.errors import DataError, ReleaseFixed, UsageError
from inovasi.knowledge.citation import Citation, cff
from inovasi.knowledge.releases import (
    RECORD,
    SUFFIX,
    Part,
    Release,
    digest,
    digest_together,
    lines,
    read_releases,
    record,
    verify,
)
from inovasi.publishing.files import locked, write_whole

# The order in which datasets are told of; others follow by name.
_ORDER: Final = ("inovasi", "eksternal", "wilayah", "ontologi")
_DATASET: Final = ".nq"
_RAISE: Final = (
    "raise the version in server/inovasi/__init__.py, ontology/inovasi.ttl and CHANGELOG.md,"
    " as CONTRIBUTING.md says under Releasing"
)


def refuse_change(content: Mapping[str, bytes], folder: Path, version: str) -> None:
    """ReleaseFixed where the version is released and one of its datasets would change."""
    release = next((known for known in read_releases(folder) if known.version == version), None)
    if release is None:
        return
    given = {name: hashlib.sha256(data).hexdigest() for name, data in _datasets(content).items()}
    names = given.keys() | release.hashes.keys()
    changed = sorted(name for name in names if given.get(name) != release.hashes.get(name))
    if changed:
        what = f"the dataset{'s' * (len(changed) > 1)} {', '.join(changed)}"
        raise ReleaseFixed(f"Version {version} is released, and {what} would change", _RAISE)


def freeze(content: Mapping[str, bytes], folder: Path, version: str, issued: date) -> Release:
    """Put the datasets into the archive, whole or not at all; what is there already stays.

    ReleaseFixed where the version is there with another content or date, DataError where a file of
    it has changed.
    """
    refuse_change(content, folder, version)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder):
            if not (folder / version).exists():
                _write(content, folder, version, issued)
    except OSError as error:
        problem = f"{folder / version} cannot be written ({error.strerror})"
        raise UsageError(problem, f"make {folder} a folder that can be written") from error
    release = next((known for known in read_releases(folder) if known.version == version), None)
    if release is None:
        raise DataError(folder / version, f"it has no {RECORD}", "remove what is left of it")
    if release.issued != issued:
        detail = f"Version {version} is released with the date {release.issued}, not {issued}"
        raise ReleaseFixed(detail, "restore the date in CHANGELOG.md")
    verify(release)
    return release


def _write(content: Mapping[str, bytes], folder: Path, version: str, issued: date) -> None:
    staged = folder / f".{version}-{token_hex(8)}"
    staged.mkdir()
    try:
        parts = tuple(
            _part(staged, name, data)
            for name, data in sorted(_datasets(content).items(), key=lambda item: _place(item[0]))
        )
        whole = digest_together(staged / f"{part.name}{SUFFIX}" for part in parts)
        release = Release(version, issued, staged, parts, whole)
        write_whole(staged / RECORD, record(release).encode())
        staged.replace(folder / version)
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _part(folder: Path, name: str, data: bytes) -> Part:
    path = folder / f"{name}{SUFFIX}"
    # No time and no name of the machine in it: the same data give the same file.
    packed = gzip.compress(data, compresslevel=9, mtime=0)
    write_whole(path, packed)
    try:
        quads, hashed = digest(lines(path))
    except ValueError as error:
        raise DataError(f"{name}{_DATASET}", str(error), "run inovasi publish") from error
    return Part(name, quads, hashlib.sha256(packed).hexdigest(), hashed)


def _datasets(content: Mapping[str, bytes]) -> dict[str, bytes]:
    return {
        name.removesuffix(_DATASET): data
        for name, data in content.items()
        if name.endswith(_DATASET)
    }


def _place(name: str) -> tuple[int, str]:
    return (_ORDER.index(name) if name in _ORDER else len(_ORDER), name)


def issued(changelog: Path, version: str) -> date:
    """The date of the version's section; UsageError where there is none: it is not released."""
    try:
        text = changelog.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{changelog}: {error.strerror}", "run this in a checkout") from error
    heading = rf"^## \[{re.escape(version)}\] - (\d{{4}}-\d{{2}}-\d{{2}})$"
    found = re.search(heading, text, re.MULTILINE)
    if found is None:
        problem = f"{changelog} has no dated section for version {version}"
        raise UsageError(problem, f"head it: ## [{version}] - YYYY-MM-DD")
    try:
        return date.fromisoformat(found[1])
    except ValueError as error:
        raise UsageError(f"{changelog}: {error}", "write the date as YYYY-MM-DD") from error


def write_citation(path: Path, release: Release) -> None:
    """CITATION.cff as the server gives it at its permanent address."""
    write_whole(path, cff(Citation(iris.BASE.rstrip("/"), release)).encode())
