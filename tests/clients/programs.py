"""The clients that are installed here, and how a snippet is run with them."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from tests.clients.page import Block

FOLDER: Final = Path(__file__).parent
PATIENCE_S: Final = 60
_PROGRAMS: Final = ("curl", "comunica-sparql")
_PATH: Final = os.pathsep.join([str(FOLDER / "node_modules" / ".bin"), os.environ.get("PATH", "")])
# What the HTTP client in package-lock.json asks for.
_LEAST_NODE: Final = (20, 18)


def missing(block: Block) -> str:
    """Why a snippet cannot be run here; nothing where it can."""
    if block.language == "python":
        absent = [name for name in _modules(block.text) if find_spec(name) is None]
        return f"{', '.join(absent)} not installed: `make setup` does" if absent else ""
    named = [name for name in _PROGRAMS if re.search(rf"\b{name}\b", block.text)]
    for name in ("sh", *named):
        if shutil.which(name, path=_PATH) is None:
            how = ": `npm ci` in tests/clients does" if name == "comunica-sparql" else ""
            return f"{name} not installed{how}"
    return _trouble_with_node() if "comunica-sparql" in named else ""


def _modules(source: str) -> list[str]:
    """The packages that a program imports."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return sorted(found)


@cache
def _trouble_with_node() -> str:
    if shutil.which("node", path=_PATH) is None:
        return "Node.js not installed"
    told = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
    version = tuple(map(int, re.findall(r"\d+", told)))
    least = ".".join(map(str, _LEAST_NODE))
    return "" if version >= _LEAST_NODE else f"Comunica needs Node.js {least}; this is {told}"


def run(block: Block, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs a snippet in a folder, away from the settings that its user has for the clients."""
    python = [sys.executable, "-c", block.text]
    environment = {**os.environ, "PATH": _PATH, "HOME": str(folder), "PYTHONUTF8": "1"}
    environment |= {"no_proxy": "127.0.0.1", "NO_PROXY": "127.0.0.1"}
    return subprocess.run(
        python if block.language == "python" else ["sh", "-eu", "-c", block.text],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=PATIENCE_S,
    )
