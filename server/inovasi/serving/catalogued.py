"""What is described when it is asked for and stands in no graph: the catalogue, its datasets and
their files.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from inovasi import iris
from inovasi.knowledge import dcat
from inovasi.knowledge.catalogue import Catalogue
from inovasi.knowledge.statements import PREFIXES
from inovasi.resources.description import Description
from inovasi.resources.facts import Statements
from inovasi.resources.labels import NAMING
from inovasi.resources.pointing import Pointing
from inovasi.resources.terms import Kind, Term

_DATASETS: Final = iris.dataset("")
# The period of a dataset, and the checksum of a file.
_PARTS: Final = ("masa", "sha256")


@dataclass(frozen=True, slots=True)
class Entry:
    """What the catalogue says of one of its things: as ``facts.Statements``, and what points."""

    description: Description
    statements: Statements
    labels: dict[str, dict[str, str]]


def is_catalogued(iri: str) -> bool:
    """Whether only the catalogue can know of an IRI."""
    return iri == iris.CATALOGUE or iri.startswith(_DATASETS)


def read_entry(iri: str, catalogue: Callable[[], Catalogue]) -> Entry:
    """All about one thing; an empty description where the catalogue has no such thing."""
    found = catalogue()
    view = dcat.View(f"{found.root}/catalog", size=max(1, len(found.datasets)))
    triples = dcat.describe(found, view)
    own = [each for each in triples if _iri(each.subject) == iri]
    labels = _labels(triples)
    near = {_iri(each.object) for each in own} - {iri}
    within = [each for each in triples if _iri(each.subject) in near]
    # What has a page of its own is named; the rest, such as a checksum, is told in full.
    kept = [each for each in within if not _stands_alone(each) or each.predicate.value in NAMING]
    pointing = [each for each in triples if _iri(each.object) == iri]
    lines = {f"{each} .\n" for each in (*own, *kept, *pointing)}
    return Entry(
        Description(iri, tuple(sorted(lines)), _pointing(pointing)),
        {"": [(each.predicate.value, _term(each.object)) for each in own]} if own else {},
        labels,
    )


def _stands_alone(triple: ox.Triple) -> bool:
    subject = _iri(triple.subject)
    return subject.startswith(iris.ENTITY) and subject.rpartition("/")[2] not in _PARTS


def _pointing(triples: Iterable[ox.Triple]) -> Pointing:
    counts: dict[str, int] = defaultdict(int)
    for each in triples:
        counts[each.predicate.value] += 1
    return Pointing(
        dict(sorted(counts.items())),
        tuple((each.predicate.value, _iri(each.subject)) for each in triples),
    )


def _labels(triples: Iterable[ox.Triple]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for each in triples:
        value = each.object
        if each.predicate.value in NAMING and isinstance(value, ox.Literal):
            found[_iri(each.subject)].setdefault(value.language or "", value.value)
        for term in (each.predicate.value, _iri(each.object)):
            if (short := _shortened(term)) and term not in found:
                found[term][""] = short
    return found


def _shortened(iri: str) -> str:
    """The prefixed name of a term of a vocabulary that only catalogues use; empty for others."""
    for name, space in PREFIXES.items():
        if iri.startswith(space) and name not in iris.PREFIXES and iri != space:
            return f"{name}:{iri.removeprefix(space)}"
    return ""


def _iri(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""


def _term(term: object) -> Term:
    if isinstance(term, ox.NamedNode):
        return Term(Kind.IRI, term.value)
    if isinstance(term, ox.Literal):
        language = term.language or ""
        return Term(Kind.LITERAL, term.value, language, "" if language else term.datatype.value)
    return Term(Kind.BLANK, str(term))
