"""One page of a list and all of it: order, bounds, names."""

from __future__ import annotations

import pytest

from inovasi import iris
from inovasi.errors import ResultTooLarge
from inovasi.resources import listing as module
from inovasi.resources.listing import Wish, name_of, read_all, read_counts, read_page
from inovasi.resources.narrowing import Narrowing, area_of
from tests.resources.conftest import AskerOf
from tests.resources.listed import WORLD, listing


def order(asker_of: AskerOf, word: str, wish: Wish) -> list[str]:
    page = read_page(asker_of(WORLD), listing(word), wish)
    assert page.sorted
    assert page.total == len(page.rows)
    return [row.iri.removeprefix(iris.ENTITY) for row in page.rows]


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (Wish("id", "name"), "3 2 1"),
        (Wish("en", "name"), "3 2 1"),
        (Wish("id", "name", True), "1 2 3"),
        (Wish("id", "since"), "2 1 3"),
        (Wish("id", "since", True), "1 2 3"),
        (Wish("id", "agency"), "1 2 3"),
        (Wish("id", "agency", True), "2 3 1"),
        (Wish("id", "category"), "1 2 3"),
    ],
)
def test_a_list_is_sorted_by_values_or_the_names_of_things(
    asker_of: AskerOf, wish: Wish, expected: str
) -> None:
    assert order(asker_of, "inovasi", wish) == [f"inovasi/{name}" for name in expected.split()]


def test_ranks_are_sorted_as_numbers_and_codes_as_they_nest(asker_of: AskerOf) -> None:
    assert order(asker_of, "hasil", Wish("id", "rank")) == ["hasil/1", "hasil/2"]
    expected = ["wilayah/33", "wilayah/33.71", "wilayah/34"]
    assert order(asker_of, "wilayah", Wish("id", "code")) == expected


@pytest.mark.parametrize("sort", ["code", "name", "kind", "within"])
def test_lists_of_graphs_are_sorted_by_what_stands_in_them(asker_of: AskerOf, sort: str) -> None:
    more = """GRAPH <graf/wilayah> { <id/wilayah/34.01> a inov:AdministrativeArea ;
      inov:areaKind <skema/kategori/y> ; inov:within <id/wilayah/34> . }
      GRAPH <graf/wilayah> { <id/wilayah/34> skos:prefLabel "A"@id }"""
    page = read_page(asker_of(WORLD + more), listing("wilayah-acuan"), Wish("id", sort))
    places = [row.iri.rpartition("/")[2] for row in page.rows]
    # The other one has neither a code nor a label, but a kind, and a province with a label there.
    assert places == (["33.01", "34.01"] if sort in ("code", "name") else ["34.01", "33.01"])
    outside = read_page(asker_of(WORLD), listing("sumber-luar"), Wish("id", "verification"))
    assert outside.total == len(outside.rows) == 1


def test_a_list_is_narrowed(asker_of: AskerOf) -> None:
    wish = Wish("id", "name", False, Narrowing(area_of("33.71")))
    assert order(asker_of, "inovasi", wish) == ["inovasi/2", "inovasi/1"]


def test_pages_hold_each_thing_once(asker_of: AskerOf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAGE", 2)
    pages = [
        read_page(asker_of(WORLD), listing("inovasi"), Wish("id", "name"), number)
        for number in (1, 2, 3)
    ]
    assert [[row.iri[-1] for row in page.rows] for page in pages] == [["3", "2"], ["1"], []]
    assert [(page.total, page.last) for page in pages] == [(3, 2)] * 3


def test_a_list_that_is_too_long_has_no_order_but_each_thing_once(
    asker_of: AskerOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAGE", 2)
    monkeypatch.setattr(module, "SORTED", 2)
    asker = asker_of(WORLD)
    pages = [read_page(asker, listing("inovasi"), Wish("id", "name"), n) for n in (1, 2)]
    assert not any(page.sorted or page.beyond for page in pages)
    assert sorted(row.iri[-1] for page in pages for row in page.rows) == ["1", "2", "3"]
    with pytest.raises(ResultTooLarge):
        list(read_all(asker, listing("inovasi"), Wish("id", "name")))


def test_nothing_is_counted_or_shown_beyond_a_bound(
    asker_of: AskerOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("PAGE", 1), ("SORTED", 1), ("COUNTED", 2)):
        monkeypatch.setattr(module, name, value)
    pages = [read_page(asker_of(WORLD), listing("inovasi"), Wish("id", "name"), n) for n in (2, 3)]
    assert [(page.total, page.beyond, page.last, len(page.rows)) for page in pages] == [
        (2, True, 2, 1),
        (2, True, 2, 0),
    ]


def test_all_rows_come_in_the_order_of_the_pages(
    asker_of: AskerOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_CHUNK", 2)
    parts = list(read_all(asker_of(WORLD), listing("inovasi"), Wish("id", "since", True)))
    assert [[row.iri[-1] for row in part.rows] for part in parts] == [["1", "2"], ["3"]]


def test_labels_are_those_of_rows_and_of_what_is_wanted_besides(asker_of: AskerOf) -> None:
    also = area_of("34")
    page = read_page(asker_of(WORLD), listing("hasil"), Wish("id", "rank"), 1, [also])
    assert page.labels[also] == {"id": "DIY"}
    assert page.labels[area_of("33.71")]["en"] == "City of Magelang"


def test_what_has_no_label_goes_by_its_kind_and_the_end_of_its_identifier() -> None:
    claim = iris.ENTITY + "klaim/" + "a" * 32
    assert name_of(listing("klaim"), claim, {}, "en").text == "Claim aaaaaaaaaaaa"
    assert name_of(listing("klaim"), claim, {claim: {"id": "Nama"}}, "en").text == "Nama"
    assert name_of(listing("hasil"), iris.ENTITY + "hasil/x", {}, "id").text == "hasil/x"


def test_how_long_a_list_is_is_asked_once_for_a_state_of_the_data(asker_of: AskerOf) -> None:
    asker = asker_of(WORLD)
    inside = Wish("id", "name", narrowing=Narrowing(area_of("33.71")))
    wishes = (Wish("id", "name"), inside) * 2
    totals = [read_page(asker, listing("inovasi"), wish).total for wish in wishes]
    assert totals == [3, 2, 3, 2]
    # A bound is part of what was asked.
    assert read_counts(asker, [listing("inovasi")], most=1) == [2]


def test_counts_of_all_lists_are_bounded(asker_of: AskerOf) -> None:
    wanted = [listing(word) for word in ("inovasi", "wilayah-acuan", "visi")]
    assert read_counts(asker_of(WORLD), wanted) == [3, 1, 0]
    assert read_counts(asker_of(WORLD), wanted, 1) == [2, 1, 0]
