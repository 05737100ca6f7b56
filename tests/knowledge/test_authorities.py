from __future__ import annotations

from inovasi.knowledge.authorities import FREQUENCIES, LANGUAGES, PLACES, STABLE, THEMES


def test_every_entry_has_a_name_in_both_languages() -> None:
    lists = (FREQUENCIES, LANGUAGES, PLACES, THEMES, {"": STABLE})
    for entry in (entry for known in lists for entry in known.values()):
        assert entry.label.keys() == {"id", "en"}
        assert all(entry.label.values())
        assert entry.iri.startswith("http://publications.europa.eu/resource/authority/")
        assert entry.iri.endswith(f"/{entry.code}")


def test_the_box_of_a_country_is_closed_and_has_its_middle() -> None:
    indonesia = PLACES["IDN"]
    assert indonesia.box_wkt == (
        "POLYGON((95 -11.01, 141.03 -11.01, 141.03 6.08, 95 6.08, 95 -11.01))"
    )
    assert indonesia.centre_wkt == "POINT(118.015 -2.465)"
