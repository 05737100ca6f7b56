"""The code keeps to the rooms and sizes that CONTRIBUTING describes, and each rule can bite."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests import architecture
from tests.shared import CHECKOUT

PACKAGE = CHECKOUT / "server" / "inovasi"
TESTS = CHECKOUT / "tests"


def plant(folder: Path, **sources: str) -> Path:
    """A package of small modules; ``__`` in a name stands for a folder."""
    for name, source in sources.items():
        path = folder / f"{name.replace('__', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    return folder


def test_no_room_imports_across_a_wall() -> None:
    assert architecture.wrong_imports(PACKAGE) == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("publishing__release", "from inovasi.serving import app"),
        ("publishing__release", "import flask"),
        ("publishing__release", "from ..serving.app import create_app"),
        ("serving__app", "import inovasi.publishing.release"),
        ("serving__pages__home", "from ...publishing import release"),
        ("serving__protocol", "from flask import request"),
        ("serving__asked", "from flask import request"),
        ("serving__answers", "from flask import Response"),
        ("knowledge__validation", "from inovasi import serving"),
        ("knowledge__validation", "from .. import publishing"),
        ("query__engine", "def late():\n    import flask.globals"),
        ("store__log", "from inovasi.publishing.claims import read"),
    ],
)
def test_an_import_across_a_wall_is_found(tmp_path: Path, module: str, source: str) -> None:
    assert len(architecture.wrong_imports(plant(tmp_path, **{module: source}))) == 1


def test_an_import_within_the_walls_is_let_through(tmp_path: Path) -> None:
    package = plant(
        tmp_path,
        publishing__release="from inovasi.knowledge import vocabulary\nfrom . import claims",
        serving__app="import flask\nfrom inovasi.query import open_engine",
        serving__protocols="import flaskless",
    )
    assert architecture.wrong_imports(package) == []


def test_queries_are_evaluated_in_query_and_store_only() -> None:
    assert architecture.wrong_evaluation(PACKAGE) == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("serving__sparql", "def f(store):\n    return store.query('ASK {}')"),
        ("knowledge__validation", "from pyoxigraph import Quad, Store"),
        ("query__index", "from rdflib import Graph\nGraph().query('ASK {}')"),
        ("query__guard", "from rdflib.plugins.sparql import prepareQuery"),
        ("query__guard", "from rdflib.plugins.sparql.evaluate import evalQuery"),
    ],
)
def test_an_evaluation_elsewhere_is_found(tmp_path: Path, module: str, source: str) -> None:
    assert len(architecture.wrong_evaluation(plant(tmp_path, **{module: source}))) == 1


def test_an_evaluation_in_query_is_let_through(tmp_path: Path) -> None:
    source = "from pyoxigraph import Store\nStore().query('ASK {}')"
    parser = "from rdflib.plugins.sparql.parser import parseQuery"
    package = plant(tmp_path, query__index=source, store__log=source, query__router=parser)
    assert architecture.wrong_evaluation(package) == []


def test_files_and_functions_stay_below_the_hard_stop() -> None:
    assert architecture.too_long([CHECKOUT / "server", TESTS]) == []


def test_a_long_file_and_a_long_function_are_found(tmp_path: Path) -> None:
    body = "def long():\n" + "    x = 1\n" * architecture.MAX_FUNCTION_LINES
    plant(tmp_path, function=body, file="x = 1\n" * (architecture.MAX_FILE_LINES + 1))
    assert architecture.too_long([tmp_path]) == [
        "file.py has 401 lines",
        "function.py: long has 41 lines",
    ]


def test_every_module_says_what_it_is_for() -> None:
    assert architecture.without_docstring(PACKAGE) == []


def test_a_module_without_a_docstring_is_found(tmp_path: Path) -> None:
    package = plant(tmp_path, mute="x = 1", empty="", speaking='"""Says."""\nx = 1')
    assert architecture.without_docstring(package) == ["mute"]


def test_every_module_with_logic_has_its_test_module() -> None:
    assert architecture.without_test(PACKAGE, TESTS) == []


def test_a_module_without_a_test_module_is_found(tmp_path: Path) -> None:
    logic = "def f():\n    return 1"
    package = plant(
        tmp_path / "package",
        bare=logic,
        room__tested=logic,
        room__untested=logic,
        room__aspects=logic,
        names="X = 1",
        seam='class Engine:\n    def answer(self):\n        """Answers."""\n        ...',
    )
    tests = plant(tmp_path / "tests", room__test_tested="", room__test_aspects_of_it="")
    assert architecture.without_test(package, tests) == ["bare", "room/untested"]


def test_the_top_level_holds_the_names_of_the_layout() -> None:
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        answer = subprocess.run(listing, cwd=CHECKOUT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout, so what git ignores cannot be told")
    names = {Path(line).parts[0] for line in answer.stdout.splitlines()}
    assert architecture.stray_names(names) == []


def test_a_stray_name_at_the_top_level_is_found() -> None:
    assert architecture.stray_names(["server", ".ci", "notes.md", "src"]) == ["notes.md", "src"]
