from __future__ import annotations

import pyoxigraph as ox
import pytest

from inovasi.knowledge.statements import about, node, once, plain, term, texts, typed

A, B = "http://x/a", "http://x/b"


def test_a_thing_has_its_classes_first_and_then_its_properties() -> None:
    told = about(A, "dcat:Dataset void:Dataset", ("dct:title", [plain("t")]), ("dct:type", []))
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    assert told == [
        ox.Triple(node(A), kind, ox.NamedNode("http://www.w3.org/ns/dcat#Dataset")),
        ox.Triple(node(A), kind, ox.NamedNode("http://rdfs.org/ns/void#Dataset")),
        ox.Triple(node(A), term("dct:title"), ox.Literal("t")),
    ]


def test_a_prefix_that_is_not_known_is_an_error() -> None:
    with pytest.raises(KeyError):
        term("none:a")


def test_texts_begin_with_indonesian() -> None:
    assert texts({"en": "b", "": "c", "id": "a"}) == (
        ox.Literal("a", language="id"),
        ox.Literal("c"),
        ox.Literal("b", language="en"),
    )


def test_a_typed_value_has_its_datatype() -> None:
    date = ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")
    assert typed("2026-11-22", "xsd:date") == ox.Literal("2026-11-22", datatype=date)


def test_what_is_said_twice_stands_once_and_with_its_subject() -> None:
    first = about(A, "", ("dct:title", [plain("t")]))
    other = about(B, "", ("dct:title", [plain("u")]))
    more = about(A, "", ("dct:type", [node(B)]))
    assert once([*first, *other, *first, *more]) == [*first, *more, *other]
