"""check, publish and export as a user runs them: real processes, exit codes, one line each."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import inovasi
from inovasi import paths
from tests.shared import CHECKOUT, SHARED, needs_shared


def run(*arguments: str, root: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The command over this project, or over a copy of it whose data a test has broken."""
    source = Path(inovasi.__file__).parents[1] if root is None else root / "server"
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "inovasi", *arguments],
        env={**os.environ, "PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the checkout's data, ontology and package."""
    ignore = shutil.ignore_patterns("__pycache__")
    for name in ("data", "ontology", "server"):
        shutil.copytree(paths.ROOT / name, tmp_path / name, ignore=ignore)
    return tmp_path


def test_publish_check_says_that_it_is_current() -> None:
    ended = run("publish", "--check")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("90 facts, ")


def test_validate_tells_of_faults_by_its_exit_code(tmp_path: Path) -> None:
    examples = paths.ONTOLOGY / "examples" / "Period"
    faulty = run("validate", str(examples / "fail-yearOrder.ttl"))
    assert (faulty.returncode, faulty.stderr) == (1, "")
    assert faulty.stdout.splitlines()[-1].endswith(("violation", "violations"))
    (tmp_path / "a.nt").write_text("<http://a/s> <http://a/p> <http://a/o> .")
    kept = run("validate", str(tmp_path / "a.nt"))
    assert (kept.returncode, kept.stdout) == (0, "every rule is kept\n")


@needs_shared
def test_check_with_the_sources() -> None:
    ended = run("check", "--sources", str(SHARED / "sources"))
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.endswith("every check holds\n")


@pytest.mark.parametrize(
    ("table", "old", "new", "message"),
    [
        ("data/claims/penghargaan.csv", "inov:score", "inov:skor", "column property: inov:skor"),
        ("data/claims/penghargaan.csv", ",2690,", ',"2690,5",', "is not an xsd:integer"),
        ("data/claims/penghargaan.csv", "Kota Surabaya", '"Kota Surabaya', "well-formed CSV"),
        ("data/sources/viva-988858.toml", "kind =", "kind", "is not well-formed TOML"),
        ("ontology/inovasi.ttl", "owl:Ontology", "owl:Ontology ;;; [", "ontology/inovasi.ttl"),
        ("ontology/shapes/Award.ttl", "sh:NodeShape", "sh:NodeShape [[", "shapes/Award.ttl"),
    ],
)
def test_a_broken_file_is_one_line_and_nothing_is_written(
    project: Path, table: str, old: str, new: str, message: str
) -> None:
    path = project / table
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    before = {p: p.read_bytes() for p in (project / "data" / "published").iterdir()}
    ended = run("publish", root=project)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert message in ended.stderr
    assert ended.stderr.startswith("inovasi: ")
    assert ended.stderr.count("\n") == 1
    assert {p: p.read_bytes() for p in (project / "data" / "published").iterdir()} == before


def test_a_wrong_encoding_is_one_line(project: Path) -> None:
    path = project / "data" / "entities" / "sebutan.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
    ended = run("check", root=project)
    assert ended.returncode == 1
    assert "sebutan.csv: is not UTF-8" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_each_violation_is_a_line_and_the_count_comes_last(project: Path) -> None:
    path = project / "data" / "expectations.toml"
    path.write_text('[[count]]\nclass = "inov:Award"\nmin = 7\n', encoding="utf-8")
    ended = run("check", root=project)
    assert ended.returncode == 1
    first, last = ended.stderr.splitlines()
    assert first.startswith("expectations.toml: count of inov:Award is 1, fewer than 7")
    assert last == "inovasi: 1 violation found"


def test_export_writes_a_file_or_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    assert run("export", "--format", "turtle", "-o", str(path)).returncode == 0
    piped = run("export", "--format", "turtle")
    assert piped.stdout == path.read_text(encoding="utf-8")
    assert list(tmp_path.iterdir()) == [path]


def test_export_keeps_links_and_pipes(tmp_path: Path) -> None:
    link, pipe = tmp_path / "link.ttl", tmp_path / "pipe"
    link.symlink_to("real.ttl")
    os.mkfifo(pipe)
    assert run("export", "--format", "turtle", "-o", str(link)).returncode == 0
    assert link.is_symlink()
    with (tmp_path / "copy.ttl").open("wb") as copy:
        reader = subprocess.Popen(["cat", str(pipe)], stdout=copy)
    assert run("export", "--format", "turtle", "-o", str(pipe)).returncode == 0
    assert reader.wait() == 0
    assert (tmp_path / "copy.ttl").read_bytes() == (tmp_path / "real.ttl").read_bytes()
    assert pipe.is_fifo()


@pytest.mark.parametrize(
    "arguments",
    [
        ("export",),
        ("export", "--format", "docx"),
        ("export", "--format", "turtle", "--dataset", "x"),
        ("export", "--format", "turtle", "-o", "/nowhere/x.ttl"),
        ("export", "--format", "turtle", "-o", "."),
        ("export", "--format", "turtle", "-o", "/"),
        ("check", "--sources", "/nowhere"),
        ("publish", "--chekc"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(arguments: tuple[str, ...]) -> None:
    ended = run(*arguments)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("inovasi: ")
    assert ended.stderr.count("\n") == 1


def test_a_release_is_frozen_once_and_refuses_to_change(project: Path) -> None:
    changelog = (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")
    if f"## [{inovasi.__version__}] - " not in changelog:
        changelog = f"## [{inovasi.__version__}] - 2030-01-02\n" + changelog
    (project / "CHANGELOG.md").write_text(changelog, encoding="utf-8")
    frozen = run("publish", "--release", root=project)
    assert (frozen.returncode, frozen.stderr) == (0, "")
    assert frozen.stdout.startswith(f"{inovasi.__version__} of ")
    folder = project / "data" / "releases" / inovasi.__version__
    assert (folder / "release.toml").is_file()
    before = {path: path.read_bytes() for path in folder.iterdir()}
    assert run("publish", "--release", root=project).stdout == frozen.stdout
    table = project / "data" / "entities" / "inovasi.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace(",Smart City\n", ",Clever City\n", 1), encoding="utf-8")
    for command in (("publish",), ("publish", "--release")):
        ended = run(*command, root=project)
        assert (ended.returncode, ended.stdout) == (1, "")
        assert ended.stderr.startswith(
            f"inovasi: Version {inovasi.__version__} is released, and the dataset inovasi would"
        )
        assert "raise the version in server/inovasi/__init__.py" in ended.stderr
        assert ended.stderr.count("\n") == 1
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_comparison_freezes_nothing() -> None:
    ended = run("publish", "--check", "--release")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "leave out one of them" in ended.stderr
