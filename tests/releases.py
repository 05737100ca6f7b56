"""Two small releases that differ in a little of everything, for the tests of what shows them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from inovasi.knowledge.releases import Release
from inovasi.publishing.archive import freeze

ID: Final = "https://w3id.org/inovasi/id/"
DEF: Final = "https://w3id.org/inovasi/def/"
GRAPH: Final = "https://w3id.org/inovasi/graf/satu"
LABEL: Final = "http://www.w3.org/2004/02/skos/core#prefLabel"
DATES: Final = {"0.1.0": date(2026, 1, 31), "0.2.0": date(2026, 3, 1)}

ALWAYS: Final = f'<{ID}a> <{LABEL}> "Hal A"@id .'
ENGLISH: Final = f'<{ID}a> <{LABEL}> "Thing A"@en .'
OLD_SCORE: Final = f'<{ID}a> <{DEF}score> "1" .'
NEW_SCORE: Final = f'<{ID}a> <{DEF}score> "2 < 3" .'
ABOUT: Final = f"<{ID}klaim/1> <{DEF}about> <{ID}a> ."
OLD_CLAIM: Final = f'<{ID}klaim/1> <{DEF}value> "1" .'
NEW_CLAIM: Final = f'<{ID}klaim/1> <{DEF}value> "2 < 3" .'
GONE: Final = f'<{ID}ab> <{LABEL}> "Hilang"@id .'
IN_GRAPH: Final = f'<{ID}c> <{DEF}score> "4" <{GRAPH}> .'
TERM: Final = f'<{DEF}score> <{LABEL}> "skor"@id .'

CONTENT: Final[dict[str, dict[str, list[str]]]] = {
    "0.1.0": {"inovasi": [ALWAYS, OLD_SCORE, ABOUT, OLD_CLAIM, GONE], "ontologi": [TERM]},
    "0.2.0": {
        "inovasi": [ALWAYS, ENGLISH, NEW_SCORE, ABOUT, NEW_CLAIM],
        "eksternal": [IN_GRAPH],
        "ontologi": [TERM],
    },
}


def files(datasets: Mapping[str, list[str]]) -> dict[str, bytes]:
    """A publication of these lines."""
    return {
        f"{name}.nq": "".join(f"{line}\n" for line in sorted(lines)).encode()
        for name, lines in datasets.items()
    }


def archived(folder: Path) -> tuple[Release, ...]:
    """Both of them, the older first."""
    return tuple(
        freeze(files(datasets), folder, version, DATES[version])
        for version, datasets in CONTENT.items()
    )
