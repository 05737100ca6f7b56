from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest

from inovasi.errors import PortalError
from inovasi.portals.ckan.client import Portal
from inovasi.portals.ckan.plan import Package
from inovasi.portals.ckan.push import Packages, push
from tests.portals.ckan import ckan
from tests.portals.ckan.ckan import ORGANISATION, POWERLESS, TOKEN, Ckan
from tests.portals.ckan.support import INOVASI, ONTOLOGI, wanted


@pytest.fixture
def there() -> Iterator[Ckan]:
    with ckan.running() as running:
        yield running


def run(
    there: Ckan,
    packages: Packages = wanted,
    *,
    dry_run: bool = False,
    token: str = TOKEN,
    organisation: str = ORGANISATION,
    pauses: list[float] | None = None,
) -> list[str]:
    output = io.StringIO()
    passed = [] if pauses is None else pauses
    with Portal(there.address, token) as portal:
        push(portal, organisation, packages, output, dry_run=dry_run, pause=passed.append)
    return output.getvalue().splitlines()


def renamed(owner: str) -> Iterable[Package]:
    return wanted(owner, replace(INOVASI, title={"id": "Judul baru", "en": "New"}), ONTOLOGI)


def test_a_second_push_does_nothing(there: Ckan) -> None:
    first = run(there)
    assert first[0] == "inovasi: created"
    assert first[-1] == "2 created, 0 changed, 0 as it should be"
    there.asked.clear()
    assert run(there) == [
        "inovasi: as it should be",
        "inovasi-ontologi: as it should be",
        "0 created, 0 changed, 2 as it should be",
    ]
    assert there.written() == []


def test_a_change_is_pushed_and_told_field_by_field(there: Ckan) -> None:
    run(there)
    there.asked.clear()
    assert run(there, renamed) == [
        "inovasi: changed",
        "  ~ title: Inovasi daerah → Judul baru",
        "inovasi-ontologi: as it should be",
        "0 created, 1 changed, 1 as it should be",
    ]
    assert there.written() == ["package_patch"]
    assert there.packages["inovasi"]["title"] == "Judul baru"


def test_a_dry_run_shows_the_same_and_changes_nothing(there: Ckan) -> None:
    shown = run(there, dry_run=True)
    assert shown[0] == "inovasi: would be created"
    assert shown[-1] == "2 to create, 0 to change, 0 as it should be"
    assert there.packages == {}
    done = run(there)
    assert shown[1:-1] == [line.replace("created", "would be created") for line in done[1:-1]]
    changed = run(there, renamed, dry_run=True)
    assert changed[:2] == ["inovasi: would be changed", "  ~ title: Inovasi daerah → Judul baru"]
    assert there.packages["inovasi"]["title"] == "Inovasi daerah"
    assert "package_patch" not in there.asked


def test_a_dry_run_needs_no_token(there: Ckan) -> None:
    assert run(there, dry_run=True, token="")[-1].startswith("2 to create")


def test_what_others_added_stays(there: Ckan) -> None:
    run(there)
    package = there.packages["inovasi"]
    theirs = {"id": "resource-x", "name": "Peta", "url": "https://peta.example.go.id/"}
    package["resources"].insert(0, theirs)
    package["extras"].append({"key": "Wali Data", "value": "Diskominfo"})
    package["tags"].append({"name": "unggulan"})
    there.packages["lain"] = {**package, "name": "lain", "id": "package-x"}
    assert run(there)[-1] == "0 created, 0 changed, 2 as it should be"
    run(there, renamed)
    after = there.packages["inovasi"]
    assert after["resources"][0]["name"] == "Peta"
    assert len(after["resources"]) == 3
    assert {"key": "Wali Data", "value": "Diskominfo"} in after["extras"]
    assert "unggulan" in {tag["name"] for tag in after["tags"]}
    assert there.packages["lain"]["title"] == "Inovasi daerah"
    assert "package_delete" not in there.asked


def test_a_foreign_package_in_the_way_stops_everything_before_it_begins(there: Ckan) -> None:
    foreign = {"id": "package-x", "name": "inovasi-ontologi", "title": "Milik orang", "extras": []}
    there.packages["inovasi-ontologi"] = dict(foreign)
    with pytest.raises(PortalError, match="'inovasi-ontologi' that this command did not make"):
        run(there)
    assert there.packages == {"inovasi-ontologi": foreign}
    assert there.written() == []


@pytest.mark.parametrize("action", ["status_show", "organization_show", "package_show"])
def test_a_portal_that_is_unwell_for_a_moment_is_asked_again(there: Ckan, action: str) -> None:
    there.trouble(action, 502)
    there.trouble(action, 500)
    pauses: list[float] = []
    assert run(there, pauses=pauses)[-1] == "2 created, 0 changed, 0 as it should be"
    assert pauses == [1.0, 2.0]


@pytest.mark.parametrize("after", [False, True])
def test_an_answer_that_is_lost_makes_nothing_twice(there: Ckan, *, after: bool) -> None:
    there.trouble("package_create", 500, after=after)
    assert run(there)[-1] == "2 created, 0 changed, 0 as it should be"
    assert set(there.packages) == {"inovasi", "inovasi-ontologi"}
    assert there.written().count("package_create") == (2 if after else 3)


def test_a_portal_that_stays_unwell_ends_it_in_one_line(there: Ckan) -> None:
    for _ in range(4):
        there.trouble("package_create", 503)
    pauses: list[float] = []
    with pytest.raises(PortalError, match="answers with 503, 4 times in a row"):
        run(there, pauses=pauses)
    assert pauses == [7.0, 7.0, 7.0]
    assert there.packages == {}


@pytest.mark.parametrize("token", [POWERLESS, "wrong"])
@pytest.mark.parametrize("dry_run", [False, True])
def test_a_token_that_may_not_is_found_out_first(there: Ckan, *, token: str, dry_run: bool) -> None:
    with pytest.raises(PortalError, match="put a token into INOVASI_CKAN_TOKEN"):
        run(there, token=token, dry_run=dry_run)
    assert there.written() == []


def test_an_organisation_that_is_not_there_is_found_out_first(there: Ckan) -> None:
    with pytest.raises(PortalError, match="no organisation 'dinas'"):
        run(there, organisation="dinas")
    assert there.written() == []
