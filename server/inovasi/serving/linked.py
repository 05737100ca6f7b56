"""What a page says of itself to search engines: schema.org as JSON-LD, for its head."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from inovasi import iris
from inovasi.knowledge import dcat
from inovasi.knowledge.schema_org import CONTEXT
from inovasi.resources.schema_org import Node

NAME: Final = "Inovasi"
# A list says how long it is, and begins; the page has the rest.
_SHOWN: Final = 50
_SITE: Final = "#situs"
COLLECTION: Final = "CollectionPage"
"""What a page is that lists others."""


class Page(NamedTuple):
    """A page as it is asked for: ``address`` is the one that search engines are to list."""

    root: str
    address: str
    title: str
    summary: str
    language: str


class Step(NamedTuple):
    """A page above another, from the home page down."""

    name: str
    address: str


def document(
    page: Page,
    entity: Node | None = None,
    trail: Sequence[Step] | None = None,
    kind: str | None = None,
) -> dict[str, Any]:
    """The page, the steps to it, and the thing that it is about."""
    home = Step(NAME, f"{page.root}/")
    steps = [home, *(trail or ())]
    if page.address != home.address:
        steps.append(Step(page.title, page.address))
    node: Node = {
        "@type": kind or "WebPage",
        "@id": page.address,
        "url": page.address,
        "name": page.title,
        "description": page.summary,
        "inLanguage": page.language,
        "isPartOf": {"@type": "WebSite", "@id": home.address + _SITE, "name": NAME},
    }
    if len(steps) > 1:
        node["breadcrumb"] = _trail(steps)
    if entity is None:
        return {"@context": CONTEXT, "@graph": [node]}
    node["mainEntity"] = {"@id": entity["@id"]}
    return {"@context": CONTEXT, "@graph": [node, entity]}


def site(page: Page) -> dict[str, Any]:
    """The site as a whole, for the home page: how it is searched, and the catalogue of its data."""
    root = page.root
    found: Node = {
        "@type": "WebSite",
        "@id": f"{root}/{_SITE}",
        "url": f"{root}/",
        "name": NAME,
        "alternateName": page.title,
        "description": page.summary,
        "inLanguage": ["id", "en"],
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{root}/search?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    }
    catalogue: Node = {
        "@type": "DataCatalog",
        "@id": iris.CATALOGUE,
        "name": dcat.TITLE[page.language],
        "description": dcat.DESCRIPTION[page.language],
        "url": f"{root}/catalog",
    }
    return {"@context": CONTEXT, "@graph": [found, catalogue]}


def listing(address: str, things: Sequence[Step], total: int) -> Node:
    """A list of things with their pages, for ``document``; ``total`` counts what is not shown."""
    return {
        "@type": "ItemList",
        "@id": f"{address}#daftar",
        "numberOfItems": total,
        "itemListElement": _items(things[:_SHOWN]),
    }


def _trail(steps: Sequence[Step]) -> Node:
    return {"@type": "BreadcrumbList", "itemListElement": _items(steps)}


def _items(steps: Sequence[Step]) -> list[Node]:
    return [
        {"@type": "ListItem", "position": number, "name": step.name, "url": step.address}
        for number, step in enumerate(steps, 1)
    ]
