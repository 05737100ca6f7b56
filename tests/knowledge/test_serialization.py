"""Every format reads back as the graph it was written from, and is the same bytes each time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

import inovasi
from inovasi import iris, paths
from inovasi.knowledge import serialization
from inovasi.publishing.values import resource

DEFAULT = ox.DefaultGraph()
GRAPH = ox.NamedNode(iris.graph("a"))
A, B = resource("org/33.71/a"), resource("org/33.71/b")
CONTEXT = json.loads((paths.ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))


def typed(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=resource("xsd:" + datatype))


VALUES: list[ox.NamedNode | ox.Literal] = [
    typed("75.39", "decimal"),
    typed("6", "decimal"),
    typed("2478", "integer"),
    typed("true", "boolean"),
    typed("2017", "gYear"),
    typed("2017-11-16", "date"),
    typed("P2D", "duration"),
    ox.Literal("baris\nkedua \"kutipan\" \\ 'x' é", language="id"),
    ox.Literal("text", language="en"),
    ox.Literal("plain"),
    ox.NamedNode("https://schema.org/Thing"),
    B,
]
QUADS = [
    ox.Quad(A, resource("rdf:type"), resource("inov:Claim"), DEFAULT),
    *(ox.Quad(A, resource("inov:value"), value, DEFAULT) for value in VALUES),
    *(ox.Quad(A, resource("skos:prefLabel"), value, DEFAULT) for value in VALUES[7:9]),
    ox.Quad(B, resource("inov:startYear"), typed("2004", "gYear"), DEFAULT),
    ox.Quad(B, resource("inov:value"), typed("1", "integer"), GRAPH),
]
EXPECTED = serialization.to_rdflib(serialization.triples(QUADS))


@pytest.mark.parametrize(
    ("write", "read"),
    [
        (serialization.turtle, "turtle"),
        (serialization.n_triples, "nt"),
        (serialization.rdf_xml, "xml"),
        (lambda quads: serialization.json_ld(quads, CONTEXT), "json-ld"),
    ],
)
def test_a_format_of_one_graph_reads_back_isomorphic(
    write: Callable[[list[ox.Quad]], bytes], read: str
) -> None:
    assert isomorphic(rdflib.Graph().parse(data=write(QUADS), format=read), EXPECTED)
    assert write(QUADS) == write(list(reversed(QUADS)))


@pytest.mark.parametrize(
    ("write", "read"),
    [
        (serialization.trig, ox.RdfFormat.TRIG),
        (serialization.n_quads, ox.RdfFormat.N_QUADS),
    ],
)
def test_a_format_of_datasets_reads_back_with_every_graph(
    write: Callable[[list[ox.Quad]], bytes], read: ox.RdfFormat
) -> None:
    assert set(ox.parse(write(QUADS), format=read)) == set(QUADS)
    assert write(QUADS) == write(list(reversed(QUADS)))


def test_turtle_is_readable() -> None:
    text = serialization.turtle(QUADS).decode()
    assert "@prefix inov: <https://w3id.org/inovasi/def/> ." in text
    assert "<id/org/33.71/a> a inov:Claim ;" in text
    assert text.index("<id/org/33.71/a> a") < text.index("<id/org/33.71/b> inov")


def test_json_ld_carries_its_context() -> None:
    document = json.loads(serialization.json_ld(QUADS, CONTEXT))
    assert document["@context"] == CONTEXT["@context"]


def test_without_a_default_graph_the_named_graphs_are_merged() -> None:
    one, two = (
        ox.Quad(A, resource("inov:value"), B, ox.NamedNode(iris.graph(name))) for name in "ab"
    )
    assert serialization.triples([one, two]) == [one.triple]


def test_the_bytes_do_not_depend_on_the_process() -> None:
    path = paths.PUBLISHED / "inovasi.nq"
    source_root = str(Path(inovasi.__file__).parents[1])
    program = (
        "import hashlib, pyoxigraph as ox; from inovasi.knowledge import serialization as s;"
        f"quads = list(ox.parse(path={str(path)!r}, format=ox.RdfFormat.N_QUADS));"
        "print([hashlib.sha256(write(quads)).hexdigest() for write in s.WRITERS.values()])"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": source_root},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1
