"""The shapes as a graph, as those read it who tell of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from inovasi import iris
from inovasi.errors import DataError
from inovasi.knowledge.shape_graph import SH, ShapeGraph, text_of
from inovasi.paths import ONTOLOGY

HEAD = f"@prefix sh: <{SH}> .\n@prefix a: <http://a/> .\n"


def graph(folder: Path, *texts: str) -> ShapeGraph:
    files = []
    for number, text in enumerate(texts):
        files.append(folder / f"{number}.ttl")
        files[-1].write_text(HEAD + text, encoding="utf-8")
    return ShapeGraph(files)


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("a:p", "http://a/p"),
        ("[ sh:inversePath a:p ]", "^http://a/p"),
        ("[ sh:alternativePath ( a:p [ sh:inversePath a:q ] ) ]", "http://a/p|^http://a/q"),
        ("( a:p a:q )", "http://a/p/http://a/q"),
    ],
)
def test_paths_are_written_as_sparql_has_them(tmp_path: Path, path: str, written: str) -> None:
    found = graph(tmp_path, f"a:s sh:path {path} .")
    value = found.one(NamedNode("http://a/s"), SH + "path")
    assert value is not None
    assert found.path(value) == written
    assert found.path(value, lambda iri: iri[-1]) == written.replace("http://a/", "")


def test_blank_nodes_of_two_files_are_told_apart(tmp_path: Path) -> None:
    found = graph(tmp_path, "a:s sh:in _:x . _:x a:p 1 .", "a:t sh:in _:x . _:x a:p 2 .")
    values = [
        text_of(value)
        for name in ("s", "t")
        for node in found.objects(NamedNode(f"http://a/{name}"), SH + "in")
        for value in found.objects(node, "http://a/p")
    ]
    assert values == ["1", "2"]


def test_lists_and_messages_are_read(tmp_path: Path) -> None:
    found = graph(tmp_path, 'a:s sh:in ( 1 a:p ) ; sh:message "Salah."@id, "Wrong."@en, 3 .')
    node = NamedNode("http://a/s")
    assert [*map(text_of, found.members(found.one(node, SH + "in")))] == ["1", "http://a/p"]
    assert found.messages(node) == {"id": "Salah.", "en": "Wrong.", "": "3"}


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"0\.ttl: cannot be read .* — restore the file"):
        graph(tmp_path, "a:s sh:in ( .")
    with pytest.raises(DataError, match=r"none\.ttl: cannot be read"):
        ShapeGraph([tmp_path / "none.ttl"])


def test_every_path_of_our_shapes_is_written() -> None:
    found = ShapeGraph(sorted((ONTOLOGY / "shapes").glob("*.ttl")))
    paths = [value for node in found.subjects() for value in found.objects(node, SH + "path")]
    assert len(paths) > 100
    assert all(found.path(path, iris.shorten) for path in paths)
