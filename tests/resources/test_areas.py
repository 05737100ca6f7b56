"""Which area a name means, and when it means none or too many."""

from __future__ import annotations

import pytest

from inovasi import iris
from inovasi.errors import MalformedRequest
from inovasi.resources.areas import read_area
from tests.resources.conftest import AskerOf
from tests.resources.listed import WORLD, listing

AREA = iris.ENTITY + "wilayah/"
MORE = """GRAPH <graf/wilayah> {
  <id/wilayah/33.08> a inov:AdministrativeArea ; skos:prefLabel "Kabupaten Magelang"@id .
  <id/wilayah/33.71> a inov:AdministrativeArea ; skos:prefLabel "Kota Magelang"@id .
  <id/wilayah/elsewhere> a inov:AdministrativeArea ; skos:prefLabel "Nowhere" }"""


@pytest.mark.parametrize(
    ("word", "text", "code"),
    [
        ("inovasi", "33.71", "33.71"),
        ("inovasi", "99", "99"),
        ("inovasi", "kota MAGELANG", "33.71"),
        ("inovasi", "City of Magelang", "33.71"),
        ("inovasi", "Magelang", "33.71"),
        ("inovasi", "Kabupaten Magelang", "33.08"),
        ("inovasi", "cilacap", "33.01"),
        ("wilayah-acuan", "kabupaten magelang", "33.08"),
        ("wilayah-acuan", "DIY", "34"),
    ],
)
def test_a_code_and_a_name_of_one_area_are_understood(
    asker_of: AskerOf, word: str, text: str, code: str
) -> None:
    assert read_area(asker_of(WORLD + MORE), listing(word), text) == AREA + code


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("inovasi", "Atlantis"),
        ("inovasi", "?!"),
        ("inovasi", "Nowhere"),
        ("wilayah-acuan", "Magelang"),
    ],
)
def test_what_is_no_one_area_is_refused_with_what_would_be(
    asker_of: AskerOf, word: str, text: str
) -> None:
    with pytest.raises(MalformedRequest, match=r"33\.71") as refused:
        read_area(asker_of(WORLD + MORE), listing(word), text)
    assert refused.value.parameter == "area"
