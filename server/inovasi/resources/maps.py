"""Where places stand on the map of Indonesia, and where there is room for their names.

Equirectangular, by the figures of ``server/web/map/outline.js``, which makes the outline.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from inovasi.resources.asking import Asker, portions

WEST: Final = 94.5
NORTH: Final = 6.5
UNITS: Final = 50
"""To a degree, in both directions."""
WIDTH: Final = 2350
HEIGHT: Final = 990
MOST: Final = 60
"""Points on a map; behind so many nobody tells one from the other."""
NAMED: Final = 24
"""With more points than that, names would hide the map; they are in the table beside it."""
# Of letters, for screens from wide to narrow: as wide as the page, its height is in proportion.
SIZES: Final = (34, 52, 80)
DOT: Final = 9
_WKT: Final = re.compile(
    r"(?:<[^>]*>\s*)?POINT\s*\(\s*(-?\d{1,3}(?:\.\d+)?)\s+(-?\d{1,2}(?:\.\d+)?)\s*\)", re.I
)
_POINTS: Final = f"""SELECT ?area ?wkt WHERE {{
  VALUES ?area {{ $areas }} ?area geo:hasGeometry/geo:asWKT ?wkt
}} LIMIT {MOST}"""
# What areas of one kind all begin with says nothing on a map of them.
_SHORT: Final = re.compile(r"(?:Kota|City of) (?=\S)")
# The width of a letter and the height of a line, of its size.
_LETTER: Final = 0.6
_LINE: Final = 1.12
# To the right first, then left, above, below, and between.
_ANGLES: Final = (
    *(0, 180, 90, 270, 45, 315, 135, 225, 20, 340, 160, 200, 65, 295, 115, 245),
    *(10, 350, 170, 190, 30, 330, 150, 210, 55, 305, 125, 235, 75, 285, 105, 255),
)
_ROUNDS: Final = 8
_RINGS: Final = (0.15, 0.45, 0.8, 1.2, 1.7, 2.3, 3, 4, 5, 6, 7, 8)


class Place(NamedTuple):
    """A point in degrees."""

    iri: str
    name: str
    longitude: float
    latitude: float


class Label(NamedTuple):
    """A name beside its point; ``far`` says that a line has to lead there, from one to the other.

    ``x`` and ``y`` are where the text begins, on its base line.
    """

    text: str
    x: int
    y: int
    far: bool = False
    end_x: int = 0
    end_y: int = 0


class Mark(NamedTuple):
    """A point on the map, with its label where there is room for one."""

    iri: str
    name: str
    x: int
    y: int
    label: Label | None


@dataclass(frozen=True, slots=True)
class Layer:
    """The map for screens of a width: letters of ``size`` units, and dots in proportion."""

    size: int
    marks: tuple[Mark, ...]

    width: int = WIDTH
    height: int = HEIGHT

    @property
    def radius(self) -> int:
        """Of the dots."""
        return self.size // 4


class Box(NamedTuple):
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two have a place in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def read_points(asker: Asker, areas: Iterable[str]) -> dict[str, tuple[float, float]]:
    """Longitude and latitude of areas that have a point on the map of Indonesia."""
    found: dict[str, tuple[float, float]] = {}
    for block in portions(areas):
        for area, wkt in asker.rows(_POINTS, areas=block):
            point = point_of(wkt.text)
            if point is not None and len(found) < MOST:
                found.setdefault(area.text, point)
    return found


def point_of(wkt: str) -> tuple[float, float] | None:
    """Longitude and latitude of a point in WKT; None for another shape, or another country."""
    match = _WKT.fullmatch(wkt.strip())
    if match is None:
        return None
    longitude, latitude = float(match[1]), float(match[2])
    x, y = project(longitude, latitude)
    return (longitude, latitude) if 0 <= x <= WIDTH and 0 <= y <= HEIGHT else None


def project(longitude: float, latitude: float) -> tuple[int, int]:
    """The place of a point on the map."""
    return round((longitude - WEST) * UNITS), round((NORTH - latitude) * UNITS)


def draw(places: Iterable[Place]) -> tuple[Layer, ...]:
    """The map for each width of screen; the same for the same places."""
    return _drawn(tuple(places)[:MOST])


@lru_cache(maxsize=64)
def _drawn(places: tuple[Place, ...]) -> tuple[Layer, ...]:
    return tuple(Layer(size, _marks(places, size)) for size in SIZES)


def _marks(places: Sequence[Place], size: int) -> tuple[Mark, ...]:
    points = [project(place.longitude, place.latitude) for place in places]
    names = [_SHORT.sub("", place.name, count=1) for place in places]
    labels = _labels(points, names, size) if len(places) <= NAMED else {}
    return tuple(
        Mark(place.iri, place.name, *points[number], labels.get(number))
        for number, place in enumerate(places)
    )


def _labels(points: Sequence[tuple[int, int]], names: Sequence[str], size: int) -> dict[int, Label]:
    """The labels that find room; those that found none come first in the next of a few rounds."""
    best: dict[int, Label] = {}
    order = _crowded_first(points)
    for _ in range(_ROUNDS):
        room = _Room(points, size)
        found = {number: room.label(number, names[number]) for number in order}
        labels = {number: label for number, label in found.items() if label}
        best = max(best, labels, key=len)
        if len(best) == len(points):
            break
        order.sort(key=lambda number: number in labels)
    return best


def _crowded_first(points: Sequence[tuple[int, int]]) -> list[int]:
    """The numbers of points, those with the nearest neighbours first."""

    def nearness(number: int) -> float:
        others = (math.dist(points[number], other) for other in points)
        return sum(1 / (1 + distance) for distance in others)

    return sorted(range(len(points)), key=lambda number: (-nearness(number), number))


class _Room:
    """What is taken on a map already: by points, by labels, and by the lines that lead to them."""

    def __init__(self, points: Sequence[tuple[int, int]], size: int) -> None:
        self._points = points
        self._size = size
        self._dots = [Box(x - DOT, y - DOT, x + DOT, y + DOT) for x, y in points]
        self._labels: list[Box] = []
        self._lines: list[tuple[tuple[float, float], tuple[float, float]]] = []

    def label(self, number: int, text: str) -> Label | None:
        """The label of a point at the nearest free place; takes the place."""
        point = self._points[number]
        for ring, box in _candidates(point, len(text) * _LETTER * self._size, _LINE * self._size):
            end = _nearest(box, point)
            far = ring > _RINGS[0]
            if self._is_free(number, box, (point, end) if far else None):
                self._labels.append(box)
                if far:
                    self._lines.append((point, end))
                baseline = round(box.bottom - 0.32 * self._size)
                return Label(text, round(box.left), baseline, far, round(end[0]), round(end[1]))
        return None

    def _is_free(
        self,
        number: int,
        box: Box,
        line: tuple[tuple[float, float], tuple[float, float]] | None,
    ) -> bool:
        if box.left < 0 or box.top < 0 or box.right > WIDTH or box.bottom > HEIGHT:
            return False
        if any(box.meets(taken) for taken in (*self._labels, *self._dots)):
            return False
        if any(_crosses(taken, box) for taken in self._lines):
            return False
        if line is None:
            return True
        others = (dot for other, dot in enumerate(self._dots) if other != number)
        return not (
            any(_crosses(line, taken) for taken in (*self._labels, *others))
            or any(_cross(*line, *taken) for taken in self._lines)
        )


def _candidates(point: tuple[int, int], width: float, height: float) -> Iterator[tuple[float, Box]]:
    """Places for a label around a point, the nearest first, to the right before the others."""
    x, y = point
    for ring in _RINGS:
        for angle in _ANGLES:
            along, up = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            reach = height / 4 + ring * height
            middle_x = x + along * (reach + width / 2)
            middle_y = y - up * (reach + height / 2)
            yield (
                ring,
                Box(
                    middle_x - width / 2,
                    middle_y - height / 2,
                    middle_x + width / 2,
                    middle_y + height / 2,
                ),
            )


def _nearest(box: Box, point: tuple[int, int]) -> tuple[float, float]:
    """The place of a box that is nearest to a point."""
    x = min(max(point[0], box.left), box.right)
    return x, min(max(point[1], box.top), box.bottom)


def _crosses(line: tuple[tuple[float, float], tuple[float, float]], box: Box) -> bool:
    """Whether a line touches a box, looked at from place to place along it."""
    (from_x, from_y), (to_x, to_y) = line
    steps = max(2, int(math.dist(*line) / DOT))
    return any(
        box.left < from_x + (to_x - from_x) * step / steps < box.right
        and box.top < from_y + (to_y - from_y) * step / steps < box.bottom
        for step in range(steps + 1)
    )


def _cross(
    a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], d: tuple[float, float]
) -> bool:
    """Whether the lines from a to b and from c to d cross."""

    def side(p: tuple[float, float], q: tuple[float, float], r: tuple[float, float]) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
