"""The published files: sorted, comparable, replaced whole or not at all."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, Quad

import inovasi
from inovasi.errors import InovasiError, StalePublication, UsageError
from inovasi.knowledge import statistics
from inovasi.publishing import release
from inovasi.publishing.values import resource

A = Quad(resource("a"), resource("inov:note"), Literal("b\nc", language="id"))
B = Quad(resource("a"), resource("inov:note"), Literal("a", language="id"))


def test_files_are_sorted_lines_with_checksums() -> None:
    content = release.files({"x": [A, B, A]})
    lines = content["x.nq"].decode().splitlines()
    assert lines == sorted(lines)
    assert len(lines) == 2
    assert content["SHA256SUMS"].decode().endswith("  statistics.json\n")
    assert release.files({"x": [B, A]}) == content


def test_files_come_with_their_statistics() -> None:
    content = release.files({"x": [A, B]})
    numbers = statistics.from_json(content["statistics.json"])
    assert numbers["x"].triples == 2
    assert release.files({"x": [A]})["statistics.json"] != content["statistics.json"]


def test_what_is_added_gets_its_checksum() -> None:
    content = release.files({"x": [A]})
    more = release.with_checksums({**content, "y.json": b"{}"})
    assert list(more) == ["x.nq", "statistics.json", "y.json", "SHA256SUMS"]
    sums = more["SHA256SUMS"].decode()
    assert sums.startswith(content["SHA256SUMS"].decode())
    assert sums.endswith(f"{hashlib.sha256(b'{}').hexdigest()}  y.json\n")


def test_files_refuse_a_blank_node() -> None:
    with pytest.raises(InovasiError, match="a blank node cannot be published"):
        release.files({"x": [Quad(BlankNode(), resource("inov:note"), Literal("a"))]})


def test_write_then_compare(tmp_path: Path) -> None:
    content = release.files({"x": [A]})
    release.write(content, tmp_path / "published")
    release.compare(content, tmp_path / "published")
    assert [path.name for path in tmp_path.iterdir()] == ["published"]


@pytest.mark.parametrize("name", ["x.nq", "statistics.json", "SHA256SUMS"])
@pytest.mark.parametrize("change", ["alter", "remove", "folder"])
def test_compare_finds_any_difference(tmp_path: Path, name: str, change: str) -> None:
    content = release.files({"x": [A]})
    release.write(content, tmp_path)
    if change == "alter":
        (tmp_path / name).write_text("")
    else:
        (tmp_path / name).unlink()
    if change == "folder":
        (tmp_path / name).mkdir()
    with pytest.raises(StalePublication, match=f"{name} is not what the data gives — run inovasi"):
        release.compare(content, tmp_path)


def test_compare_finds_a_dataset_that_is_not_published(tmp_path: Path) -> None:
    content = release.files({"x": [A]})
    release.write(content, tmp_path)
    (tmp_path / "y.nq").write_text("")
    with pytest.raises(StalePublication, match=r"y\.nq is not published — remove it"):
        release.compare(content, tmp_path)


def test_compare_finds_that_nothing_was_published(tmp_path: Path) -> None:
    with pytest.raises(StalePublication, match="run inovasi publish"):
        release.compare(release.files({"x": [A]}), tmp_path / "published")


def test_write_removes_what_is_no_longer_published(tmp_path: Path) -> None:
    release.write(release.files({"x": [A], "y": [B]}), tmp_path)
    release.write(release.files({"x": [A]}), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "SHA256SUMS",
        "statistics.json",
        "x.nq",
    ]


def test_write_leaves_what_it_did_not_write(tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    for name in ("README.md", "z.nq", ".keep"):
        (tmp_path / name).write_text("mine")
    (tmp_path / "SHA256SUMS").write_text(f"{'0' * 64}  ../z.nq\n{'0' * 64}  README.md\n")
    content = release.files({"x": [A]})
    release.write(content, tmp_path)
    names = {".keep", "README.md", "SHA256SUMS", "drafts", "statistics.json", "x.nq", "z.nq"}
    assert {path.name for path in tmp_path.iterdir()} == names
    (tmp_path / "z.nq").unlink()
    release.compare(content, tmp_path)


def as_file(path: Path) -> None:
    path.write_text("")


def as_dangling_link(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere"))


def with_a_folder_for_a_file(path: Path) -> None:
    (path / "x.nq").mkdir(parents=True)


@pytest.mark.parametrize("make", [as_file, as_dangling_link, with_a_folder_for_a_file])
def test_write_into_what_is_no_folder_for_it_is_one_line(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    make(tmp_path / "published")
    with pytest.raises(UsageError, match=r"published.* cannot be (used|written)") as caught:
        release.write(release.files({"x": [A]}), tmp_path / "published")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("make", [as_file, as_dangling_link, with_a_folder_for_a_file])
def test_compare_with_what_is_no_folder_is_one_line(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    make(tmp_path / "published")
    with pytest.raises((StalePublication, UsageError)):
        release.compare(release.files({"x": [A]}), tmp_path / "published")


def test_write_that_fails_leaves_the_publication_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = release.files({"x": [A], "y": [A]})
    release.write(before, tmp_path)
    written: list[int] = []

    def fail_later(_: int) -> None:
        written.append(1)
        if len(written) > 1:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail_later)
    with pytest.raises(UsageError, match="No space left on device"):
        release.write(release.files({"x": [B], "y": [B]}), tmp_path)
    release.compare(before, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "SHA256SUMS",
        "statistics.json",
        "x.nq",
        "y.nq",
    ]


PUBLISH = """
import sys
from pathlib import Path
from pyoxigraph import Literal, Quad
from inovasi.knowledge import statistics
from inovasi.publishing import release
from inovasi.publishing.values import resource
number, folder = int(sys.argv[1]), Path(sys.argv[2])
text = Literal(str(number), language="id")
quad = Quad(resource("a"), resource("inov:note"), text)
quads = {name: [quad] for name in ("x", f"only-{number}")}
for _ in range(40):
    release.write(release.files(quads), folder)
"""


def test_processes_that_publish_at_once_leave_one_whole_publication(tmp_path: Path) -> None:
    folder = tmp_path / "published"
    source = str(Path(inovasi.__file__).parents[1])
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PUBLISH, str(number), str(folder)],
            env={**os.environ, "PYTHONPATH": source},
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(4)
    ]
    ended = [(process.communicate()[1], process.returncode) for process in running]
    assert ended == [("", 0)] * len(running)
    names = {path.name for path in folder.iterdir()}
    (only,) = (name for name in names if name.startswith("only-"))
    assert names == {"SHA256SUMS", "statistics.json", "x.nq", only}
    for line in (folder / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


def test_threads_that_publish_at_once_leave_one_whole_publication(tmp_path: Path) -> None:
    contents = [release.files({"x": [quad], "y": [quad]}) for quad in (A, B)] * 8
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda content: release.write(content, tmp_path), contents))
    found = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert found in contents
