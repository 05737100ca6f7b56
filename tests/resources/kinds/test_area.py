"""The page of an area: complete for a small one, bounded for any."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from inovasi import iris
from inovasi.query import open_engine
from inovasi.resources.asking import Asker
from inovasi.resources.kinds.area import Position, position, read
from tests.resources.conftest import AskerOf
from tests.resources.kinds.conftest import entity, many_innovations

MAGELANG = entity("wilayah/33.71")


def test_a_city_shows_its_government_agencies_innovations_awards_and_indicators(
    published: Asker,
) -> None:
    area = read(published, MAGELANG, "id")
    groups = area.around.groups
    assert groups["governments"].things[0].iri == entity("org/33.71/pemkot")
    assert groups["agencies"].count == 6
    assert {"DataGo", "Krenova", "Inovasi OPD-BUMD Kota Magelang"} <= {
        thing.name.text for thing in groups["innovations"].things
    }
    (result,) = area.results
    assert (result.rank, result.bar.value) == ("5", "2478")
    assert [each.value.text for each in result.bar.also] == ["2548"]
    assert len(area.series) == 6
    assert area.position == Position("-7.4706", "110.2178")
    assert [[mark.name for mark in layer.marks] for layer in area.drawn] == [["Kota Magelang"]] * 3
    assert area.around.thing.text("inov:within") == "Provinsi Jawa Tengah"


def test_an_area_that_only_the_reference_list_knows_is_shown_too(published: Asker) -> None:
    area = read(published, entity("wilayah/33.08"), "id")
    assert area.around.thing.text("inov:kemendagriCode") == "33.08"
    assert area.around.groups == {}
    assert (area.results, area.series, area.position, area.drawn) == ((), (), None, ())


def test_of_a_city_with_5000_innovations_a_few_are_shown_and_all_are_counted(
    tmp_path: Path,
) -> None:
    asker = Asker(open_engine(many_innovations(tmp_path, 5000)))
    read(asker, MAGELANG, "id")
    start = time.perf_counter()
    innovations = read(asker, MAGELANG, "id").around.groups["innovations"]
    # A tenth of it is what it takes; the rest is for machines with other work.
    assert time.perf_counter() - start < 1
    assert (len(innovations.things), innovations.count) == (25, 5009)
    assert {thing.graphs for thing in innovations.things} <= {(), (iris.GRAPH + "register",)}


def test_an_area_of_which_little_is_known_has_a_page(asker_of: AskerOf) -> None:
    area = read(asker_of("<id/x> a inov:AdministrativeArea ."), entity("x"), "en")
    assert area.around.groups == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("POINT(110.2 -7.4)", Position("-7.4", "110.2")),
        (" point (110 7) ", Position("7", "110")),
        ("<http://www.opengis.net/def/crs/OGC/1.3/CRS84> POINT(1 2)", Position("2", "1")),
        ("POLYGON((0 0, 1 1, 1 0, 0 0))", None),
        ("", None),
    ],
)
def test_a_point_is_read_from_its_text(text: str, found: Position | None) -> None:
    assert position(text) == found
