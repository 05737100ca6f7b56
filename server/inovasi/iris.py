"""Every IRI that the project mints or names, and nothing else.

The base is a permanent name; where the server runs never shows in data.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from types import MappingProxyType
from typing import Final

BASE: Final = "https://w3id.org/inovasi/"
ENTITY: Final = BASE + "id/"
TERM: Final = BASE + "def/"
CONCEPT: Final = BASE + "skema/"
GRAPH: Final = BASE + "graf/"
CATALOGUE: Final = ENTITY + "katalog"
RELEASE: Final = BASE + "releases/"

PREFIXES: Final = MappingProxyType(
    {
        "inov": TERM,
        "id": ENTITY,
        "skema": CONCEPT,
        "graf": GRAPH,
        "adms": "http://www.w3.org/ns/adms#",
        "cv": "http://data.europa.eu/m8g/",
        "dct": "http://purl.org/dc/terms/",
        "eli": "http://data.europa.eu/eli/ontology#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "geo": "http://www.opengis.net/ont/geosparql#",
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "qb": "http://purl.org/linked-data/cube#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "sh": "http://www.w3.org/ns/shacl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)

_CURIE = re.compile(r"([a-z]+):([A-Za-z0-9._/-]+)")


def expand(curie: str) -> str:
    """The IRI of a prefixed name such as ``inov:score``; ValueError when it is none."""
    match = _CURIE.fullmatch(curie)
    if match is None or match[1] not in PREFIXES:
        raise ValueError(f"{curie!r} is not a prefixed name with a known prefix")
    return PREFIXES[match[1]] + match[2]


@lru_cache(maxsize=1024)
def shorten(iri: str) -> str:
    """The prefixed name of an IRI for people to read, or the IRI itself where no prefix fits."""
    fits = [(len(space), name) for name, space in PREFIXES.items() if iri.startswith(space)]
    if not fits:
        return iri
    length, name = max(fits)
    return f"{name}:{iri[length:]}"


def claim(subject: str, predicate: str, value: str) -> str:
    """The IRI of a claim, from its terms in canonical N-Triples: the same in every rebuild."""
    digest = hashlib.sha256(f"{subject} {predicate} {value} .\n".encode()).hexdigest()
    return f"{ENTITY}klaim/{digest[:32]}"


def source(name: str) -> str:
    """The IRI of a source by its short name, for instance ``litbang-526``."""
    return f"{ENTITY}sumber/{name}"


def quotation(source_name: str, start: int, end: int) -> str:
    """The IRI of the range [start, end) of a source, in code points."""
    return f"{source(source_name)}/kutipan/{start}-{end}"


def graph(name: str) -> str:
    """The IRI of the graph that holds the world as one source tells it."""
    return GRAPH + name


def dataset(name: str) -> str:
    """The IRI of a dataset, whatever its version; kept, as a portal deletes what disappears."""
    return f"{ENTITY}dataset/{name}"


def release(version: str) -> str:
    """The IRI of a release of all datasets; ``A..B`` names the differences between two."""
    return RELEASE + version
