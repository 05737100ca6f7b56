"""Where a score is stated, and what else is stated."""

from __future__ import annotations

from inovasi import iris
from inovasi.resources.asking import Asker
from inovasi.resources.kinds.result import read
from tests.resources.conftest import AskerOf
from tests.resources.kinds.conftest import entity


def test_both_scores_stand_with_where_each_is_stated(published: Asker) -> None:
    result = read(published, entity("hasil/iga-2017/kota/33.71"), "en")
    assert list(result.disputed) == ["inov:score"]
    assert result.covers == (iris.TERM + "score",)
    first, second = result.disputed["inov:score"]
    assert (first.value.text, first.rank) == ("2478", "preferred")
    assert (second.value.text, second.rank) == ("2548", "normal")
    for claim in (first, second):
        (quotation,) = claim.quotations
        assert quotation.source == entity("sumber/litbang-526")
        assert quotation.as_written == claim.value.text
    assert result.name.text == "City of Magelang"
    assert result.group("ceremonies").things[0].iri == entity("kegiatan/iga-2017/penyerahan")
    assert result.group("nothing").things == ()


def test_a_result_that_nobody_disputes_has_nothing_of_it(published: Asker) -> None:
    result = read(published, entity("hasil/iga-2017/kota/35.78"), "id")
    assert (result.disputed, result.covers) == ({}, ())


def test_what_an_edition_does_not_have_is_left_out(asker_of: AskerOf) -> None:
    result = read(asker_of("<id/r> a inov:AwardResult ; inov:rank 1 ."), entity("r"), "id")
    assert result.around.thing.text("inov:rank") == "1"
    assert result.around.groups == {}
