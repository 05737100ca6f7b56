"""Points on the map of Indonesia, names that do not overlap, and the outline that is drawn."""

from __future__ import annotations

import json
import re
from itertools import combinations

import pytest

from inovasi import iris
from inovasi.resources import maps
from inovasi.resources.maps import (
    HEIGHT,
    MOST,
    NAMED,
    NORTH,
    SIZES,
    UNITS,
    WEST,
    WIDTH,
    Box,
    Label,
    Layer,
    Place,
    draw,
    point_of,
    project,
    read_points,
)
from tests.resources.conftest import AskerOf
from tests.shared import CHECKOUT

SCRIPT = CHECKOUT / "server" / "web" / "map"
OUTLINE = (CHECKOUT / "server" / "inovasi" / "serving" / "templates" / "outline.html").read_text(
    encoding="utf-8"
)
CITIES = [
    Place(name, f"Kota {name}", longitude, latitude)
    for name, latitude, longitude in (
        ("Magelang", -7.4706, 110.2178),
        ("Surabaya", -7.2333, 112.7333),
        ("Tangerang Selatan", -6.2889, 106.7181),
        ("Makassar", -5.1333, 119.4311),
        ("Bontang", 0.1333, 117.5),
        ("Surakarta", -7.5667, 110.8167),
        ("Sawahlunto", -0.6828, 100.7783),
        ("Probolinggo", -7.75, 113.2167),
        ("Pontianak", 0.0, 109.3333),
        ("Yogyakarta", -7.8014, 110.3644),
    )
]


@pytest.mark.parametrize(
    ("wkt", "expected"),
    [
        ("POINT(110.2178 -7.4706)", (110.2178, -7.4706)),
        ("<http://www.opengis.net/def/crs/OGC/1.3/CRS84> point ( 110 -7 )", (110.0, -7.0)),
        ("POINT(-7.4706 110.2178)", None),
        ("POINT(2.35 48.85)", None),
        ("POINT(110 -7 3)", None),
        ("LINESTRING(110 -7, 111 -7)", None),
        ("POINT(NaN -7)", None),
        ("", None),
    ],
)
def test_a_point_is_read_where_the_map_has_it(
    wkt: str, expected: tuple[float, float] | None
) -> None:
    assert point_of(wkt) == expected


def test_a_degree_is_as_long_in_both_directions() -> None:
    assert project(WEST, NORTH) == (0, 0)
    assert project(WEST + 1, NORTH - 1) == (UNITS, UNITS)


def test_points_of_areas_are_read(asker_of: AskerOf) -> None:
    asker = asker_of(
        '<id/a> geo:hasGeometry <id/a/titik> . <id/a/titik> geo:asWKT "POINT(110 -7)" .'
        ' <id/b> geo:hasGeometry <id/b/titik> . <id/b/titik> geo:asWKT "POINT(2 48)" .'
    )
    wanted = [iris.ENTITY + name for name in "abc"]
    assert read_points(asker, wanted) == {wanted[0]: (110.0, -7.0)}


def box_of(label: Label, size: int) -> Box:
    width = maps._LETTER * size * len(label.text)
    return Box(label.x, label.y - 0.8 * size, label.x + width, label.y + 0.3 * size)


def named(layer: Layer) -> list[Label]:
    return [mark.label for mark in layer.marks if mark.label]


def test_every_city_has_its_name_at_every_size_and_none_covers_another() -> None:
    layers = draw(CITIES)
    assert [layer.size for layer in layers] == list(SIZES)
    for layer in layers:
        assert [mark.name for mark in layer.marks] == [place.name for place in CITIES]
        labels = named(layer)
        assert {label.text for label in labels} == {place.iri for place in CITIES}
        boxes = [box_of(label, layer.size) for label in labels]
        assert not any(one.meets(other) for one, other in combinations(boxes, 2))
        for box in boxes:
            assert box.left >= 0
            assert box.top >= 0
            assert box.right <= WIDTH
            assert box.bottom <= HEIGHT


def test_a_line_leads_to_a_name_that_is_far_and_to_no_other() -> None:
    for layer in draw(CITIES):
        for mark in layer.marks:
            assert mark.label is not None
            ends = (mark.label.end_x, mark.label.end_y)
            box = box_of(mark.label, layer.size)
            assert box.left - 2 <= ends[0] <= box.right + 2
            nearby = abs(ends[0] - mark.x) + abs(ends[1] - mark.y) <= layer.size
            assert mark.label.far or nearby


def test_a_name_that_finds_no_room_is_left_to_the_table() -> None:
    (layer, *_) = draw([Place("a", "x" * 500, 110, -7), Place("b", "Kota B", 120, -3)])
    assert [mark.label is None for mark in layer.marks] == [True, False]


def test_a_crowd_has_points_without_names_and_its_number_has_an_end() -> None:
    crowd = [Place(str(n), f"Kota {n}", 100 + n / 2, -2) for n in range(MOST + 5)]
    (layer, *_) = draw(crowd)
    assert len(layer.marks) == MOST
    assert named(layer) == []
    assert named(draw(crowd[: NAMED + 1])[0]) == []


def corners(path: str) -> list[tuple[int, int]]:
    found = []
    for ring in path.split("M")[1:]:
        start, steps = ring.split("l")
        x, y = map(int, start.split())
        found.append((x, y))
        numbers = list(map(int, re.findall(r"-?\d+", steps)))
        for along, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + along, y + down
            found.append((x, y))
    return found


def test_the_outline_is_small_and_spans_the_country() -> None:
    assert len(OUTLINE.encode()) < 30_000
    match = re.search(r' d="([^"]*)"', OUTLINE)
    assert match is not None
    places = corners(match[1])
    # Aceh, the border on Papua, and the isles in the north and the south, of which the least went.
    west, north = project(95.0, 5.9)
    east, south = project(141.0, -10.95)
    assert min(x for x, _ in places) == pytest.approx(west, abs=UNITS / 2)
    assert max(x for x, _ in places) == pytest.approx(east, abs=UNITS / 10)
    assert min(y for _, y in places) == pytest.approx(north, abs=UNITS / 2)
    assert max(y for _, y in places) == pytest.approx(south, abs=UNITS / 2)


def test_the_outline_says_what_it_was_made_from_and_by_which_figures() -> None:
    needed = json.loads((SCRIPT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    script = (SCRIPT / "outline.js").read_text(encoding="utf-8")
    assert f"world-atlas {needed['world-atlas']}, public domain" in OUTLINE
    assert OUTLINE.splitlines()[0] in script
    for name, value in (("WEST", WEST), ("NORTH", NORTH), ("UNITS", UNITS)):
        assert f"const {name} = {value};" in script
    locked = json.loads((SCRIPT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert {name: locked[f"node_modules/{name}"]["version"] for name in needed} == needed
