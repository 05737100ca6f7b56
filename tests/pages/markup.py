"""Whether pages are valid HTML, by the Nu Html Checker: one start of it for all of them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from tests.pages.tools import CHECKER

PATIENCE_S: Final = 300
# Text and language tags are shown as they are in the graph.
_OF_THE_DATA: Final = (
    "Text run is not in Unicode",
    "not in Unicode Normalization",
    "Potentially bad",
)


def faults(files: Iterable[Path]) -> list[str]:
    """Errors and warnings, each with its file and its place."""
    command = ["java", "-jar", str(CHECKER), "--format", "json", "--stdout"]
    ended = subprocess.run(
        [*command, "--exit-zero-always", "--no-langdetect", *map(str, files)],
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE_S,
    )
    return [
        f"{Path(found['url']).name}:{found.get('lastLine', 0)}: {found['message']}"
        f" [{found.get('extract', '')}]"
        for found in json.loads(ended.stdout)["messages"]
        if not any(word in found["message"] for word in _OF_THE_DATA)
    ]
