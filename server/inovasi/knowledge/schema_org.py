"""The catalogue for search engines: schema.org as JSON-LD, in the language of the page it is in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from inovasi.knowledge import dcat
from inovasi.knowledge.authorities import Place
from inovasi.knowledge.catalogue import Catalogue, Described, Distribution
from inovasi.knowledge.statistics import Indicator

CONTEXT: Final = "https://schema.org/"
# Within a page, what could end the element that holds the text.
_ESCAPES: Final = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def describe(catalogue: Catalogue, language: str) -> dict[str, Any]:
    """The catalogue and its datasets, as a JSON-LD document: these lead to it, it not to them."""
    publisher = _publisher(catalogue)
    listing = {
        **_reference(catalogue, language),
        "description": dcat.DESCRIPTION[language],
        "inLanguage": ["id", "en"],
        "publisher": publisher,
        **_dates(catalogue),
    }
    datasets = (_dataset(catalogue, each, publisher, language) for each in catalogue.datasets)
    return {"@context": CONTEXT, "@graph": [listing, *datasets]}


def as_script(document: Mapping[str, Any]) -> str:
    """The document as text that an element ``script`` can hold."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return text


def _dataset(
    catalogue: Catalogue, described: Described, publisher: Mapping[str, Any], language: str
) -> dict[str, Any]:
    dataset, statistics = described.dataset, described.statistics
    indicators = (statistics and statistics.indicators) or ()
    found: dict[str, Any] = {
        "@type": "Dataset",
        "@id": dataset.iri,
        "name": dataset.title[language],
        "description": dataset.description[language],
        "url": f"{catalogue.address}#{dataset.name}",
        "identifier": dataset.iri,
        "sameAs": dataset.iri if dataset.ours else "",
        "keywords": list(dataset.keywords[language]),
        "inLanguage": list(dataset.languages),
        "isAccessibleForFree": True if dataset.ours else "",
        "creator": publisher,
        "publisher": publisher,
        "includedInDataCatalog": _reference(catalogue, language),
        "version": catalogue.release.version,
        **_dates(catalogue),
        "license": dataset.licence.iri if dataset.licence else "",
        "temporalCoverage": "/".join(map(str, dataset.years or ())),
        "spatialCoverage": [_place(place, language) for place in dataset.places],
        "variableMeasured": [_variable(each, catalogue, language) for each in indicators],
        "distribution": [_download(each, catalogue) for each in described.distributions],
    }
    if statistics is not None:
        size = {"@type": "QuantitativeValue", "value": statistics.triples, "unitText": "triples"}
        found["size"] = size
    # What is not known is left out rather than empty.
    return {name: value for name, value in found.items() if value not in ("", [])}


def _reference(catalogue: Catalogue, language: str) -> dict[str, Any]:
    return {
        "@type": "DataCatalog",
        "@id": catalogue.iri,
        "name": dcat.TITLE[language],
        "url": catalogue.address,
    }


def _dates(catalogue: Catalogue) -> dict[str, str]:
    release = catalogue.release
    dates = {"datePublished": release.first, "dateModified": release.issued}
    return {name: day for name, day in dates.items() if day}


def _publisher(catalogue: Catalogue) -> dict[str, Any]:
    agent, contact = catalogue.publisher, catalogue.contact
    found: dict[str, Any] = {"@type": "Organization", "name": agent.name}
    if agent.homepage:
        found["url"] = agent.homepage
    if contact is not None:
        how = {"email": contact.mail} if contact.mail else {"url": contact.page}
        found["contactPoint"] = {"@type": "ContactPoint", **how}
    return found


def _place(place: Place, language: str) -> dict[str, Any]:
    west, south, east, north = place.box
    # South and west first, as GeoRSS has it.
    box = f"{south:g} {west:g} {north:g} {east:g}"
    return {
        "@type": "Place",
        "name": place.label[language],
        "geo": {"@type": "GeoShape", "box": box},
    }


def _variable(indicator: Indicator, catalogue: Catalogue, language: str) -> dict[str, Any]:
    found = {
        "@type": "PropertyValue",
        "@id": indicator.iri,
        "name": spoken(indicator.name, language),
        "description": spoken(indicator.definition, language),
        "unitText": spoken(catalogue.units.get(indicator.unit, {}), language),
    }
    return {name: value for name, value in found.items() if value}


def _download(distribution: Distribution, catalogue: Catalogue) -> dict[str, Any]:
    return {
        "@type": "DataDownload",
        "@id": distribution.iri,
        "name": distribution.label,
        "contentUrl": catalogue.root + distribution.path,
        "encodingFormat": distribution.content_type,
        "contentSize": f"{distribution.byte_size} B",
        "sha256": distribution.sha256,
    }


def spoken(texts: Mapping[str, str], language: str) -> str:
    """The text in the language, else in any other, else nothing."""
    return texts.get(language) or next(iter(texts.values()), "")
