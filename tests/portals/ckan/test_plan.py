from __future__ import annotations

from typing import Any

import pytest

from inovasi.errors import PortalError
from inovasi.portals.ckan.plan import Change, plan
from tests.portals.ckan.support import INOVASI, wanted

FOREIGN = {
    "id": "resource-9",
    "name": "Peta",
    "url": "https://peta.example.go.id/",
    "format": "SHP",
}


def mine() -> dict[str, Any]:
    (package,) = wanted("org-1", INOVASI)
    return dict(package)


def there(**changed: Any) -> dict[str, Any]:
    """The package as CKAN shows it: with ids, and with values in its own form."""
    package = mine() | {"id": "package-1", "state": "active", "isopen": True}
    package["resources"] = [
        {"id": f"resource-{number}", **resource, "size": str(resource["size"])}
        for number, resource in enumerate(package["resources"])
    ]
    package["tags"] = [{**tag, "vocabulary_id": None} for tag in package["tags"]]
    return package | changed


def test_what_is_not_there_is_created() -> None:
    planned = plan(mine(), None)
    assert (planned.action, planned.arguments) == ("package_create", mine())
    assert Change("title", "", "Inovasi daerah") in planned.changes


def test_what_is_there_as_wanted_takes_nothing() -> None:
    planned = plan(mine(), there(metadata_modified="2026-11-26", num_tags=2))
    assert (planned.action, planned.arguments, planned.changes) == ("", {}, ())


def test_forms_that_mean_the_same_are_no_difference() -> None:
    present = there(notes="Inovasi pemerintah daerah.\r\n", maintainer_email="data@example.go.id")
    for resource in present["resources"]:
        resource["format"] = resource["format"].lower()
    assert plan(mine(), present).action == ""


def test_only_fields_that_differ_are_sent() -> None:
    planned = plan(mine(), there(title="Lama", author="siapa"))
    assert planned.action == "package_patch"
    assert planned.arguments == {"id": "package-1", "title": "Inovasi daerah", "author": "Bappeda"}
    assert planned.changes == (
        Change("title", "Lama", "Inovasi daerah"),
        Change("author", "siapa", "Bappeda"),
    )


def test_tags_and_extras_of_others_are_kept() -> None:
    theirs = {"name": "unggulan", "vocabulary_id": "v-1"}
    extras = [{"key": "Wali Data", "value": "Diskominfo"}, *mine()["extras"][:2]]
    planned = plan(mine(), there(tags=[theirs], extras=extras))
    assert theirs in planned.arguments["tags"]
    assert {"name": "inovasi daerah"} in planned.arguments["tags"]
    sent = {extra["key"]: extra["value"] for extra in planned.arguments["extras"]}
    assert sent["Wali Data"] == "Diskominfo"
    assert sent["tahun"] == "2004-2017"
    assert Change("tags", "", "Kota Magelang") in planned.changes
    assert Change("extras[tahun]", "", "2004-2017") in planned.changes


def test_resources_of_others_are_kept_in_their_place_and_untouched() -> None:
    first, second = there()["resources"]
    present = there(resources=[first, FOREIGN, {**second, "hash": "0", "last_modified": "x"}])
    planned = plan(mine(), present)
    sent = planned.arguments["resources"]
    assert [each["id"] for each in sent] == ["resource-0", "resource-9", "resource-1"]
    assert sent[1] == FOREIGN
    assert sent[2] == {**second, **mine()["resources"][1], "last_modified": "x"}
    assert [change.field for change in planned.changes] == [
        "resources[CSV, satu tabel per kelas].hash"
    ]


def test_a_resource_of_ours_that_is_no_more_goes() -> None:
    package = mine()
    gone = package["resources"].pop()
    planned = plan(package, there())
    assert [each["uri"] for each in planned.arguments["resources"]] == [
        package["resources"][0]["uri"]
    ]
    assert planned.changes == (Change(f"resources[{gone['name']}]", gone["url"], ""),)


def test_a_copy_that_somebody_made_of_our_resource_is_theirs() -> None:
    resources = there()["resources"]
    copy = {**resources[0], "id": "resource-7", "name": "Salinan"}
    assert plan(mine(), there(resources=[*resources, copy])).action == ""
    planned = plan(mine(), there(resources=[*resources[:1], copy]))
    assert copy in planned.arguments["resources"]


@pytest.mark.parametrize(
    "extras", [[], [{"key": "inovasi_dataset", "value": "https://w3id.org/inovasi/id/dataset/x"}]]
)
def test_a_package_without_our_mark_is_left_alone(extras: list[dict[str, str]]) -> None:
    with pytest.raises(PortalError, match=r"'inovasi' that this command did not make.*--prefix"):
        plan(mine(), there(extras=extras))


def test_a_deleted_package_is_not_revived() -> None:
    with pytest.raises(PortalError, match="restore or purge it"):
        plan(mine(), there(state="deleted"))
