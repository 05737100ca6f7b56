from __future__ import annotations

import json
from typing import Any

import pytest
from rdflib.namespace import RDF

from inovasi import iris
from inovasi.knowledge import schema_org
from inovasi.knowledge.catalogue import Agent, Catalogue, Contact
from tests.knowledge.describing import NAMES, ROOT, counted, other, published
from tests.knowledge.schemas import SCHEMA, as_rdflib, found, properties
from tests.shared import needs_shared

# What takes the time here is pyshacl.
pytestmark = pytest.mark.no_cover


@needs_shared
@pytest.mark.parametrize(
    "catalogue",
    [published(Agent("B", "https://b.org/"), Contact(page="https://b.org/a")), other()],
)
def test_no_shape_of_schema_org_is_violated(catalogue: Catalogue) -> None:
    for language in ("id", "en"):
        assert found(schema_org.describe(catalogue, language)) == set()


@needs_shared
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("isAccessibleForFree", "yes"),
        ("datePublished", "yesterday"),
        ("spatialCoverage", "Indonesia"),
        ("distribution", "inovasi.ttl"),
        ("name", 5),
    ],
)
def test_a_planted_fault_is_found(name: str, value: Any) -> None:
    document = schema_org.describe(published(), "id")
    document["@graph"][1][name] = value
    paths = {path for _, path, _ in found(document)}
    assert f"{SCHEMA}{name}" in paths


@needs_shared
def test_every_property_is_one_of_schema_org() -> None:
    used = set(as_rdflib(schema_org.describe(published(), "id")).predicates()) - {RDF.type}
    assert used <= properties()


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_search_engines_ask_for_is_there(language: str) -> None:
    document = schema_org.describe(published(), language)
    datasets = document["@graph"][1:]
    assert [each["@id"] for each in datasets] == [iris.dataset(name) for name in NAMES]
    for each, described in zip(datasets, published().datasets, strict=True):
        assert each["name"] == described.dataset.title[language]
        assert 50 <= len(each["description"]) <= 5000
        for name in ("license", "creator", "identifier", "keywords", "sameAs", "spatialCoverage"):
            assert each[name]
        assert each["isAccessibleForFree"] is True
        assert each["includedInDataCatalog"]["@id"] == iris.CATALOGUE
        files = {file["contentUrl"]: file["sha256"] for file in each["distribution"]}
        assert files == {ROOT + file.path: file.sha256 for file in described.distributions}
    assert datasets[0]["temporalCoverage"] == "2004/2017"


def test_indicators_are_what_was_measured() -> None:
    (_, first, *_) = schema_org.describe(published(), "en")["@graph"]
    measured = {each["@id"]: each for each in first["variableMeasured"]}
    assert len(measured) == len(counted("inovasi").indicators or ())
    growth = measured["https://w3id.org/inovasi/id/ukuran/pertumbuhan-ekonomi"]
    assert growth["name"] == "Economic growth"
    assert growth["unitText"] == "per cent"


def test_what_is_not_known_is_left_out() -> None:
    (_, only) = schema_org.describe(other(), "id")["@graph"]
    left_out = {
        "license",
        "temporalCoverage",
        "spatialCoverage",
        "version",
        "datePublished",
        "size",
    }
    assert not left_out & only.keys()


def test_a_text_cannot_end_the_element_that_holds_it() -> None:
    document = {"name": "</script><script>&"}
    script = schema_org.as_script(document)
    assert not set("<>&") & set(script)
    assert json.loads(script) == document


def test_a_text_in_another_language_is_better_than_none() -> None:
    assert schema_org.spoken({"id": "a", "en": "b"}, "en") == "b"
    assert schema_org.spoken({"id": "a"}, "en") == "a"
    assert schema_org.spoken({}, "en") == ""
