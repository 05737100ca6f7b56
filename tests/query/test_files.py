from __future__ import annotations

import gzip
import os
from pathlib import Path

import pyoxigraph as ox
import pytest

from inovasi.errors import DataError, UsageError
from inovasi.query import files
from inovasi.query.files import SUFFIXES, RdfFile, rdf_format
from inovasi.query.index import IndexEngine
from inovasi.query.wellformed import MAX_NESTING

RDF = b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="a:">'
ONE = b'<rdf:Description rdf:about="a:s"><a:p>x</a:p></rdf:Description>'
TEXTS = {
    ox.RdfFormat.N_QUADS: b'<a:s> <a:p> "x" .\n',
    ox.RdfFormat.N_TRIPLES: b'<a:s> <a:p> "x" .\n',
    ox.RdfFormat.TURTLE: b"<a:s> <a:p> 'x' .",
    ox.RdfFormat.TRIG: b"<a:s> <a:p> 'x' .",
    ox.RdfFormat.N3: b'<a:s> <a:p> "x" .',
    ox.RdfFormat.RDF_XML: RDF + ONE + b"</rdf:RDF>",
    ox.RdfFormat.JSON_LD: b'{"@id": "a:s", "a:p": "x"}',
}


def write(folder: Path, name: str, text: bytes) -> Path:
    file = folder / name
    file.write_bytes(gzip.compress(text) if name.lower().endswith(".gz") else text)
    return file


def read(file: Path) -> list[ox.Quad]:
    with RdfFile(file) as rdf:
        return list(rdf.statements())


@pytest.mark.parametrize("packed", ["", ".gz", ".GZ"])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_is_read_by_its_suffix_compressed_or_not(
    tmp_path: Path, suffix: str, packed: str
) -> None:
    file = write(tmp_path, f"a.b{suffix}{packed}", TEXTS[SUFFIXES[suffix]])
    assert [str(quad.triple) for quad in read(file)] == ['<a:s> <a:p> "x"']


@pytest.mark.parametrize("name", ["a.xlsx", "a.gz", "ttl", "a.csv.gz", "a.ttl.zip"])
def test_another_suffix_is_refused_with_those_that_are_known(name: str) -> None:
    with pytest.raises(UsageError, match=r"no RDF format.*\.nq \.nt .*\.jsonld, each.*\.gz"):
        rdf_format(Path(name))


@pytest.mark.parametrize("name", [".", "..", "/"])
def test_a_folder_is_called_one(name: str) -> None:
    with pytest.raises(UsageError, match="is a folder — name the files in it"):
        rdf_format(Path(name))


@pytest.mark.parametrize("name", ["none.ttl", "folder.nq", "none.nq.gz", "a.ttl/b.ttl"])
def test_what_cannot_be_read_is_a_usage_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.nq").mkdir()
    (tmp_path / "a.ttl").write_text("")
    with pytest.raises(UsageError, match=name):
        RdfFile(tmp_path / name)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_of_another_is_a_usage_error(tmp_path: Path) -> None:
    file = write(tmp_path, "a.ttl", b"")
    file.chmod(0)
    with pytest.raises(UsageError, match="Permission denied"):
        RdfFile(file)


@pytest.mark.parametrize("packed", ["", ".gz"])
@pytest.mark.parametrize(
    ("suffix", "text", "line"),
    [
        (".nt", b"<a:s> <a:p> <a:o> .\n" * 70_000 + b"oops\n", 70_001),
        (".nq", b"<a:s> <a:p> oops .", 1),
        (".ttl", b"<a:s> <a:p> 1 .\n" * 3 + b"<a:s> oops", 4),
        (".trig", b"<a:g> {\n <a:s> <a:p> 1", 2),
        (".n3", b"<a:s> <a:p> 1 .\n{ <a:s>", 2),
        (".jsonld", b'{"@id": "a:s",\n "a:p": oops}', 2),
        (".jsonld", b"\n" + b'{"a:p":\n' * 300, 202),
        (".rdf", RDF + b"\n<rdf:Description>\n", 3),
        (".rdf", RDF + b'\n\n<rdf:Description rdf:about="not absolute"/>\n\n</rdf:RDF>', 3),
        (".xml", RDF + b"\n<x></y></rdf:RDF>", 2),
    ],
)
def test_a_malformed_file_is_named_with_its_line(
    tmp_path: Path, suffix: str, text: bytes, line: int, packed: str
) -> None:
    file = write(tmp_path, f"a{suffix}{packed}", text)
    with pytest.raises(DataError, match="nothing was loaded") as caught:
        read(file)
    assert (caught.value.file, caught.value.row) == (str(file), line)


def test_a_context_elsewhere_is_not_fetched(tmp_path: Path) -> None:
    text = b'{"@context": "http://example.org/context", "a": 1}'
    with pytest.raises(DataError):
        read(write(tmp_path, "a.jsonld", text))


@pytest.mark.parametrize(
    "damage",
    [
        lambda packed: packed[:-9],
        lambda packed: packed[:-8] + b"12345678",
        lambda packed: b"no gzip" + packed,
        lambda packed: packed[:20] + b"\x00\xff" * 10 + packed[40:],
        lambda packed: packed + b"more",
    ],
)
def test_a_compressed_file_is_whole_or_refused(tmp_path: Path, damage: object) -> None:
    text = b"".join(b"<a:s> <a:p> <a:%d> .\n" % number for number in range(1000))
    file = tmp_path / "a.nt.gz"
    file.write_bytes(damage(gzip.compress(text)))  # type: ignore[operator]
    with pytest.raises(DataError, match="no whole gzip file"):
        read(file)


def test_several_compressed_parts_are_one_file(tmp_path: Path) -> None:
    file = tmp_path / "a.nt.gz"
    file.write_bytes(b"".join(gzip.compress(b"<a:s> <a:p> <a:%d> .\n" % n) for n in range(2)))
    assert len(read(file)) == 2


def test_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "FREE_EXPANSION", 100_000)
    assert read(write(tmp_path, "small.nt.gz", b"\n" * 90_000)) == []
    with pytest.raises(DataError, match="more than 250 times its size"):
        read(write(tmp_path, "bomb.nt.gz", b"\n" * 4_000_000))


def test_what_was_read_is_told_in_bytes_of_the_file(tmp_path: Path) -> None:
    file = write(tmp_path, "a.nt.gz", TEXTS[ox.RdfFormat.N_TRIPLES] * 1000)
    with RdfFile(file) as rdf:
        assert (rdf.position, rdf.given) == (0, 0)
        assert len(list(rdf.statements())) == 1000
        assert rdf.position == rdf.size == file.stat().st_size
        assert rdf.given == 18_000


def test_blank_nodes_of_two_files_stay_apart(tmp_path: Path) -> None:
    one = write(tmp_path, "one.nt", b"_:a <a:p> _:a .\n")
    two = write(tmp_path, "two.ttl", b"_:a <a:p> _:a .\n")
    nodes = {str(quad.subject) for quad in read(one) + read(two)}
    assert len(nodes) == 2


def test_blank_nodes_of_the_only_file_keep_their_labels(tmp_path: Path) -> None:
    file = write(tmp_path, "one.nq", b"_:a <a:p> _:b <a:g> .\n")
    with RdfFile(file) as rdf:
        (quad,) = rdf.statements(keep_labels=True)
    assert str(quad) == "_:a <a:p> _:b <a:g>"
    first, second = (IndexEngine.load([file])._store for _ in range(2))
    assert str(first) == str(second) == "_:a <a:p> _:b <a:g> .\n"


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("packed", ["", ".gz"])
def test_a_byte_order_mark_is_skipped(tmp_path: Path, suffix: str, packed: str) -> None:
    text = TEXTS[SUFFIXES[suffix]]
    plain = write(tmp_path, f"plain{suffix}", text)
    marked = write(tmp_path, f"marked{suffix}{packed}", b"\xef\xbb\xbf" + text)
    assert read(marked) == read(plain) != []


TRIPLE = (
    b'<rdf:Description rdf:about="a:s"><a:p rdf:parseType="Triple">',
    b"</a:p></rdf:Description>",
)


@pytest.mark.parametrize("levels", [MAX_NESTING // 2, 20_000])
@pytest.mark.parametrize("suffix", [".nt", ".nq", ".ttl", ".trig", ".ttl.gz", ".rdf"])
def test_triples_in_triples_end_no_process(tmp_path: Path, suffix: str, levels: int) -> None:
    text = b"<a:s> <a:p> " + b"<<( <a:s> <a:p> " * levels + b"<a:o>" + b" )>>" * levels + b" .\n"
    if suffix == ".rdf":
        head = RDF[:-1] + b' rdf:version="1.2">'
        text = head + TRIPLE[0] * levels + ONE + TRIPLE[1] * levels + b"</rdf:RDF>"
    file = write(tmp_path, f"deep{suffix}", b"\n" + text)
    if levels < MAX_NESTING:
        assert len(read(file)) == 1
        return
    with pytest.raises(DataError, match=r"row 2: it is nested more than 200 deep"):
        read(file)
