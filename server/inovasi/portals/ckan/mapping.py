"""From the catalogue to packages as CKAN's Action API takes them; pure.

A portal has one language, so what it shows is in Indonesian.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from inovasi.errors import UsageError
from inovasi.knowledge.catalogue import Catalogue, Described, Distribution
from inovasi.portals.ckan.extras import Row, fill
from inovasi.portals.ckan.plan import MARK

_LANGUAGE: Final = "id"
_MAIN: Final = "inovasi"
# What CKAN 2.12 allows; package names are also part of an address there.
_NAME: Final = re.compile(r"[a-z0-9_-]{2,100}")
_RESERVED: Final = frozenset({"new", "edit", "search"})
_NO_TAG: Final = re.compile(r"[^\w .-]+")
_LEAST_TAG, _MOST_TAG = 2, 100
_NOT_SPECIFIED: Final = "notspecified"
_SHA256: Final = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
# As CKAN's own list of formats has them, or their makers where it does not.
_FORMATS: Final = {
    "ttl": "TTL",
    "jsonld": "JSON-LD",
    "nt": "N-Triples",
    "rdf": "RDF",
    "nq": "N-Quads",
    "trig": "TriG",
    "parquet": "Parquet",
    # By what is in it, as it is harvested; ``mimetype`` says how it is packed.
    "csv.zip": "CSV",
    "parquet.zip": "Parquet",
}


def packages(
    catalogue: Catalogue, owner: str, *, prefix: str, rows: Iterable[Row]
) -> tuple[Mapping[str, Any], ...]:
    """Every dataset as a package of the organisation whose id is ``owner``."""
    table = tuple(rows)
    return tuple(_package(catalogue, each, owner, prefix, table) for each in catalogue.datasets)


def package_name(prefix: str, dataset: str) -> str:
    """The main dataset takes the prefix for its name, the others follow it."""
    name = prefix if dataset == _MAIN else f"{prefix}-{dataset}"
    if not _NAME.fullmatch(name) or name in _RESERVED:
        raise UsageError(
            f"No dataset of a CKAN can be called {name!r}",
            "--prefix takes 2 or more of the letters a to z, digits, - and _, and the whole name"
            " has 100 at most",
        )
    return name


def _package(
    catalogue: Catalogue, described: Described, owner: str, prefix: str, rows: tuple[Row, ...]
) -> Mapping[str, Any]:
    dataset = described.dataset
    contact = catalogue.contact
    extras = {MARK: dataset.iri, **fill(rows, dataset.name, _known(catalogue, described))}
    return {
        "name": package_name(prefix, dataset.name),
        "title": dataset.title[_LANGUAGE],
        "notes": dataset.description[_LANGUAGE],
        "owner_org": owner,
        "license_id": dataset.licence.ckan if dataset.licence else _NOT_SPECIFIED,
        "url": catalogue.address,
        "version": catalogue.release.version,
        "author": catalogue.publisher.name,
        "maintainer": catalogue.publisher.name,
        "maintainer_email": contact.mail if contact else "",
        "tags": [{"name": name} for name in _tags(dataset.keywords[_LANGUAGE])],
        "extras": [{"key": key, "value": value} for key, value in extras.items()],
        "resources": [_resource(catalogue, each) for each in described.distributions],
    }


def _tags(keywords: Iterable[str]) -> Iterator[str]:
    """Keywords with what CKAN allows in a tag; what is too short then is none."""
    seen: set[str] = set()
    for keyword in keywords:
        tag = " ".join(_NO_TAG.sub(" ", keyword).split())[:_MOST_TAG].rstrip()
        if len(tag) >= _LEAST_TAG and tag not in seen:
            seen.add(tag)
            yield tag


def _resource(catalogue: Catalogue, distribution: Distribution) -> Mapping[str, Any]:
    kind = distribution.format
    return {
        "uri": distribution.iri,
        "name": distribution.title[_LANGUAGE],
        "description": distribution.description[_LANGUAGE],
        "url": catalogue.root + distribution.path,
        "format": _FORMATS.get(kind, kind.upper()),
        "mimetype": distribution.content_type,
        "size": distribution.byte_size,
        "hash": distribution.sha256,
        "hash_algorithm": _SHA256,
    }


def _known(catalogue: Catalogue, described: Described) -> dict[str, str]:
    """What a value in the table of extras can stand for; empty where it is not known."""
    dataset, contact = described.dataset, catalogue.contact
    first, last = (str(year) for year in dataset.years) if dataset.years else ("", "")
    return {
        "iri": dataset.iri,
        "page": catalogue.address,
        "title_en": dataset.title["en"],
        "description_en": dataset.description["en"],
        "publisher": catalogue.publisher.name,
        "contact": (contact.mail or contact.page) if contact else "",
        "version": catalogue.release.version,
        # As the harvested field of this name: the day of the first release.
        "issued": catalogue.release.first,
        "frequency": _sentence(dataset.frequency.label[_LANGUAGE]) if dataset.frequency else "",
        "frequency_iri": dataset.frequency.iri if dataset.frequency else "",
        "years": first if first == last else f"{first}-{last}",
        "start": first,
        "end": last,
        "places": ", ".join(place.label[_LANGUAGE] for place in dataset.places),
        "places_iri": dataset.places[0].iri if dataset.places else "",
        "themes": ", ".join(theme.label[_LANGUAGE] for theme in dataset.themes),
    }


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
