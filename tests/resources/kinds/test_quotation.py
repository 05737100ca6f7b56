"""A quotation is called by its words."""

from __future__ import annotations

from inovasi.resources.asking import Asker
from inovasi.resources.kinds.quotation import read
from tests.resources.conftest import AskerOf
from tests.resources.kinds.conftest import entity


def test_a_quotation_is_called_by_what_is_written_and_where(published: Asker) -> None:
    quotation = read(published, entity("sumber/litbang-526/kutipan/622-626"), "id")
    assert quotation.called.text == "526 ¶ 2, “2548”"
    assert quotation.around.groups["claims"].things[0].text("inov:value") == "2548"


def test_a_quotation_of_nothing_has_its_identifier_for_a_name(asker_of: AskerOf) -> None:
    assert read(asker_of("<id/q> a inov:Quotation ."), entity("q"), "id").called.text == "q"
