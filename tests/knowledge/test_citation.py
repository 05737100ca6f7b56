from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from inovasi import iris, paths
from inovasi.knowledge.citation import LICENCES, Citation, address, bibtex, cff, plain, tex
from inovasi.knowledge.datasets import read_datasets
from inovasi.knowledge.releases import Release, read_releases
from tests.shared import CHECKOUT

HASH = "ab" * 32
RELEASE = Release("0.1.0", date(2026, 11, 22), Path(), (), HASH)
WHOLE = Citation("http://127.0.0.1:8000", RELEASE)
THING = replace(WHOLE, entity=f"{iris.ENTITY}a", labels={"id": "Hal A", "en": "Thing A"})
OTHER = Citation("http://127.0.0.1:8000", None, "0123456789ab")


def read(text: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def fields(entry: str) -> dict[str, str]:
    return dict(re.findall(r"^  (\w+) += \{(.*)\},?$", entry, re.MULTILINE))


def test_the_citation_in_the_tree_is_that_of_the_newest_release() -> None:
    newest = read_releases(paths.RELEASES)[-1]
    expected = cff(Citation(iris.BASE.rstrip("/"), newest))
    assert (CHECKOUT / "CITATION.cff").read_text(encoding="utf-8") == expected


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("cited", [WHOLE, THING], ids=["whole", "thing"])
def test_every_form_leads_back_to_the_release(cited: Citation, language: str) -> None:
    for text in (plain(cited, language), bibtex(cited, language), cff(cited, language)):
        assert "https://w3id.org/inovasi/releases/0.1.0" in text
        assert "http://127.0.0.1:8000/releases/0.1.0" in text
        assert HASH in text
        assert "0.1.0" in text
        assert "2026" in text
        assert "ontributor" in text


def test_a_thing_is_named_in_the_language_and_by_its_iri() -> None:
    assert "“Hal A”, https://w3id.org/inovasi/id/a. Dalam: Inovasi" in plain(THING, "id")
    assert "“Thing A”, https://w3id.org/inovasi/id/a. In: Inovasi" in plain(THING, "en")
    assert "22 November 2026) [kumpulan data]" in plain(THING, "id")
    nameless = replace(THING, labels={})
    assert " (2026). https://w3id.org/inovasi/id/a. In: " in plain(nameless, "en")
    assert replace(THING, labels={"jv": "Bab A"}).label("en") == "Bab A"


def test_at_its_permanent_address_a_server_names_no_other() -> None:
    assert replace(WHOLE, root="https://w3id.org/inovasi").here == ""


def test_data_that_are_no_release_are_named_by_their_state() -> None:
    assert plain(OTHER, "en").startswith("The Inovasi contributors (n.d.).")
    assert "(state of the data 0123456789ab)" in plain(OTHER, "en")
    found = read(cff(OTHER))
    assert found["version"] == "0123456789ab"
    assert "date-released" not in found
    assert found["url"] == "http://127.0.0.1:8000/"
    assert "year" not in fields(bibtex(OTHER))


def test_cff_has_the_keys_of_the_format() -> None:
    found = read(cff(THING))
    assert found["cff-version"] == "1.2.0"
    assert found["type"] == "dataset"
    assert found["date-released"] == date(2026, 11, 22)
    assert {"message", "title", "authors"} <= found.keys()
    assert found["identifiers"][0] == {
        "type": "other",
        "value": f"sha256:{HASH}",
        "description": "SHA-256 of all datasets of the release in canonical form (RDFC-1.0)",
    }
    assert {"type", "title", "authors"} <= found["preferred-citation"].keys()
    assert found["preferred-citation"]["url"] == f"{iris.ENTITY}a"
    assert "*id" not in cff(THING)


def test_the_whole_has_the_licence_of_every_dataset_and_of_the_server() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    licences = [each.licence for each in read_datasets(paths.DATASETS)]
    of_data = {licence.spdx for licence in licences if licence}
    assert {*of_data, "Apache-2.0"} == set(LICENCES) == set(project["license"].split(" AND "))
    assert read(cff(WHOLE))["license"] == list(LICENCES)


def test_a_thing_has_the_licence_of_its_own_dataset() -> None:
    area = read(cff(replace(THING, licence="ODbL-1.0")))
    assert area["preferred-citation"]["license"] == "ODbL-1.0"
    assert "license" not in read(cff(THING))["preferred-citation"]


def test_bibtex_has_a_key_without_signs_of_its_own() -> None:
    odd = replace(THING, entity="https://example.org/a,{b}?c=1#d e")
    for cited in (WHOLE, THING, odd):
        assert re.match(r"@misc\{[A-Za-z0-9.-]+,\n", bibtex(cited))
    assert bibtex(THING).startswith("@misc{inovasi-0.1.0-a,")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("50 % & more", r"50 \% \& more"),
        ("a_b^c~d #1 $", r"a\_b\textasciicircum{}c\textasciitilde{}d \#1 \$"),
        ("}{\\", r"\textbraceright{}\textbraceleft{}\textbackslash{}"),
        ("two\n lines", "two lines"),
        ("Kota Surabaya – é", "Kota Surabaya – é"),
    ],
)
def test_signs_that_tex_takes_for_its_own_are_written_out(text: str, expected: str) -> None:
    assert tex(text) == expected


def test_an_address_keeps_what_it_may_hold() -> None:
    assert address("https://a.example/b%20c?d=e#f") == "https://a.example/b%20c?d=e#f"
    assert address("https://a.example/é {}\\") == "https://a.example/%C3%A9%20%7B%7D%5C"


LABELS = st.text(st.characters(codec="utf-8"))


@given(LABELS)
def test_any_label_can_be_cited(label: str) -> None:
    cited = replace(THING, labels={"en": label})
    shown = cited.label("en")
    assert read(cff(cited))["preferred-citation"]["title"] == shown
    entry = bibtex(cited)
    depth = 0
    for sign in entry:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 0
    assert fields(entry)["title"] == f"{{{tex(shown)}}}"
    assert "\n" not in plain(cited, "en")
