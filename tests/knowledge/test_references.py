from __future__ import annotations

import pyoxigraph as ox

from inovasi.knowledge.references import MEDIA_TYPES, contact, publisher, references
from inovasi.knowledge.statements import PREFIXES
from tests.knowledge.describing import ROOT, other, published, values

TYPE = PREFIXES["rdf"] + "type"


def test_a_file_type_has_one_label_that_a_portal_can_show() -> None:
    catalogue = published()
    told = list(references(catalogue, catalogue.datasets))
    for described in catalogue.datasets:
        for file in described.distributions:
            assert set(values(told, file.file_type, f"{PREFIXES['rdfs']}label")) == {file.label}
            assert values(told, MEDIA_TYPES + file.media_type, TYPE)


def test_a_page_without_the_first_dataset_describes_what_the_catalogue_itself_refers_to() -> None:
    catalogue = published()
    told = list(references(catalogue, catalogue.datasets[2:3]))
    licence = catalogue.datasets[0].dataset.licence
    assert licence is not None
    assert values(told, licence.iri, f"{PREFIXES['dct']}title")


def test_who_publishes_has_an_address_of_this_server() -> None:
    assert publisher(published()).value == f"{ROOT}/catalog#penerbit"
    assert contact(published()) == [ox.NamedNode(f"{ROOT}/catalog#kontak")]
    assert contact(other()) == []
