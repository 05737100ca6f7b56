from __future__ import annotations

from inovasi.portals.ckan.plan import Change, Plan
from inovasi.portals.ckan.report import lines


def told(change: Change) -> str:
    return list(lines(Plan("inovasi", "package_patch", {}, (change,)), done=True))[1]


def test_a_plan_says_what_would_be_and_what_was() -> None:
    planned = Plan("inovasi", "package_create", {}, (Change("title", "", "Inovasi"),))
    assert list(lines(planned, done=False)) == ["inovasi: would be created", "  + title: Inovasi"]
    assert next(iter(lines(planned, done=True))) == "inovasi: created"
    assert list(lines(Plan("inovasi", "", {}, ()), done=True)) == ["inovasi: as it should be"]


def test_each_kind_of_change_has_its_sign() -> None:
    assert told(Change("tags", "", "kota")) == "  + tags: kota"
    assert told(Change("resources[x]", "http://x/", "")) == "  - resources[x]: http://x/"
    assert told(Change("title", "Lama", "Baru")) == "  ~ title: Lama → Baru"


def test_long_texts_are_shown_where_they_differ() -> None:
    alike = "kata " * 40
    line = told(Change("notes", f"{alike}lama", f"{alike}baru"))
    assert line == "  ~ notes: …kata kata kata lama → …kata kata kata baru"
    assert told(Change("notes", "", "x" * 100)).endswith("x…")


def test_nothing_of_a_portal_can_steer_a_terminal() -> None:
    assert told(Change("title", "\x1b[2Jjahat\n", "Baru")) == "  ~ title:  [2Jjahat  → Baru"
