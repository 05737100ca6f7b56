"""An area: who governs it, what its agencies answer for, what it won, and what was measured."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from inovasi.resources.asking import Asker, values
from inovasi.resources.gathering import MOST, Found, neighbours
from inovasi.resources.kinds import around, ranking
from inovasi.resources.kinds.around import Around, Role, Shape
from inovasi.resources.kinds.ranking import Place, places
from inovasi.resources.kinds.series import SERIES, Point, points
from inovasi.resources.maps import Layer, draw, point_of
from inovasi.resources.maps import Place as Spot

# Through so many agencies is looked for what the area's government does.
_AGENCIES: Final = 200
_POINT: Final = re.compile(r"(?:<[^>]*>\s*)?POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)", re.I)
_INNOVATIONS: Final = ("inov:category", "inov:level", "inov:responsibleAgency", "inov:startYear")
SHAPE: Final = Shape(
    ("inov:areaKind", "inov:kemendagriCode", "inov:within"),
    (
        Role("governments", "?thing inov:governs $x", ranking.OF_RECIPIENTS),
        Role("regulations", "?thing inov:jurisdiction $x", ("eli:type_document", "inov:status")),
        Role("visions", "?thing inov:visionOf $x", ("dct:temporal",)),
        Role("events", "?thing prov:atLocation $x", ("schema:startDate", "schema:endDate")),
        Role("codes", "$x inov:hasCode ?thing", ("skos:notation", "inov:validAsOf")),
        Role("inside", "?thing inov:within $x", ("inov:areaKind", "inov:kemendagriCode")),
        Role("observations", "?thing inov:refArea $x", SERIES),
        Role("geometries", "$x geo:hasGeometry ?thing", ("geo:asWKT",)),
    ),
    most=2 * MOST,
)
_COLUMNS: Final = {"agencies": ("org:classification",), "innovations": _INNOVATIONS}


class Position(NamedTuple):
    """Degrees as they are written."""

    latitude: str
    longitude: str


@dataclass(frozen=True, slots=True)
class Area:
    """What the page of an area shows beside its facts."""

    around: Around
    position: Position | None
    results: tuple[Place, ...]
    more_results: int
    series: tuple[Point, ...]

    @property
    def drawn(self) -> tuple[Layer, ...]:
        """The area on the map, where it has a point there."""
        if self.position is None:
            return ()
        wkt = f"POINT({self.position.longitude} {self.position.latitude})"
        point, thing = point_of(wkt), self.around.thing
        return draw([Spot(thing.iri, thing.name.text, *point)]) if point else ()


def read(asker: Asker, iri: str, language: str) -> Area:
    """Asks step by step: the government, its agencies, what these answer for."""
    found = around.find(SHAPE, asker, iri)
    governments = found["governments"].things
    found |= _of_governments(asker, governments)
    agencies = found.pop("agencies", Found())
    found["innovations"] = _innovations(asker, [*governments, *agencies.things])
    found["agencies"] = agencies.first(MOST)
    results = found.pop("results", Found())
    more = [(found[role].things, columns) for role, columns in _COLUMNS.items()]
    won = (results.things, ranking.COLUMNS)
    doubted = [*results.things, *found["observations"].things]
    known = around.know(SHAPE, asker, iri, language, found, *more, won, doubted=doubted)
    observations, geometries = found.pop("observations"), found.pop("geometries")
    shown = around.arrange(SHAPE, iri, found, known)
    return Area(
        Around(shown.thing, known, shown.groups, {**SHAPE.columns, **_COLUMNS}),
        next(filter(None, map(position, known.group(geometries).texts("geo:asWKT"))), None),
        places(known, results, known.doubts),
        results.count - len(results.graphs),
        points(known, observations, known.doubts),
    )


def _of_governments(asker: Asker, governments: list[str]) -> dict[str, Found]:
    block = values(governments)
    if not block:
        return {}
    below = f"VALUES ?government {{ {block} }} ?thing org:subOrganizationOf ?government"
    won = f"VALUES ?government {{ {block} }} ?thing inov:recipient ?government"
    return neighbours(asker, {"agencies": below, "results": won}, most=_AGENCIES)


def _innovations(asker: Asker, agencies: list[str]) -> Found:
    block = values(agencies)
    if not block:
        return Found()
    pattern = f"VALUES ?agency {{ {block} }} ?thing inov:responsibleAgency|inov:managedBy ?agency"
    return neighbours(asker, {"innovations": pattern})["innovations"]


def position(text: str) -> Position | None:
    """The point of a text in WKT; None for another geometry."""
    match = _POINT.fullmatch(text.strip())
    return Position(match[2], match[1]) if match else None
