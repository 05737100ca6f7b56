"""What a list is narrowed to: an area with all that lies in it, a category of innovations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from inovasi import iris
from inovasi.errors import MalformedRequest
from inovasi.resources.asking import Asker, reference, values
from inovasi.resources.lists import Listing, Reach

CATEGORIES: Final = iris.CONCEPT + "kategori"
# As the Ministry of Home Affairs writes them: province, or province and regency or city.
_CODE: Final = re.compile(r"[0-9]{2}(?:\.[0-9]{2})?")
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# As many as fit into a query with room to spare.
_AT_ONCE: Final = 700
_AREAS: Final = """SELECT DISTINCT ?area WHERE { $in{
  { BIND($area AS ?area) } UNION { ?area inov:within $area }
  UNION { ?middle inov:within $area . ?area inov:within ?middle }
} } LIMIT $most"""
_OFFICES: Final = """SELECT DISTINCT ?place WHERE {
  VALUES ?area { $areas }
  ?government inov:governs ?area .
  ?place (org:subOrganizationOf|org:unitOf)* ?government
}"""
_OPTIONS: Final = """SELECT DISTINCT ?category WHERE {
  ?category skos:inScheme|skos:topConceptOf <$scheme>
} ORDER BY ?category LIMIT 50"""

_CODES: Final = """SELECT ?area ?code WHERE { ?area inov:kemendagriCode ?code }
ORDER BY ?code LIMIT $most"""
_OFFERED: Final = 100


class Narrowing(NamedTuple):
    """What is asked for, as IRIs; empty where nothing is."""

    area: str = ""
    category: str = ""


def is_code(text: str) -> bool:
    """Whether a text is written as the codes of areas are."""
    return _CODE.fullmatch(text) is not None


def area_of(code: str) -> str:
    """The IRI of the area with a code; MalformedRequest for what is no code."""
    if not is_code(code):
        raise MalformedRequest(
            f"{code[:40]!r} is not the code of an area",
            "give that of the Ministry of Home Affairs, 33 or 33.71; /browse/wilayah lists them",
        ).of("area")
    return f"{iris.ENTITY}wilayah/{code}"


def category_of(name: str) -> str:
    """The IRI of the category with a name; MalformedRequest for what cannot be one."""
    if not _SLUG.fullmatch(name):
        raise MalformedRequest(
            f"{name[:40]!r} is not the name of a category",
            "give the end of its identifier, such as pelayanan-publik",
        ).of("category")
    return f"{CATEGORIES}/{name}"


def read_categories(asker: Asker) -> list[str]:
    """The categories that there are."""
    return [row[0].text for row in asker.rows(_OPTIONS, scheme=CATEGORIES)]


def read_areas(asker: Asker) -> dict[str, str]:
    """Areas that a list may be narrowed to, with their codes: the first of those with facts."""
    return {row[0].text: row[1].text for row in asker.rows(_CODES, most=str(_OFFERED))}


def pattern_of(asker: Asker, listing: Listing, narrowing: Narrowing) -> str:
    """The pattern that gives ``?thing`` for each thing of the list; some more than once."""
    parts = []
    if narrowing.area and listing.reach:
        parts.append(_in_area(asker, listing, listing.reach, narrowing.area))
    if narrowing.category:
        parts.append(f"?thing inov:category {reference(narrowing.category)} .")
    classes = " ".join(listing.classes)
    if len(listing.classes) == 1:
        parts.append(f"?thing a {classes} .")
    elif parts:
        parts.append(f"?thing a ?class FILTER(?class IN ({', '.join(listing.classes)}))")
    else:
        parts.append(f"VALUES ?class {{ {classes} }} ?thing a ?class .")
    pattern = " ".join(parts)
    return f"{listing.inside}{{ {pattern} }}"


def _in_area(asker: Asker, listing: Listing, reach: Reach, area: str) -> str:
    query = _AREAS.replace("$in", listing.inside)
    areas = _read(asker, query, most=str(_AT_ONCE), area=reference(area))
    places, many = areas, ""
    if reach.organizations:
        query = _OFFICES.replace("$areas", values(areas))
        places = _read(asker, query + f" LIMIT {_AT_ONCE + 1}")
        # The engine takes longer over a query within a query than over a list.
        many = query if len(places) > _AT_ONCE else ""
    name = "?place" if reach.path else "?thing"
    block = f"VALUES {name} {{ {values(places)} }}"
    if many:
        block = f"{{ {many.replace('?place', name)} }}"
    return f"{block} ?thing {reach.path} ?place ." if reach.path else block


def _read(asker: Asker, query: str, **names: str) -> Sequence[str]:
    return [row[0].text for row in asker.rows(query, **names)]
