"""The rules of the code's structure: functions from a source tree to the places that break them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

MAX_FILE_LINES: Final = 400
MAX_FUNCTION_LINES: Final = 40

TOP_LEVEL: Final = frozenset(
    {
        *("pyproject.toml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE"),
        *("CITATION.cff", "Makefile", "ontology", "data", "server", "tests"),
        *("benchmarks", "requirements", "docs", "deploy"),
    }
)

# Room or module -> what it may not import, all relative to the package.
FORBIDDEN: Final = {
    "publishing": ("inovasi.serving", "flask"),
    "serving": ("inovasi.publishing",),
    "serving/protocol": ("flask", "werkzeug"),
    "serving/asked": ("flask",),
    "serving/answers": ("flask",),
    "knowledge": ("inovasi.publishing", "inovasi.serving", "flask"),
    "portals": ("inovasi.publishing", "inovasi.serving", "flask"),
    "resources": ("inovasi.publishing", "inovasi.serving", "inovasi.portals", "flask"),
    "query": ("inovasi.publishing", "inovasi.serving", "flask", "werkzeug"),
    "store": ("inovasi.publishing", "inovasi.serving", "flask"),
}
QUERYING_ROOMS: Final = ("query", "store")
EVALUATORS: Final = ("rdflib.plugins.sparql.processor", "rdflib.plugins.sparql.evaluate")
EVALUATING_NAMES: Final = frozenset({"prepareQuery", "processUpdate", "prepareUpdate"})


def modules(package: Path) -> Iterator[tuple[str, ast.Module]]:
    """Every module of a package: its path without suffix (``query/guard``) and syntax tree."""
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package).with_suffix("").as_posix()
        yield name, ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports(module: str, tree: ast.Module) -> Iterator[str]:
    """The names a module imports, in full: ``from .a import b`` in ``c/d`` is ``inovasi.c.a.b``."""
    parents = ["inovasi", *module.split("/")[:-1]]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = parents[: len(parents) - node.level + 1] if node.level else []
            origin = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def is_within(name: str, ancestor: str) -> bool:
    """Whether a dotted or slashed name is another or lies under it."""
    return name == ancestor or name.startswith((f"{ancestor}.", f"{ancestor}/"))


def wrong_imports(package: Path) -> list[str]:
    """Imports across a wall between two rooms."""
    return [
        f"{module} imports {name}"
        for module, tree in modules(package)
        for place, walls in FORBIDDEN.items()
        if is_within(module, place)
        for name in imports(module, tree)
        if any(is_within(name, wall) for wall in walls)
    ]


def _calls_query(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "query"
        for node in ast.walk(tree)
    )


def _evaluates_with_rdflib(names: Iterable[str]) -> bool:
    return any(
        any(is_within(name, evaluator) for evaluator in EVALUATORS)
        or (is_within(name, "rdflib") and name.rpartition(".")[2] in EVALUATING_NAMES)
        for name in names
    )


def wrong_evaluation(package: Path) -> list[str]:
    """Queries evaluated outside ``query/`` and ``store/``, or by rdflib anywhere."""
    found = []
    for module, tree in modules(package):
        names = list(imports(module, tree))
        may_query = any(is_within(module, room) for room in QUERYING_ROOMS)
        holds_rdflib = any(is_within(name, "rdflib") for name in names)
        if not may_query and any(is_within(name, "pyoxigraph.Store") for name in names):
            found.append(f"{module} imports the store of pyoxigraph")
        if _calls_query(tree) and (holds_rdflib or not may_query):
            found.append(f"{module} calls .query(")
        if _evaluates_with_rdflib(names):
            found.append(f"{module} imports rdflib's evaluation")
    return found


def too_long(folders: Iterable[Path]) -> list[str]:
    """Files and functions past the hard stop; the lines of a function include its docstring."""
    found = []
    for path in (path for folder in folders for path in sorted(folder.rglob("*.py"))):
        text = path.read_text(encoding="utf-8")
        lines = text.count("\n")
        if lines > MAX_FILE_LINES:
            found.append(f"{path.name} has {lines} lines")
        for node in ast.walk(ast.parse(text, str(path))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > MAX_FUNCTION_LINES:
                    found.append(f"{path.name}: {node.name} has {length} lines")
    return found


def without_docstring(package: Path) -> list[str]:
    """Modules that do not say what they are for; an empty ``__init__`` has nothing to say."""
    return [name for name, tree in modules(package) if tree.body and not ast.get_docstring(tree)]


def _is_stub(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    values = (statement.value for statement in body if isinstance(statement, ast.Expr))
    ellipses = [value for value in values if isinstance(value, ast.Constant) and value.value is ...]
    return len(ellipses) == len(body)


def _has_logic(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not _is_stub(node)
        for node in ast.walk(tree)
    )


def without_test(package: Path, tests: Path) -> list[str]:
    """Modules with logic and no ``tests/<room>/test_<module>[_<aspect>].py``."""
    found = []
    for name, tree in modules(package):
        room, _, module = name.rpartition("/")
        if module in {"__init__", "__main__"} or not _has_logic(tree):
            continue
        pattern = re.compile(rf"test_{re.escape(module)}(_\w+)?\.py")
        if not any(pattern.fullmatch(path.name) for path in (tests / room).glob("test_*.py")):
            found.append(name)
    return found


def stray_names(names: Iterable[str]) -> list[str]:
    """Names at the top level that the layout does not have; dot files are free."""
    return sorted(name for name in names if name not in TOP_LEVEL and not name.startswith("."))
