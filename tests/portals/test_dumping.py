"""Every format of RDF reads back as what it was written from, by two readers of others."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from inovasi import paths
from inovasi.errors import Inexpressible
from inovasi.knowledge.serialization import literals_as_written, to_rdflib
from inovasi.portals import dumping, tables
from inovasi.portals.dumping import WRITERS, Order, make
from inovasi.portals.editions import DATASETS
from inovasi.portals.files import checksum_of
from inovasi.portals.formats import BY_NAME, FORMATS
from tests.portals.samples import GRAPH, IN_GRAPHS, NAME, QUADS, VALUE, A, B, dumped, stored

READ = {
    "ttl": (ox.RdfFormat.TURTLE, "turtle"),
    "jsonld": (ox.RdfFormat.JSON_LD, "json-ld"),
    "nt": (ox.RdfFormat.N_TRIPLES, "nt"),
    "rdf": (ox.RdfFormat.RDF_XML, "xml"),
}
GRAPHS = {"nq": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG}


def triples(file: Path, form: ox.RdfFormat) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(path=str(file), format=form)]


def canonical(quads: list[ox.Quad]) -> set[ox.Quad]:
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return set(dataset)


def as_dataset(found: list[ox.Triple]) -> list[ox.Quad]:
    return [ox.Quad(each.subject, each.predicate, each.object) for each in found]


@pytest.mark.parametrize("name", READ)
def test_what_is_hostile_reads_back_by_both_readers(tmp_path: Path, name: str) -> None:
    made = dumped(tmp_path, IN_GRAPHS, name)
    found = triples(made, READ[name][0])
    assert len(found) == len(QUADS)
    assert canonical(as_dataset(found)) == canonical(list(QUADS))
    with literals_as_written():
        read = rdflib.Graph().parse(str(made), format=READ[name][1])
    assert isomorphic(read, to_rdflib(quad.triple for quad in QUADS))


@pytest.mark.parametrize("name", GRAPHS)
def test_every_graph_reads_back(tmp_path: Path, name: str) -> None:
    made = dumped(tmp_path, IN_GRAPHS, name)
    found = list(ox.parse(path=str(made), format=GRAPHS[name]))
    assert len(found) == len(IN_GRAPHS)
    assert canonical(found) == canonical(list(IN_GRAPHS))


@pytest.mark.parametrize("dataset", DATASETS)
def test_what_is_published_reads_back_from_every_format(tmp_path: Path, dataset: str) -> None:
    source = list(ox.parse(path=str(paths.PUBLISHED / f"{dataset}.nq")))
    default = {quad.triple for quad in source if quad.graph_name == ox.DefaultGraph()}
    expected = default or {quad.triple for quad in source}
    assert len(expected) > 1000
    for name, (form, _) in READ.items():
        (tmp_path / name).mkdir()
        found = triples(dumped(tmp_path / name, source, name), form)
        assert len(found) == len(expected)
        assert set(found) == expected
    for name, form in GRAPHS.items():
        (tmp_path / name).mkdir()
        made = dumped(tmp_path / name, source, name)
        assert set(ox.parse(path=str(made), format=form)) == set(source)


@pytest.mark.parametrize("name", READ)
def test_without_a_default_graph_the_named_graphs_are_merged(tmp_path: Path, name: str) -> None:
    graphs = [GRAPH, ox.NamedNode("http://a/g")]
    made = dumped(tmp_path, [ox.Quad(A, VALUE, B, graph) for graph in graphs], name)
    assert triples(made, READ[name][0]) == [ox.Triple(A, VALUE, B)]


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_nothing_gives_a_whole_file_too(tmp_path: Path, name: str) -> None:
    made = dumped(tmp_path, [], name)
    if name in READ:
        assert triples(made, READ[name][0]) == []
    assert made.is_file()


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_a_compressed_source_gives_the_same_bytes(tmp_path: Path, name: str) -> None:
    plain = dumped(tmp_path, QUADS[:5], name).read_bytes()
    source = tmp_path / "inovasi.nq.gz"
    source.write_bytes(gzip.compress((tmp_path / "inovasi.nq").read_bytes()))
    make(Order(source, "inovasi"), BY_NAME[name], tmp_path / "made")
    assert (tmp_path / "made").read_bytes() == plain


def test_the_bytes_depend_on_no_process(tmp_path: Path) -> None:
    source = stored(tmp_path, IN_GRAPHS)
    program = (
        "import sys; from pathlib import Path; from inovasi.portals.dumping import *;"
        "from inovasi.portals.formats import FORMATS;"
        "[make(Order(Path(sys.argv[1]), 'inovasi'), known, Path(sys.argv[2]) / known.name)"
        " for known in FORMATS]"
    )
    sums = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC+{seed}"}
        command = [sys.executable, "-c", program, str(source), str(folder)]
        subprocess.run(command, env=environment, check=True)
        sums.append([checksum_of(folder / known.name) for known in FORMATS])
    assert sums[0] == sums[1]


def test_the_tables_are_sought_once_for_all_formats(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = stored(tmp_path, QUADS)
    seen = []

    def counted(*of: Any) -> list[tables.Table]:
        seen.append(of)
        return tables.survey(*of)

    monkeypatch.setattr(dumping, "survey", counted)
    order = Order(source, "inovasi")
    for name in ("csv.zip", "parquet.zip"):
        make(order, BY_NAME[name], tmp_path / "shared")
        make(Order(source, "inovasi"), BY_NAME[name], tmp_path / "alone")
        assert (tmp_path / "shared").read_bytes() == (tmp_path / "alone").read_bytes()
    assert len(seen) == 1 + 2


TRIPLE_TERM = ox.Quad(A, VALUE, ox.Triple(A, NAME, ox.Literal('"a b" <c>')))
CASES = (
    *((name, TRIPLE_TERM) for name in ("rdf", "jsonld", "csv.zip", "parquet.zip")),
    ("rdf", ox.Quad(A, VALUE, ox.Literal("nol: \0"))),
    ("rdf", ox.Quad(A, ox.NamedNode("http://a/1"), B)),
    ("rdf", ox.Quad(A, ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#li"), B)),
)


@pytest.mark.parametrize(("name", "quad"), CASES)
def test_what_a_format_cannot_hold_is_refused_and_leaves_nothing(
    tmp_path: Path, name: str, quad: ox.Quad
) -> None:
    source = stored(tmp_path, [quad])
    with pytest.raises(Inexpressible, match=r"cannot hold|no property|for itself|in nothing"):
        make(Order(source, "inovasi"), BY_NAME[name], tmp_path / "made")
    assert list(tmp_path.iterdir()) == [source]


@pytest.mark.parametrize("name", ["ttl", "nt", "nq", "trig"])
def test_statements_about_statements_read_back_where_they_can_be_written(
    tmp_path: Path, name: str
) -> None:
    form = {**{key: value[0] for key, value in READ.items()}, **GRAPHS}[name]
    made = dumped(tmp_path, [TRIPLE_TERM], name)
    assert list(ox.parse(path=str(made), format=form)) == [TRIPLE_TERM]


def test_a_direction_is_kept_where_there_is_one(tmp_path: Path) -> None:
    quad = ox.Quad(A, VALUE, ox.Literal("x", language="ar", direction=ox.BaseDirection.RTL))
    for name in ("ttl", "nt"):
        (tmp_path / name).mkdir()
        assert triples(dumped(tmp_path / name, [quad], name), READ[name][0]) == [quad.triple]
    (tmp_path / "rdf").mkdir()
    with pytest.raises(Inexpressible, match="direction"):
        dumped(tmp_path / "rdf", [quad], "rdf")
    text = dumped(tmp_path, [quad], "jsonld").read_text(encoding="utf-8")
    assert '"value": {"@direction": "rtl", "@language": "ar", "@value": "x"}' in text


@pytest.mark.parametrize("name", ["csv.zip", "parquet", "jsonld", "nt"])
def test_a_character_that_is_none_in_xml_goes_elsewhere(tmp_path: Path, name: str) -> None:
    assert dumped(tmp_path, [ox.Quad(A, VALUE, ox.Literal("nol: \0"))], name).stat().st_size
