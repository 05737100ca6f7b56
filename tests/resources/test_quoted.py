"""What quotations are called."""

from __future__ import annotations

from inovasi import iris
from inovasi.resources.labels import read_labels
from inovasi.resources.quoted import called, is_quotation, place_in, read_quoted
from tests.resources.conftest import AskerOf
from tests.resources.test_claims import DATA

SOURCE = iris.source("litbang-526")
QUOTATION = f"{SOURCE}/kutipan/8-12"


def test_a_quotation_is_called_by_source_paragraph_and_words() -> None:
    assert called(SOURCE, "3", "2617") == "526 ¶ 3, “2617”"
    assert called(SOURCE, "", "2617") == "526, “2617”"
    assert called(SOURCE, "3", "") == place_in(SOURCE, "3") == "526 ¶ 3"
    assert called(SOURCE, "3", "a" * 500).endswith("aaa…”")
    assert len(called(SOURCE, "3", "a" * 500)) < 100


def test_only_quotations_are_asked_for(asker_of: AskerOf) -> None:
    assert is_quotation(QUOTATION)
    assert not is_quotation(SOURCE)
    asker = asker_of(DATA + "<id/x/kutipan/1-2> a inov:Quotation .")
    wanted = [SOURCE, QUOTATION, iris.ENTITY + "x/kutipan/1-2"]
    assert read_quoted(asker, wanted) == {QUOTATION: "526 ¶ 3, “2478”"}


def test_names_of_quotations_are_read_as_labels_unless_they_have_their_own(
    asker_of: AskerOf,
) -> None:
    other = f"{SOURCE}/kutipan/2-6"
    asker = asker_of(DATA + '<id/sumber/litbang-526/kutipan/2-6> rdfs:label "Kata"@id .')
    found = read_labels(asker, [QUOTATION, other])
    assert found == {QUOTATION: {"": "526 ¶ 3, “2478”"}, other: {"id": "Kata"}}
