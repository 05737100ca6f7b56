"""What the process does with an order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph as ox

from inovasi.portals.maker import make_all
from tests.portals.samples import QUADS, A, B, stored


def order(folder: Path, sources: dict[str, Path], **more: Any) -> dict[str, Any]:
    names = {name: str(path) for name, path in sources.items()}
    return {"folder": str(folder), "sources": names, "files": [], "store": None, **more}


def test_every_job_is_answered_in_its_order(tmp_path: Path) -> None:
    source = stored(tmp_path, [ox.Quad(A, ox.NamedNode("http://a/1"), B)], "source")
    jobs = [["inovasi", "rdf"], ["inovasi", "nt"]]
    refused, made, done = make_all(order(tmp_path, {"inovasi": source}, jobs=jobs))
    assert refused["refused"] == ["inovasi", "rdf"]
    assert "http://a/1" in refused["detail"]
    assert (made, done) == ({"made": ["inovasi", "nt"]}, {"done": True})


def test_files_are_staged_once_and_are_the_dump_in_n_quads(tmp_path: Path) -> None:
    source = stored(tmp_path, QUADS, "source")
    jobs = [["inovasi", "nt"], ["inovasi", "nq"]]
    said = list(make_all(order(tmp_path, {}, files=[str(source)], jobs=jobs)))
    assert said[-1] == {"done": True}
    assert (tmp_path / "inovasi.nq").read_bytes() == source.read_bytes()
