"""Data that come without our ontology are still told in its words."""

from __future__ import annotations

import pytest

from inovasi import iris, paths
from inovasi.resources import bundled, labels
from inovasi.resources.bundled import bundled_labels
from inovasi.resources.labels import Name, choose


def test_a_term_of_ours_has_a_name_unless_the_data_have_one() -> None:
    year, concept = iris.TERM + "startYear", iris.CONCEPT + "agregat"
    assert choose({}, "en", year) == Name("start year", "en")
    assert choose({}, "id", year).language == "id"
    assert choose({"en": "began"}, "id", year) == Name("began", "en")
    assert choose({}, "en", concept) == Name("Aggregate", "en")
    assert choose({}, "fr", concept).language == "id"
    assert choose({}, "en", iris.TERM + "none") == Name("none")


def test_the_ontology_is_read_once_and_not_for_things(monkeypatch: pytest.MonkeyPatch) -> None:
    assert bundled_labels() is bundled_labels()
    monkeypatch.setattr(labels, "bundled_labels", lambda: pytest.fail("It was read."))
    assert choose({}, "id", iris.ENTITY + "x") == Name("x")
    assert choose({}, "id", "") == Name("")


def test_every_label_of_the_published_ontology_is_there() -> None:
    lines = (paths.PUBLISHED / "ontologi.nq").read_text(encoding="utf-8").splitlines()
    named = {line.split(" ")[0][1:-1] for line in lines if 'core#prefLabel> "' in line}
    assert named - {iri for iri, told in bundled.bundled_labels().items() if told} == set()
