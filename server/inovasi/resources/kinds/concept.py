"""A concept with what is filed under it, and a scheme with how often each concept is used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from inovasi.resources.asking import Asker, reference
from inovasi.resources.kinds import around
from inovasi.resources.kinds.around import Around, Role, Shape

_DEFINED: Final = ("skos:definition", "skos:notation")
# How things are held together is no use of a concept; what is claimed is counted once, as a fact.
_USE: Final = (
    "?thing ?use $x FILTER(?use NOT IN (skos:inScheme, skos:topConceptOf, skos:hasTopConcept,"
    " skos:narrower, skos:broader, skos:related, inov:value))"
)
CONCEPT: Final = Shape(
    (*_DEFINED, "skos:inScheme", "skos:broader", "skos:scopeNote"),
    (
        Role("filed", _USE, ("rdf:type",)),
        Role("narrower", "?thing skos:broader $x", _DEFINED),
        Role(
            "siblings",
            "$x skos:inScheme ?scheme . ?thing skos:inScheme ?scheme FILTER(?thing != $x)",
            _DEFINED,
        ),
    ),
)
SCHEME: Final = Shape(
    ("skos:definition", "dct:license"),
    (Role("concepts", "?thing skos:inScheme $x", _DEFINED),),
    most=100,
)
COUNTED: Final = 1_000
_COUNT: Final = """{ SELECT (<$concept> AS ?concept) (COUNT(*) AS ?count) WHERE {
  SELECT DISTINCT ?thing WHERE { $use } LIMIT $limit } }"""
# So many patterns may stand in one question.
_AT_ONCE: Final = 40


@dataclass(frozen=True, slots=True)
class Scheme:
    """What the page of a scheme shows; ``uses`` of a concept go no further than ``COUNTED`` + 1."""

    around: Around
    uses: Mapping[str, int]
    most = COUNTED


def read_scheme(asker: Asker, iri: str, language: str) -> Scheme:
    """The scheme with its concepts; how often these are used is counted in the default graph."""
    found = around.find(SCHEME, asker, iri)
    known = around.know(SCHEME, asker, iri, language, found)
    uses = _uses(asker, found["concepts"].things)
    return Scheme(around.arrange(SCHEME, iri, found, known), uses)


def _uses(asker: Asker, concepts: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(concepts), _AT_ONCE):
        parts = " UNION ".join(map(_counting, concepts[start : start + _AT_ONCE]))
        rows = asker.rows(f"SELECT ?concept ?count WHERE {{ {parts} }}")
        found |= {concept.iri: int(count.text) for concept, count in rows}
    return found


def _counting(concept: str) -> str:
    use = _USE.replace("$x", reference(concept))
    counting = _COUNT.replace("$limit", str(COUNTED + 1)).replace("$use", use)
    return counting.replace("<$concept>", reference(concept))
