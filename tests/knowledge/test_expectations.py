"""Floors and ceilings on counts and fill rates."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
import rdflib

from inovasi import paths
from inovasi.errors import DataError
from inovasi.knowledge import vocabulary
from inovasi.knowledge.expectations import check_expectations, read_expectations

TERMS: Final = vocabulary.load(paths.ONTOLOGY)
GRAPH: Final = rdflib.Graph().parse(
    data="""
    @prefix inov: <https://w3id.org/inovasi/def/> .
    <urn:a> a inov:Innovation, inov:Programme ; inov:category <urn:c>, <urn:d> .
    <urn:b> a inov:Innovation .
    <urn:e> inov:category <urn:c> .
    """,
    format="turtle",
)


def written(folder: Path, text: str) -> Path:
    file = folder / "expectations.toml"
    file.write_text(text, encoding="utf-8")
    return file


def entry(kind: str, **keys: object) -> str:
    lines = [f"{key} = {value!r}" for key, value in keys.items()]
    return "\n".join([f"[[{kind}]]", *lines]).replace("class_", "class").replace("True", "true")


@pytest.mark.parametrize(
    "text",
    [
        entry("count", class_="inov:Innovation", min=2, max=2),
        entry("count", class_="foaf:Person", max=0),
        entry("fill", class_="inov:Innovation", property="inov:category", min=0.5, max=0.5),
        entry("fill", class_="inov:Programme", property="inov:category", min=1),
        entry("fill", class_="inov:Vision", property="inov:category", max=0.5),
    ],
)
def test_expectation_met_says_nothing(tmp_path: Path, text: str) -> None:
    assert check_expectations(written(tmp_path, text), TERMS, GRAPH) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            entry("count", class_="inov:Innovation", min=3),
            "expectations.toml: count of inov:Innovation is 2, fewer than 3"
            " — add what is missing, or move the floor if the change is meant",
        ),
        (
            entry("count", class_="inov:Programme", max=0),
            "expectations.toml: count of inov:Programme is 1, more than 0"
            " — take out what is too much, or move the ceiling if the change is meant",
        ),
        (
            entry("fill", class_="inov:Innovation", property="inov:category", min=0.75),
            "expectations.toml: share of inov:Innovation with inov:category is 0.5, fewer than 0.75"
            " — add what is missing, or move the floor if the change is meant",
        ),
        (
            entry("fill", class_="inov:Innovation", property="inov:category", max=0.25),
            "expectations.toml: share of inov:Innovation with inov:category is 0.5, more than 0.25"
            " — take out what is too much, or move the ceiling if the change is meant",
        ),
        (
            entry("fill", class_="inov:Vision", property="inov:visionOf", min=0.1),
            "expectations.toml: there is no inov:Vision to have inov:visionOf"
            " — add what is missing, or move the floor if the change is meant",
        ),
    ],
)
def test_expectation_broken_is_one_line(tmp_path: Path, text: str, line: str) -> None:
    assert check_expectations(written(tmp_path, text), TERMS, GRAPH) == [line]


def test_expectations_keep_the_order_of_the_file(tmp_path: Path) -> None:
    text = (
        entry("count", class_="inov:Vision", min=1)
        + "\n"
        + entry("count", class_="inov:Award", min=1)
    )
    lines = check_expectations(written(tmp_path, text), TERMS, GRAPH)
    assert [line.split()[3] for line in lines] == ["inov:Vision", "inov:Award"]


def test_expectations_take_plain_strings(tmp_path: Path) -> None:
    file = written(tmp_path, entry("count", class_="inov:Innovation", min=2))
    assert check_expectations(file, TERMS, [(str(s), str(p), str(o)) for s, p, o in GRAPH]) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[[count]", "expectations.toml"),
        (entry("total", class_="inov:Award", min=1), "'total' is no expectation"),
        ("count = 3", "'count' is no expectation"),
        ("count = [1, 2]", "count 1: 1 is no table"),
        ("", "states no expectation"),
        ("count = []", "states no expectation"),
        (entry("count", class_="inov:Awrad", min=1), "inov:Awrad is no class of the ontology"),
        (entry("count", class_="inov:Awrad", max=0), "inov:Awrad is no class of the ontology"),
        (entry("count", class_="foaf:Person", min=1), "foaf:Person is no class of the ontology"),
        (entry("count", class_="inov:score", min=1), "inov:score is no class of the ontology"),
        (
            entry("fill", class_="inov:Award", property="inov:scroe", min=1),
            "fill 1: inov:scroe is no property of the ontology",
        ),
        (entry("count", class_="inov:Award", least=1), "count 1: unknown key 'least'"),
        (entry("count", class_="inov:Award", property="inov:x", min=1), "unknown key 'property'"),
        (entry("count", min=1), "count 1: a key is missing"),
        (entry("count", class_="inov:Award"), "count 1: a key is missing"),
        (entry("fill", class_="inov:Award", min=1), "fill 1: a key is missing"),
        (entry("count", class_="Award", min=1), "'Award' is no prefixed name"),
        (entry("count", class_="salah:Award", min=1), "'salah:Award' is no prefixed name"),
        (entry("count", class_=7, min=1), "7 is no prefixed name"),
        (entry("count", class_="inov:Award", min=-1), "min is -1"),
        (entry("count", class_="inov:Award", min=1.5), "min is 1.5"),
        (entry("count", class_="inov:Award", max=True), "max is True"),
        (entry("count", class_="inov:Award", min="1"), "min is '1'"),
        (entry("fill", class_="inov:Award", property="inov:x", min=1.1), "min is 1.1"),
        (entry("count", class_="inov:Award", min=3, max=2), "min is above max"),
    ],
)
def test_expectation_that_is_none_is_a_data_error(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(DataError) as caught:
        read_expectations(written(tmp_path, text), TERMS)
    assert problem in str(caught.value)
    assert caught.value.remedy


def test_expectations_missing_file_is_a_data_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"nothing\.toml: is missing — restore it"):
        read_expectations(tmp_path / "nothing.toml", TERMS)


def test_expectations_that_cannot_be_read_are_a_data_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"cannot be read \(Is a directory\)"):
        read_expectations(tmp_path, TERMS)
    (tmp_path / "latin.toml").write_bytes(b"# caf\xe9")
    with pytest.raises(DataError, match=r"latin\.toml: byte 5 is not UTF-8"):
        read_expectations(tmp_path / "latin.toml", TERMS)


def test_expectations_of_the_project_can_be_read() -> None:
    assert read_expectations(paths.DATA / "expectations.toml", TERMS)
