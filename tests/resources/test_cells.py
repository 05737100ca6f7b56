"""What stands in the columns of things at hand."""

from __future__ import annotations

import pytest

from inovasi import iris
from inovasi.resources import cells
from inovasi.resources.cells import Cell, named_in, read_rows
from tests.resources.conftest import AskerOf
from tests.resources.listed import WORLD, listing


def texts(cell: Cell) -> list[str]:
    return [term.text.removeprefix(iris.BASE) for term in cell.values]


def row(asker_of: AskerOf, word: str, name: str, language: str = "id") -> tuple[Cell, ...]:
    (found,) = read_rows(asker_of(WORLD), listing(word), [iris.BASE + name], language)
    assert found.iri == iris.BASE + name
    return found.cells


def test_rows_keep_their_order_and_gaps_stay_empty(asker_of: AskerOf) -> None:
    wanted = [iris.ENTITY + name for name in ("inovasi/3", "inovasi/1")]
    rows = read_rows(asker_of(WORLD), listing("inovasi"), wanted, "id")
    assert [found.iri for found in rows] == wanted
    assert rows[0].cells[0] == Cell()
    assert [texts(cell) for cell in rows[1].cells] == [
        ["skema/kategori/x"],
        [],
        ["id/org/b"],
        ["2016"],
    ]
    assert read_rows(asker_of(WORLD), listing("inovasi"), [], "id") == ()


def test_several_values_are_sorted(asker_of: AskerOf) -> None:
    assert texts(row(asker_of, "inovasi", "id/inovasi/2")[2]) == ["id/org/b", "id/org/c"]


def test_a_value_that_a_conflicting_claim_states_stands_beside(asker_of: AskerOf) -> None:
    rank, _, score, _ = row(asker_of, "hasil", "id/hasil/1")
    assert (texts(score), [term.text for term in score.disputed]) == (["2478"], ["2548"])
    assert (texts(rank), rank.disputed) == (["5"], ())


def test_a_dispute_shows_where_the_value_is_of_something_else(asker_of: AskerOf) -> None:
    *_, rank, score = row(asker_of, "wilayah", "id/wilayah/33.71")
    assert (texts(rank), texts(score)) == (["5"], ["2478"])
    assert [term.text for term in score.disputed] == ["2548"]


def test_things_are_counted_and_none_is_a_number(asker_of: AskerOf) -> None:
    assert texts(row(asker_of, "org", "id/org/b")[3]) == ["2"]
    assert texts(row(asker_of, "org", "id/org/a")[3]) == ["0"]
    assert texts(row(asker_of, "sumber-luar", "id/sumber/halaman")[2]) == ["1"]


def test_counting_has_an_end_and_says_so(
    asker_of: AskerOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cells, "REFERRING", 2)
    assert row(asker_of, "org", "id/org/b")[3].more
    assert not row(asker_of, "org", "id/org/a")[3].more


def test_of_texts_only_those_in_the_best_language_show(asker_of: AskerOf) -> None:
    assert texts(row(asker_of, "skema", "skema/kategori", "en")[0]) == ["Forms."]
    assert texts(row(asker_of, "skema", "skema/kategori", "id")[0]) == ["Bentuk."]


def test_values_are_read_in_the_graph_of_the_list(asker_of: AskerOf) -> None:
    code, _, within = row(asker_of, "wilayah-acuan", "id/wilayah/33.01")
    assert (texts(code), texts(within)) == (["33.01"], ["id/wilayah/33"])
    assert row(asker_of, "wilayah-acuan", "id/wilayah/33.71")[0] == Cell()


def test_identifiers_longer_than_a_query_are_asked_about_in_turn(asker_of: AskerOf) -> None:
    names = [f"<id/inovasi/{'x' * 1900}{number:02}>" for number in range(40)]
    asker = asker_of("".join(f"{name} inov:startYear {2000} . " for name in names))
    wanted = [iris.BASE + name[1:-1] for name in names]
    rows = read_rows(asker, listing("inovasi"), wanted, "id")
    assert [texts(found.cells[3]) for found in rows] == [["2000"]] * 40


def test_everything_that_wants_a_name_is_told(asker_of: AskerOf) -> None:
    rows = read_rows(asker_of(WORLD), listing("inovasi"), [iris.ENTITY + "inovasi/1"], "id")
    assert [iri.removeprefix(iris.BASE) for iri in named_in(rows)] == [
        "id/inovasi/1",
        "skema/kategori/x",
        "id/org/b",
    ]
