"""Everything of ours that a page can be about, by its IRI."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from inovasi import iris
from inovasi.resources.asking import Asker

MOST: Final = 200_000
"""Things that are listed; of more than so many the grounds of facts are left out first."""
# Whatever is longer is a sitemap's own bound.
LONGEST: Final = 500
_WORDS: Final = {iris.ENTITY: "doc", iris.TERM: "def", iris.CONCEPT: "skema", iris.GRAPH: "graf"}
# As RFC 3986 has them in a path; a percent sign of an IRI is encoded, as in every link.
_SAFE: Final = "/:@!$&'()*+,;=~"
_GROUNDS: Final = (
    f'STRSTARTS(STR(?thing), "{iris.ENTITY}klaim/") || CONTAINS(STR(?thing), "/kutipan/")'
)
_THINGS: Final = f"""SELECT DISTINCT ?thing WHERE {{
  {{ ?thing a ?class }} UNION {{ GRAPH ?graph {{ ?thing a ?class }} }}
  FILTER(isIRI(?thing) && STRSTARTS(STR(?thing), "{iris.BASE}") && $which({_GROUNDS}))
}} LIMIT $limit"""
_GRAPHS: Final = f"""SELECT DISTINCT ?graph WHERE {{
  GRAPH ?graph {{}} FILTER(STRSTARTS(STR(?graph), "{iris.GRAPH}"))
}} LIMIT $limit"""


@dataclass(frozen=True, slots=True)
class Things:
    """What has a page, each kind sorted: things, then graphs, then claims and quotations."""

    iris: tuple[str, ...]
    whole: bool = True


def read_things(asker: Asker, most: int = MOST) -> Things:
    """What the graphs describe, ``most`` at most."""
    found: dict[str, None] = {}
    for query, which in ((_THINGS, "!"), (_GRAPHS, ""), (_THINGS, "")):
        limit = str(most - len(found) + 1)
        rows = asker.rows(query, which=which, limit=limit)
        found |= dict.fromkeys(sorted(thing.text for (thing,) in rows))
    return Things(tuple(found)[:most], len(found) <= most)


def path_of(iri: str) -> str:
    """The path of the page about a thing of ours; empty where it has none."""
    for space, word in _WORDS.items():
        name = iri.removeprefix(space)
        if iri.startswith(space) and name and len(iri) <= LONGEST:
            return f"/{word}/{quote(name, safe=_SAFE)}"
    return ""
