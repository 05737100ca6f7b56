"""Exports of the real datasets."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from rdflib.compare import isomorphic

from inovasi import paths
from inovasi.errors import DataError, UsageError
from inovasi.portals.editions import DATASETS
from inovasi.publishing.exports import FORMATS, export


def exported(dataset: str, name: str) -> bytes:
    return export(dataset, name, paths.PUBLISHED, paths.ONTOLOGY)


@pytest.mark.parametrize("dataset", DATASETS)
def test_turtle_json_ld_and_rdf_xml_read_back_isomorphic(dataset: str) -> None:
    expected = rdflib.Graph().parse(data=exported(dataset, "ntriples"), format="nt")
    assert len(expected) > 1000
    for name, read in (("turtle", "turtle"), ("jsonld", "json-ld"), ("rdfxml", "xml")):
        found = rdflib.Graph().parse(data=exported(dataset, name), format=read)
        assert isomorphic(found, expected), name


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_the_same_bytes_each_time(name: str) -> None:
    assert exported("inovasi", name) == exported("inovasi", name)


def test_export_without_a_publication_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"inovasi\.nq is not there — run inovasi publish first"):
        export("inovasi", "turtle", tmp_path, paths.ONTOLOGY)


def test_export_of_a_file_that_is_not_n_quads_is_a_data_error(tmp_path: Path) -> None:
    (tmp_path / "inovasi.nq").write_text("<a> <b>\n")
    with pytest.raises(DataError, match=r"inovasi\.nq: cannot be read \(.+ — run inovasi publish"):
        export("inovasi", "turtle", tmp_path, paths.ONTOLOGY)


@pytest.mark.parametrize("context", [None, "{", "\udcff"])
def test_export_without_a_readable_context_is_a_data_error(
    tmp_path: Path, context: str | None
) -> None:
    if context is not None:
        file = tmp_path / "context.jsonld"
        file.write_text(context, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(DataError, match=r"context\.jsonld: cannot be read .+ — restore the file"):
        export("ontologi", "jsonld", paths.PUBLISHED, tmp_path)


@pytest.mark.parametrize(("dataset", "name"), [("inovasii", "turtle"), ("inovasi", "ttl")])
def test_export_names_the_datasets_and_formats_there_are(dataset: str, name: str) -> None:
    with pytest.raises(UsageError, match=r"There is no (dataset|format) '\w+' — use one of \w+"):
        exported(dataset, name)
