"""The context, the other way round."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from inovasi import iris, paths
from inovasi.errors import DataError
from inovasi.portals.compaction import Confused, Term, read_context

CONTEXT = read_context(paths.ONTOLOGY / "context.jsonld")


def test_terms_say_how_values_are_written() -> None:
    assert CONTEXT.property(iris.expand("skos:prefLabel")) == Term("prefLabel", "", True)
    assert CONTEXT.property(iris.expand("inov:startYear")).coerced == iris.expand("xsd:gYear")
    assert CONTEXT.property(iris.expand("inov:within")).coerced == "@id"
    assert CONTEXT.property("http://a/b") == Term("http://a/b")
    assert CONTEXT.word(iris.expand("inov:Claim")) == "Claim"


def test_identifiers_have_the_longest_prefix_that_can_be_read_back() -> None:
    assert CONTEXT.identifier(iris.ENTITY + "org/1") == "id:org/1"
    for whole in (iris.ENTITY, iris.ENTITY + "//a", "http://a/b", "urn:x"):
        assert CONTEXT.identifier(whole) == whole


def test_what_looks_like_a_prefixed_name_is_told() -> None:
    with pytest.raises(Confused):
        CONTEXT.identifier("geo:1,2")


def test_every_term_of_the_context_is_known() -> None:
    defined = json.loads(CONTEXT.text)["@context"]
    names = {term.name for term in CONTEXT.terms.values()}
    assert names | set(CONTEXT.prefixes.values()) | {"@version"} == set(defined)


@pytest.mark.parametrize("text", ["", "[]", "{}", "{"])
def test_a_context_that_is_none_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "c.jsonld").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"c\.jsonld: cannot be read"):
        read_context(tmp_path / "c.jsonld")
