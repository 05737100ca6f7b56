"""The record of a validation that everything passed: what was validated, and what was looked at.

Only what passes is published, so there are no faults in it. It lies beside the published data; the
report that SHACL words is made from it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox

from inovasi import iris
from inovasi.errors import DataError

FILE: Final = "validation.json"
"""Where the record of the published datasets lies, beside them."""
REPORT: Final = iris.BASE + "validation"
"""The IRI of the report."""
CORE: Final = ("inovasi", "ontologi")
"""The datasets that make up the default graph, on which the report is."""
PREFIXES: Final = {name: iris.PREFIXES[name] for name in ("dct", "prov", "rdf", "sh", "xsd")}
_TEXTS: Final = {
    "id": "Graf baku diperiksa terhadap {rules} aturan dalam {shapes} bentuk; semuanya dipenuhi.",
    "en": "The default graph was held against {rules} rules in {shapes} shapes; it keeps them all.",
}


class Dispute(NamedTuple):
    """A rule that the graph of a page breaks by nothing but telling both values of a dispute."""

    graph: str
    rule: str
    thing: str


@dataclass(frozen=True, slots=True)
class Record:
    """What was validated: the SHA-256 of each dataset's file.

    ``looked_at`` counts the things that each rule looked at in the default graph, by its name,
    ``in_pages`` those in the graphs of unverified pages, each of which is a world of its own.
    """

    datasets: Mapping[str, str]
    looked_at: Mapping[str, int]
    in_pages: Mapping[str, int]
    disputes: tuple[Dispute, ...]


def to_json(record: Record) -> bytes:
    """The record, the same bytes every time."""
    plain = asdict(record) | {"disputes": sorted(set(record.disputes))}
    return (json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def load(file: Path) -> Record:
    """The record in a file; DataError where it is missing or has another form."""
    try:
        plain = json.loads(file.read_bytes())
        disputes = tuple(Dispute(*each) for each in plain.pop("disputes"))
        return Record(**plain, disputes=disputes)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        problem = f"cannot be read ({' '.join(str(error).split())})"
        raise DataError(file, problem, "run inovasi publish") from error


def report_triples(record: Record, shapes: int) -> list[ox.Triple]:
    """The report as SHACL words it (3.6): it conforms, and has no results."""
    counts = {"rules": len(record.looked_at), "shapes": shapes}
    values: list[tuple[str, ox.NamedNode | ox.Literal]] = [
        ("rdf:type", ox.NamedNode(iris.expand("sh:ValidationReport"))),
        ("sh:conforms", ox.Literal(True)),
        *(
            ("dct:description", ox.Literal(text.format(**counts), language=code))
            for code, text in _TEXTS.items()
        ),
        *(("prov:used", ox.NamedNode(iris.dataset(name))) for name in CORE),
        ("prov:used", ox.NamedNode(iris.BASE + "shapes.ttl")),
    ]
    report = ox.NamedNode(REPORT)
    return [ox.Triple(report, ox.NamedNode(iris.expand(name)), value) for name, value in values]
