"""What is published reads back as the quads it was written from, the same bytes each time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

import inovasi
from inovasi import iris, paths
from inovasi.knowledge import serialization
from inovasi.publishing.values import resource

DEFAULT = ox.DefaultGraph()
GRAPH = ox.NamedNode(iris.graph("a"))
A, B = resource("org/33.71/a"), resource("org/33.71/b")


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
ODD = ox.Quad(A, resource("inov:value"), typed("01", "integer"), DEFAULT)


def test_quads_read_back_as_they_were_and_in_order() -> None:
    written = serialization.n_quads(QUADS)
    assert set(ox.parse(written, format=ox.RdfFormat.N_QUADS)) == set(QUADS)
    assert written == serialization.n_quads([*reversed(QUADS), *QUADS])
    assert written.splitlines() == sorted(written.splitlines())


def test_rdflib_gets_every_lexical_form_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    # As pyshacl leaves it for whatever comes after it in the same process.
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", True)
    graph = serialization.to_rdflib(serialization.triples([*QUADS, ODD]))
    assert sorted(graph.serialize(format="nt").splitlines()) == sorted(
        f"{quad.triple} ." for quad in [*QUADS, ODD] if quad.graph_name == DEFAULT
    )


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
        "print(hashlib.sha256(s.n_quads(quads)).hexdigest())"
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
