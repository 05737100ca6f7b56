from __future__ import annotations

from dataclasses import replace

import pytest

from inovasi import paths
from inovasi.errors import UsageError
from inovasi.knowledge.datasets import read_datasets
from inovasi.portals.ckan.extras import Row
from inovasi.portals.ckan.mapping import package_name, packages
from tests.portals.ckan.ckan import NAME, TAG
from tests.portals.ckan.support import INOVASI, ONTOLOGI, ROOT, known, wanted


def test_a_package_says_what_the_catalogue_says_in_indonesian() -> None:
    package, _ = wanted("org-1")
    assert package["name"] == "inovasi"
    assert package["title"] == "Inovasi daerah"
    assert package["notes"] == "Inovasi pemerintah daerah."
    assert package["owner_org"] == "org-1"
    assert package["license_id"] == "cc-by"
    assert package["version"] == "0.2.0"
    assert package["url"] == f"{ROOT}/catalog"
    assert (package["author"], package["maintainer_email"]) == ("Bappeda", "data@example.go.id")
    assert package["tags"] == [{"name": "inovasi daerah"}, {"name": "Kota Magelang"}]


def test_the_extras_are_those_of_the_table_and_the_mark() -> None:
    package, _ = wanted("org-1")
    assert {extra["key"]: extra["value"] for extra in package["extras"]} == {
        "inovasi_dataset": "https://w3id.org/inovasi/id/dataset/inovasi",
        "uri": "https://w3id.org/inovasi/id/dataset/inovasi",
        "frekuensi_penerbitan": "Tidak teratur",
        "level_penyajian": "Kabupaten/Kota",
        "tahun": "2004-2017",
        "cakupan": "Indonesia",
        "rujukan": f"{ROOT}/catalog",
        "publisher_name": "Bappeda",
    }


def test_a_resource_says_where_the_file_is_and_how_to_check_it() -> None:
    turtle, tables = wanted("org-1")[0]["resources"]
    assert turtle["uri"] == "https://w3id.org/inovasi/id/dataset/inovasi/distribusi/ttl"
    assert turtle["url"] == f"{ROOT}/dump/inovasi.ttl"
    assert (turtle["format"], turtle["mimetype"]) == ("TTL", "text/turtle")
    assert (turtle["size"], turtle["hash"]) == (1234, "0123456789abcdef" * 4)
    assert turtle["hash_algorithm"].endswith("checksumAlgorithm_sha256")
    assert (tables["format"], tables["mimetype"]) == ("CSV", "application/zip")


def test_issued_is_the_day_of_the_first_release_as_it_is_harvested() -> None:
    rows = [Row("terbit", "", "{issued}", ("issued",))]
    package, *_ = packages(known(INOVASI), "org-1", prefix="inovasi", rows=rows)
    assert {"key": "terbit", "value": "2026-11-22"} in package["extras"]


def test_what_is_not_known_is_not_claimed() -> None:
    _, package = wanted("org-1")
    assert package["name"] == "inovasi-ontologi"
    assert package["license_id"] == "notspecified"
    assert "tahun" not in {extra["key"] for extra in package["extras"]}


def test_one_year_is_no_span() -> None:
    package, *_ = wanted("org-1", replace(INOVASI, years=(2026, 2026)))
    assert {"key": "tahun", "value": "2026"} in package["extras"]


@pytest.mark.parametrize(
    ("keywords", "tags"),
    [
        (("Satu Data/SDI", "e-gov 2.0", "a", "é!"), ["Satu Data SDI", "e-gov 2.0"]),
        (("kota", "kota,", "  kota "), ["kota"]),
        (("x" * 101,), ["x" * 100]),
    ],
)
def test_tags_keep_to_the_rules_of_ckan(keywords: tuple[str, ...], tags: list[str]) -> None:
    dataset = replace(INOVASI, keywords={"id": keywords, "en": ()})
    package, *_ = wanted("org-1", dataset)
    assert [tag["name"] for tag in package["tags"]] == tags


def test_the_published_datasets_keep_to_the_rules_of_ckan() -> None:
    published = read_datasets(paths.DATA / "datasets")
    names = set()
    for package, dataset in zip(wanted("org-1", *published), published, strict=True):
        assert NAME.fullmatch(package["name"])
        assert len(package["tags"]) == len(dataset.keywords["id"])
        assert all(TAG.fullmatch(tag["name"]) for tag in package["tags"])
        names.add(package["name"])
    assert names == {"inovasi", "inovasi-eksternal", "inovasi-wilayah", "inovasi-ontologi"}


@pytest.mark.parametrize("prefix", ["", "a", "Inovasi", "ino vasi", "ino/vasi", "x" * 101, "new"])
def test_a_prefix_that_makes_no_name_is_refused(prefix: str) -> None:
    with pytest.raises(UsageError, match="--prefix takes"):
        package_name(prefix, INOVASI.name)


def test_the_whole_name_counts() -> None:
    assert len(package_name("x" * 91, ONTOLOGI.name)) == 100
    with pytest.raises(UsageError, match="100 at most"):
        package_name("x" * 92, ONTOLOGI.name)
