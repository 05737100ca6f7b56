"""A thing and the tables around it."""

from __future__ import annotations

from inovasi.resources.asking import Asker
from inovasi.resources.kinds import around, small
from inovasi.resources.kinds.around import Role, Shape
from tests.resources.conftest import AskerOf
from tests.resources.kinds.conftest import entity

SHAPE = Shape(
    ("inov:year",),
    (
        Role("parts", "?thing dct:isPartOf $x", ("inov:year", "inov:note")),
        Role("none", "?thing inov:within $x"),
    ),
)


def test_a_role_that_nothing_has_has_no_group(asker_of: AskerOf) -> None:
    found = around.read(
        SHAPE,
        asker_of(
            '<id/x> inov:year "2017"^^xsd:gYear ; skos:prefLabel "X"@id .'
            ' <id/y> dct:isPartOf <id/x> ; inov:year "2018"^^xsd:gYear .'
        ),
        entity("x"),
        "en",
    )
    assert (found.thing.name.text, found.thing.text("inov:year")) == ("X", "2017")
    assert list(found.groups) == ["parts"]
    assert found.groups["parts"].using(*found.columns["parts"]) == ("inov:year",)
    assert found.known.column("dct:isPartOf").text == "part of"


def test_the_shapes_of_small_kinds_find_what_is_published(published: Asker) -> None:
    cases = {
        "produk/33.71/kentongan-digital": (small.PRODUCED, "siblings", 4),
        "penghargaan/iga": (small.AWARD, "editions", 1),
        "kegiatan/iga-2017/penyerahan": (small.EVENT, "participations", 3),
        "jabatan/kemendagri/menteri": (small.POST, "passed", 1),
        "periode/2011-2015": (small.PERIOD, "observations", 3),
        "peraturan/kepmendagri-002.6-8688-2017": (small.REGULATION, "established", 10),
        "peraturan/pp-38-2017": (small.REGULATION, "based", 1),
        "sumber/litbang-525/kutipan/0-20": (small.QUOTATION, "claims", 1),
        "wilayah/33.71/titik": (small.GEOMETRY, "placed", 1),
        "wilayah/33.71/kode/kemendagri": (small.CODE, "coded", 1),
    }
    for name, (shape, role, least) in cases.items():
        found = around.read(shape, published, entity(name), "id")
        assert len(found.groups[role].things) >= least, name
