"""Statements that formats stumble over, as files of sorted N-Quads."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from inovasi import iris
from inovasi.knowledge.serialization import n_quads
from inovasi.portals.dumping import Order, write
from inovasi.portals.formats import BY_NAME

XSD = iris.PREFIXES["xsd"]
A = ox.NamedNode(iris.ENTITY + "org/33.71/a")
B = ox.NamedNode(iris.ENTITY + "org/33.71/b")
TYPE = ox.NamedNode(iris.expand("rdf:type"))
NAME = ox.NamedNode(iris.expand("skos:prefLabel"))
VALUE = ox.NamedNode(iris.expand("inov:value"))
SCORE = ox.NamedNode(iris.expand("inov:score"))
ORG = ox.NamedNode(iris.expand("org:Organization"))
GRAPH = ox.NamedNode(iris.graph("a"))


def named(curie: str) -> ox.NamedNode:
    return ox.NamedNode(iris.expand(curie))


def typed(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + datatype))


TEXTS = (
    "baris\r\nkedua, \"kutipan\" \\ 'x' <é> & \t |",
    '=HYPERLINK("http://a")',
    "+1",
    "@x",
    " di tepi ",
    "\u200f",
    "\u2028\u0085\ufeff",
    "😀",
    "a|b",
    "x" * 50_000,
)
VALUES: tuple[ox.NamedNode | ox.Literal | ox.BlankNode, ...] = (
    *map(ox.Literal, TEXTS),
    *(ox.Literal(text, language="id") for text in TEXTS),
    ox.Literal("text", language="en-gb"),
    typed("75.390", "decimal"),
    typed("6", "decimal"),
    typed(".5", "decimal"),
    typed("01", "integer"),
    typed("-7", "integer"),
    typed("99999999999999999999999999", "integer"),
    typed("satu", "integer"),
    typed("true", "boolean"),
    typed("1", "boolean"),
    typed("2017", "gYear"),
    typed("2017-02-30", "date"),
    typed("1.0E0", "double"),
    typed("NaN", "double"),
    ox.Literal("x", datatype=ox.NamedNode("http://a/type#odd")),
    ox.BlankNode("b1"),
    ox.BlankNode("0x"),
    ox.NamedNode("http://a/b/../c"),
    ox.NamedNode(iris.ENTITY + "a/../b"),
    ox.NamedNode(iris.ENTITY + "a//b"),
    ox.NamedNode(iris.ENTITY),
    ox.NamedNode(iris.BASE + "x:y"),
    ox.NamedNode(iris.TERM + "a.b-c."),
    ox.NamedNode(iris.TERM + "é"),
    ox.NamedNode("geo:1,2"),
    ox.NamedNode("urn:x?a&b='c'"),
    B,
)
QUADS = (
    ox.Quad(A, TYPE, ORG),
    ox.Quad(A, TYPE, ox.NamedNode("http://a/NUL")),
    ox.Quad(A, NAME, ox.Literal("Kantor A", language="id")),
    ox.Quad(A, NAME, ox.Literal("Office A", language="en")),
    *(ox.Quad(A, VALUE, value) for value in VALUES),
    *(ox.Quad(A, NAME, value) for value in (ox.Literal("tanpa bahasa"), typed("3", "integer"), B)),
    *(ox.Quad(B, SCORE, typed(text, "decimal")) for text in ("1.5", "22.75")),
    ox.Quad(B, TYPE, ORG),
    ox.Quad(B, named("inov:claimRank"), named("inov:Preferred")),
    ox.Quad(B, named("inov:startYear"), typed("2004", "gYear")),
    ox.Quad(B, named("inov:startYear"), typed("2005", "integer")),
    ox.Quad(B, named("inov:startYear"), ox.Literal("nanti")),
    ox.Quad(B, named("inov:paragraph"), typed("3", "positiveInteger")),
    ox.Quad(B, named("inov:recipient"), A),
    ox.Quad(B, named("rdf:type"), ox.Literal("no class")),
    ox.Quad(ox.BlankNode("b1"), ox.NamedNode("http://a/p/é"), A),
    ox.Quad(ox.NamedNode("geo:1,2"), ox.NamedNode("urn:p"), ox.NamedNode("inov:x")),
)
IN_GRAPHS = (
    *QUADS,
    ox.Quad(A, VALUE, B, GRAPH),
    ox.Quad(A, VALUE, ox.Literal('in "graph" <x> .'), GRAPH),
    ox.Quad(B, VALUE, A, ox.BlankNode("g")),
)


def stored(folder: Path, quads: Iterable[ox.Quad], name: str = "inovasi") -> Path:
    """A file of sorted N-Quads."""
    file = folder / f"{name}.nq"
    file.write_bytes(n_quads(quads))
    return file


def dumped(
    folder: Path, quads: Iterable[ox.Quad], form: str, beside: tuple[Path, ...] = ()
) -> Path:
    """The quads in a format."""
    source = stored(folder, quads)
    place = folder / form
    place.mkdir()
    return write(Order(source, "inovasi", beside), BY_NAME[form], place / f"inovasi.{form}")
