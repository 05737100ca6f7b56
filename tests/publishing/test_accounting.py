"""A triple about an entity needs a ground, and an entity needs a statement."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from inovasi import iris
from inovasi.knowledge.vocabulary import Vocabulary
from inovasi.publishing.accounting import unaccounted, unmentioned
from inovasi.publishing.corpus import read_corpus
from inovasi.publishing.model import Corpus
from inovasi.publishing.values import resource

CITY = resource("wilayah/33.71")
RESULT = resource("hasil/iga-2017/kota/33.71")
DEFAULT = DefaultGraph()


def number(text: str) -> Literal:
    return Literal(text, datatype=resource("xsd:integer"))


@pytest.mark.parametrize(
    "quad",
    [
        Quad(CITY, resource("skos:altLabel"), Literal("Kota Sejuta Bunga", language="id"), DEFAULT),
        Quad(CITY, resource("rdf:type"), resource("inov:Award"), DEFAULT),
        Quad(CITY, resource("inov:within"), resource("wilayah/34"), DEFAULT),
        Quad(CITY, resource("inov:kemendagriCode"), Literal("33.08"), DEFAULT),
        Quad(RESULT, resource("inov:score"), number("2548"), DEFAULT),
        Quad(CITY, resource("inov:assertedImpact"), Literal("a", language="id"), DEFAULT),
        Quad(resource("wilayah/99"), resource("inov:within"), CITY, DEFAULT),
    ],
)
def test_a_triple_without_a_ground_is_told(corpus: Corpus, terms: Vocabulary, quad: Quad) -> None:
    (line,) = unaccounted([quad], corpus, terms)
    assert line.endswith("stated on no ground — add the claim or the link that gives it")


def test_what_is_given_or_said_elsewhere_is_not_told(corpus: Corpus, terms: Vocabulary) -> None:
    graph = NamedNode(iris.graph("litbang-526"))
    told = [
        Quad(CITY, resource("inov:within"), resource("wilayah/33"), DEFAULT),
        Quad(CITY, resource("rdf:type"), resource("prov:Location"), DEFAULT),
        Quad(RESULT, resource("inov:score"), number("2478"), DEFAULT),
        Quad(CITY, resource("inov:within"), resource("wilayah/34"), graph),
        Quad(resource("klaim/1"), resource("inov:about"), CITY, DEFAULT),
    ]
    assert list(unaccounted(told, corpus, terms)) == []


def test_an_entity_that_nothing_speaks_of_is_told(
    corpus: Corpus, data: Path, terms: Vocabulary
) -> None:
    table = data / "entities" / "inovasi.csv"
    with table.open("a", encoding="utf-8") as file:
        file.write("inovasi/33.71/inovasi-9,inov:Programme,Inovasi 9,Innovation 9\n")
    row = len(table.read_text(encoding="utf-8").splitlines())
    (fault,) = unmentioned(read_corpus(data, terms))
    assert str(fault) == (
        f"{table}, row {row}, column id: nothing speaks of inovasi/33.71/inovasi-9"
        " — add the claim or the link that gives it, or remove the row"
    )
    assert list(unmentioned(corpus)) == []
