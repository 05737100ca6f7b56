"""What is built from the tree holds the same ontology and data, and works away from it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib import metadata
from pathlib import Path, PurePosixPath

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from inovasi import __version__
from tests.shared import CHECKOUT

CARRIED = (
    "ontology",
    "data/datasets",
    "data/published",
    "data/queries",
    "data/releases",
    "data/sources",
)
SINGLE = ("data/retired.csv",)
LOCKS = sorted((CHECKOUT / "requirements").glob("*.txt"))
PIN = re.compile(
    r"(?P<name>[a-z0-9-]+)(?:\[(?P<extras>[a-z0-9,-]+)\])?==(?P<version>\S+)( ; [^\\]+)?"
    r"((?: --hash=sha256:[0-9a-f]{64})+)"
)


def run(*command: str | Path, cwd: Path = CHECKOUT, **environment: str) -> str:
    """The output of a command that has to succeed; the parent's Python settings do not leak in."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    result = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=inherited | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def tree_files() -> set[str]:
    """Files of the tree that the wheel has to carry, relative to the checkout."""
    return {*SINGLE} | {
        path.relative_to(CHECKOUT).as_posix()
        for folder in CARRIED
        for path in (CHECKOUT / folder).rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist of the tree and the wheel built from that sdist."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, CHECKOUT)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    return next(built.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that has the wheel, and the dependencies of this one."""
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "--without-pip", folder)
    python = folder / "bin" / "python"
    install = ("install", "--quiet", "--no-deps", "--no-index", wheel)
    run(sys.executable, "-m", "pip", "--python", python, *install)
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    outer = [path for path in sys.path if path.endswith("site-packages")]
    # Plain path lines: what lies in those folders is seen, their own .pth files (and with them
    # the editable checkout) are not read.
    (site / "dependencies.pth").write_text("\n".join(outer) + "\n", encoding="utf-8")
    return python


def test_wheel_has_the_ontology_and_data_of_the_tree(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name.removeprefix("inovasi/") for name in archive.namelist()}
        carried = {name for name in names if name.startswith((*CARRIED, *SINGLE))}
        assert carried == tree_files()
        for name in carried:
            assert archive.read(f"inovasi/{name}") == (CHECKOUT / name).read_bytes(), name


def test_wheel_has_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        parts = [PurePosixPath(name).parts for name in archive.namelist()]
    assert {part[0] for part in parts} == {"inovasi", f"inovasi-{__version__}.dist-info"}
    data = {part[2] for part in parts if part[:2] == ("inovasi", "data")}
    assert data == {"datasets", "published", "queries", "releases", "retired.csv", "sources"}
    assert not [part for part in parts if "__pycache__" in part]


def test_wheel_is_typed_and_licensed(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    licences = f"inovasi-{__version__}.dist-info/licenses/"
    assert {"inovasi/py.typed", f"{licences}LICENSE", f"{licences}data/LICENSE"} <= names
    assert any(name.startswith(f"{licences}data/regions/") for name in names)


def test_sdist_has_what_the_wheel_is_built_from(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert tree_files() | {"pyproject.toml", "README.md", "LICENSE", "data/LICENSE"} <= names
    assert not [name for name in names if name.startswith((".venv", "dist/", ".git/"))]


def test_installed_wheel_finds_its_own_data(installed: Path, tmp_path: Path) -> None:
    code = "from inovasi import paths; print(paths.ROOT); print(paths.PUBLISHED.is_dir())"
    root, published = run(installed, "-c", code, cwd=tmp_path).splitlines()
    assert Path(root).is_relative_to(installed.parents[1])
    assert published == "True"


def test_installed_command_tells_its_version(installed: Path, tmp_path: Path) -> None:
    assert __version__ in run(installed.with_name("inovasi"), "--version", cwd=tmp_path)


def test_installed_wheel_answers_a_query_from_any_folder(installed: Path, tmp_path: Path) -> None:
    question = "SELECT (COUNT(*) AS ?n) WHERE { ?claim a <https://w3id.org/inovasi/def/Claim> }"
    arguments = ("-m", "inovasi", "query", question, "--format", "csv")
    head, count = run(installed, *arguments, cwd=tmp_path).split()
    assert head == "n"
    assert int(count) > 0


def pins(lock: Path) -> Iterator[re.Match[str]]:
    """Every logical line of a lock file; anything but a hashed pin fails."""
    for line in lock.read_text(encoding="utf-8").replace(" \\\n   ", "").splitlines():
        match = PIN.fullmatch(line)
        assert match is not None, f"{lock.name}: {line[:80]}"
        yield match


def pinned(lock: Path) -> dict[str, str]:
    return {match["name"]: match["version"] for match in pins(lock)}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_lock_holds_hashed_pins_and_no_address(lock: Path) -> None:
    assert pinned(lock)
    text = lock.read_text(encoding="utf-8").lower()
    assert not [word for word in ("http", "index", "find-links", "://") if word in text]


def test_locks_agree_and_hold_every_dependency() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    serving, testing = (pinned(CHECKOUT / f"requirements/{name}.txt") for name in ("run", "dev"))
    assert serving.items() <= testing.items()
    assert names(project["project"]["dependencies"] + groups["setup"]) <= serving.keys()
    optional = project["project"]["optional-dependencies"]["ckan"]
    assert names(groups["dev"] + optional) <= testing.keys()


def wanted_extras(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What these distributions ask of others beside their core, as far as they are installed."""
    for name in names:
        with suppress(metadata.PackageNotFoundError):
            for requirement in map(Requirement, metadata.distribution(name).requires or ()):
                if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                    asked = canonicalize_name(requirement.name)
                    yield from ((asked, extra) for extra in requirement.extras)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_lock_pins_the_extras_that_are_asked_for(lock: Path) -> None:
    """A pin without its extra leaves older releases of pip to take the newest, and to fail."""
    extras = {(pin["name"], extra) for pin in pins(lock) for extra in split(pin["extras"])}
    wanted = set(wanted_extras(pinned(lock)))
    assert wanted
    assert wanted <= extras


def split(extras: str | None) -> list[str]:
    return extras.split(",") if extras else []


def names(requirements: list[str | dict[str, str]]) -> set[str]:
    """The projects that requirement lines name; an included group is left out."""
    lines = (line for line in requirements if isinstance(line, str))
    return {re.split(r"[<>=!~\[; ]", line, maxsplit=1)[0].lower() for line in lines}


def test_every_dependency_has_a_lower_bound_and_a_reason() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = project["project"]["dependencies"] + project["dependency-groups"]["setup"]
    lines += project["project"]["optional-dependencies"]["ckan"]
    lines += [line for line in project["dependency-groups"]["dev"] if isinstance(line, str)]
    assert [line for line in lines if ">=" not in line] == []
    reasons = (CHECKOUT / "CONTRIBUTING.md").read_text(encoding="utf-8").lower()
    assert [name for name in names(lines) if f"| `{name}`" not in reasons] == []
