from __future__ import annotations

import gzip
import hashlib
import shutil
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest

from inovasi import __version__, paths
from inovasi.errors import DataError, NotFound
from inovasi.knowledge import releases
from inovasi.knowledge.releases import Release, read_releases
from tests.releases import CONTENT, TERM, archived, files

RELEASES = read_releases(paths.RELEASES)


def canonical(quads: set[ox.Quad]) -> str:
    """The hash of RDFC-1.0 as another implementation has it."""
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    written = ox.serialize(dataset, format=ox.RdfFormat.N_QUADS) or b""
    lines = sorted(written.decode().splitlines(keepends=True))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def quads(release: Release, name: str) -> set[ox.Quad]:
    text = gzip.decompress(release.path(name).read_bytes())
    return set(ox.parse(text, ox.RdfFormat.N_QUADS))


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.version)
def test_the_hashes_of_an_archive_are_those_of_its_data(release: Release) -> None:
    everything = set()
    for part in release.parts:
        found = quads(release, part.name)
        everything |= found
        assert (part.quads, part.rdfc) == (len(found), canonical(found))
        packed = release.path(part.name).read_bytes()
        assert part.sha256 == hashlib.sha256(packed).hexdigest()
    assert release.rdfc == canonical(everything)


def test_the_first_release_is_archived() -> None:
    first = RELEASES[0]
    assert (first.version, first.issued, first.quads) == ("0.1.0", date(2026, 11, 22), 12770)
    assert list(first.hashes) == ["inovasi", "eksternal", "wilayah", "ontologi"]
    assert first.iri == "https://w3id.org/inovasi/releases/0.1.0"
    assert first.version_iri == "https://w3id.org/inovasi/def/0.1.0"


def test_what_is_published_is_the_newest_release_or_ahead_of_it() -> None:
    newest = RELEASES[-1]
    if newest.version == __version__:
        assert releases.held_by(RELEASES, paths.PUBLISHED.glob("*.nq")) is newest
    else:
        assert releases.order(__version__) > releases.order(newest.version)


def test_releases_are_read_by_the_order_of_their_numbers(tmp_path: Path) -> None:
    archived(tmp_path)
    for name in ("0.10.0", "0.9.0"):
        (tmp_path / "0.1.0").rename(tmp_path / name)
        record = tmp_path / name / releases.RECORD
        record.write_text(record.read_text().replace('"0.1.0"', f'"{name}"'), encoding="utf-8")
        archived(tmp_path)
    found = [release.version for release in read_releases(tmp_path)]
    assert found == ["0.1.0", "0.2.0", "0.9.0", "0.10.0"]


def test_what_a_killed_release_left_is_no_release(tmp_path: Path) -> None:
    known = archived(tmp_path)
    shutil.copytree(tmp_path / "0.2.0", tmp_path / ".0.3.0-0123456789abcdef")
    assert read_releases(tmp_path) == known


def test_no_folder_holds_no_release(tmp_path: Path) -> None:
    assert read_releases(tmp_path / "none") == ()


def test_an_unknown_version_names_its_neighbours(tmp_path: Path) -> None:
    known = archived(tmp_path)
    assert releases.find(known, "0.2.0") is known[1]
    with pytest.raises(NotFound, match=r"0\.2\.1.*ask for 0\.2\.0 or 0\.1\.0"):
        releases.find(known, "0.2.1")
    with pytest.raises(NotFound, match=r"ask for 0\.2\.0"):
        releases.find(known, "x" * 1000)
    with pytest.raises(NotFound, match="see /releases"):
        releases.find((), "0.1.0")


def test_files_are_known_as_a_release_by_their_data_only(tmp_path: Path) -> None:
    known = archived(tmp_path / "releases")
    served = tmp_path / "served"
    served.mkdir()
    for name, data in files(CONTENT["0.2.0"]).items():
        (served / name).write_bytes(data)
    assert releases.held_by(known, served.iterdir()) is known[1]
    (served / "ontologi.nq").write_text(TERM + "\n" + TERM.replace("skor", "skors") + "\n")
    assert releases.held_by(known, served.iterdir()) is None
    assert releases.held_by(known, []) is None
    assert releases.held_by(known, [tmp_path / "never-read.nq"]) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('version = "0.1.0"', 'version = "0.1.1"'),
        ('version = "0.1.0"', 'version = "1"'),
        ("issued = 2026-01-31", 'issued = "soon"'),
        ("quads = 5", 'quads = "five"'),
        ('rdfc = "', 'rdfc = "x'),
        ("[datasets.inovasi]", "[datasets.inovasi"),
        ("sha256", "sha1"),
    ],
)
def test_a_damaged_record_is_named(tmp_path: Path, old: str, new: str) -> None:
    archived(tmp_path)
    record = tmp_path / "0.1.0" / releases.RECORD
    text = record.read_text(encoding="utf-8")
    assert old in text
    record.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError, match=r"0\.1\.0/release\.toml.*restore the folder"):
        read_releases(tmp_path)


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    release = archived(tmp_path)[0]
    path = release.path("inovasi")
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(DataError, match=r"inovasi\.nq\.gz: cannot be read"):
        list(releases.lines(path))


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (["<b:b> <b:b> <b:b> .\n", "<a:a> <b:b> <b:b> .\n"], "line 2 is out of order"),
        (["<b:b> <b:b> <b:b> .\n", "<b:b> <b:b> <b:b> .\n"], "line 2 is out of order"),
        (["<b:b> <b:b> <b:b>\n"], "no statement"),
        (["<b:b> <b:b> _:x .\n"], "line 1 has a blank node"),
        (["_:x <b:b> <b:b> .\n"], "line 1 has a blank node"),
    ],
)
def test_what_is_not_canonical_has_no_hash(lines: list[str], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        releases.digest(lines)


def test_a_blank_node_in_words_is_none() -> None:
    assert releases.digest(['<a:a> <a:b> "see _:x" .\n'])[0] == 1


def test_a_statement_in_two_datasets_counts_once_for_the_whole(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.nq.gz").write_bytes(gzip.compress(f"{TERM}\n".encode()))
    both = releases.digest_together(sorted(tmp_path.iterdir()))
    assert both == releases.digest([f"{TERM}\n"])[1]
