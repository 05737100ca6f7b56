"""The record of a validation is the same bytes every time, and SHACL can read what it says."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from inovasi import iris, paths
from inovasi.errors import DataError
from inovasi.knowledge import report
from inovasi.knowledge.constraints import read_shapes
from inovasi.knowledge.releases import digest_of_file
from inovasi.knowledge.report import Dispute, Record

RECORD = Record(
    {"x": "0" * 64},
    {"b": 2, "a": 1},
    {"a": 0, "b": 0},
    (Dispute("g2", "r", "t"), Dispute("g1", "r", "t")),
)


def test_it_is_read_as_it_was_written_whatever_the_order(tmp_path: Path) -> None:
    file = tmp_path / report.FILE
    file.write_bytes(report.to_json(RECORD))
    found = report.load(file)
    assert found.disputes == RECORD.disputes[::-1]
    assert (found.datasets, found.looked_at) == (RECORD.datasets, RECORD.looked_at)
    assert report.to_json(found) == file.read_bytes()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"disputes": [1]}', '{"disputes": [], "x": 1}'])
def test_another_form_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / report.FILE).write_text(text)
    with pytest.raises(DataError, match=r"validation\.json: cannot be read .* run inovasi publish"):
        report.load(tmp_path / report.FILE)


def test_the_record_that_is_published_is_of_the_data_beside_it() -> None:
    record = report.load(paths.PUBLISHED / report.FILE)
    files = {file.stem: digest_of_file(file) for file in paths.PUBLISHED.glob("*.nq")}
    assert record.datasets == files
    rules = {rule.name for shape in read_shapes(paths.ONTOLOGY / "shapes") for rule in shape.rules}
    assert rules == record.looked_at.keys() == record.in_pages.keys()
    assert record.looked_at["AwardResult-score"] == 10
    assert record.in_pages["ExternalPage-verification"] == 5


def test_the_report_conforms_and_says_what_was_looked_at() -> None:
    triples = report.report_triples(RECORD, 1)
    assert {triple.subject for triple in triples} == {ox.NamedNode(report.REPORT)}
    kind, conforms = (
        ox.NamedNode(iris.expand(f"sh:{name}")) for name in ("ValidationReport", "conforms")
    )
    assert ox.Triple(triples[0].subject, ox.NamedNode(iris.expand("rdf:type")), kind) in triples
    assert ox.Triple(triples[0].subject, conforms, ox.Literal(True)) in triples
    texts = [triple.object.value for triple in triples if isinstance(triple.object, ox.Literal)]
    assert "The default graph was held against 2 rules in 1 shapes; it keeps them all." in texts
