"""Where the ontology and the data are, in a checkout and in an installed wheel alike."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_PACKAGE = Path(__file__).resolve().parent

ROOT: Final = _PACKAGE if (_PACKAGE / "ontology").is_dir() else _PACKAGE.parents[1]
ONTOLOGY: Final = ROOT / "ontology"
DATA: Final = ROOT / "data"
DATASETS: Final = DATA / "datasets"
PUBLISHED: Final = DATA / "published"
RELEASES: Final = DATA / "releases"
QUERIES: Final = DATA / "queries"
RETIRED: Final = DATA / "retired.csv"
