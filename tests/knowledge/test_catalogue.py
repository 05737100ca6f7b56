from __future__ import annotations

from inovasi.knowledge.catalogue import Agent, Contact
from inovasi.portals.formats import FORMATS
from tests.knowledge.describing import NAMES, ROOT, files, other, published


def test_a_distribution_has_a_permanent_name_and_an_address() -> None:
    ttl = files("wilayah")[0]
    assert ttl.iri == "https://w3id.org/inovasi/id/dataset/wilayah/distribusi/ttl"
    assert ttl.path == "/dump/wilayah.ttl"
    assert ttl.content_type == "text/turtle"


def test_a_packed_file_is_of_the_type_of_its_package() -> None:
    (packed,) = (each for each in files("inovasi") if each.format == "csv.zip")
    assert (packed.media_type, packed.content_type) == ("text/csv", "application/zip")
    assert packed.label == "CSV"


def test_formats_of_one_file_type_have_one_label() -> None:
    labels: dict[str, str] = {}
    for each in files("inovasi"):
        assert labels.setdefault(each.file_type, each.label) == each.label
    assert len(labels) < len(FORMATS)


def test_the_catalogue_knows_the_units_of_all_datasets() -> None:
    catalogue = published()
    assert tuple(each.dataset.name for each in catalogue.datasets) == NAMES
    unit = "https://w3id.org/inovasi/skema/satuan/inovasi"
    assert catalogue.units[unit] == {"id": "inovasi", "en": "innovations"}
    assert other().units == {}


def test_addresses_are_below_the_root() -> None:
    assert published().address == f"{ROOT}/catalog"
    assert published().endpoint == f"{ROOT}/sparql"


def test_who_publishes_is_read_from_a_setting() -> None:
    assert Agent.read("Balitbang") == Agent("Balitbang")
    assert Agent.read("Bappeda & Co <https://a.org/>") == Agent("Bappeda & Co", "https://a.org/")


def test_whom_to_ask_is_read_from_a_setting() -> None:
    assert Contact.read("") is None
    assert Contact.read("data@example.org") == Contact(mail="data@example.org")
    assert Contact.read("https://a.org/x@y") == Contact(page="https://a.org/x@y")
