"""Which area is meant: by its code, or by a name that only one area has."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from inovasi import iris
from inovasi.errors import MalformedRequest
from inovasi.resources.asking import Asker
from inovasi.resources.folding import fold, words
from inovasi.resources.lists import Listing
from inovasi.resources.narrowing import area_of, is_code

_NAMED: Final = """SELECT DISTINCT ?area ?name WHERE { $in{
  ?area a inov:AdministrativeArea ; skos:prefLabel|skos:altLabel|skos:hiddenLabel ?name
} } LIMIT 5000"""
_AREA: Final = iris.ENTITY + "wilayah/"
_REFERENCE: Final = f"GRAPH <{iris.graph('wilayah')}> "


def read_area(asker: Asker, listing: Listing, text: str) -> str:
    """The IRI of the area; MalformedRequest where a text is neither a code nor one area's name.

    Where the list is, is looked first, then where the facts are, then among all areas that there
    are: of Kota and Kabupaten Magelang, the one with facts is meant by ``Magelang``.
    """
    if is_code(text):
        return area_of(text)
    for place in dict.fromkeys((listing.inside, "", _REFERENCE)):
        found = _named(asker, place, text)
        if found:
            break
    if len(found) != 1:
        raise MalformedRequest(
            f"{text[:40]!r} is not the name of one area, nor the code of any",
            "give the code of the Ministry of Home Affairs, 33 or 33.71; /browse/wilayah lists"
            " codes and names",
        ).of("area")
    return found.pop()


def _named(asker: Asker, place: str, text: str) -> set[str]:
    """The areas with a name, or else those with its words in their names."""
    names: dict[str, set[str]] = defaultdict(set)
    for area, name in asker.rows(_NAMED.replace("$in", place)):
        if is_code(area.iri.removeprefix(_AREA)):
            names[area.iri].add(name.text)
    whole, wanted = fold(text), set(words(text))
    exact = {area for area, known in names.items() if whole in map(fold, known)}
    if exact or not wanted:
        return exact
    return {area for area, known in names.items() if any(wanted <= {*words(n)} for n in known)}
