"""From the tables to published files: everything holds, or nothing is written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from inovasi import paths
from inovasi.errors import CheckFailed, DataError, StalePublication
from inovasi.publishing import pipeline, release
from inovasi.publishing.pipeline import Folders
from tests.shared import SHARED, needs_shared

from .conftest import Edit, add, change, without_generated
from .test_passages import row_of

PAGE = "viva-988858"


@pytest.fixture
def folders(data: Path) -> Folders:
    """A project of its own whose data a test may break."""
    return Folders(paths.ONTOLOGY, data)


@pytest.mark.no_cover
@needs_shared
def test_check_with_the_sources_reports_each_passage(folders: Folders, edit: Edit) -> None:
    edit("claims/penghargaan.csv", 3, {"value": "9"})
    with pytest.raises(CheckFailed) as caught:
        pipeline.check(folders, SHARED / "sources")
    assert any("penghargaan.csv, row 3, column value" in line for line in caught.value.violations)


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """A project in which everything is wrong that a check can find, once each."""
    folder = tmp_path_factory.mktemp("broken")
    ontology = shutil.copytree(paths.ONTOLOGY, folder / "ontology")
    data = without_generated(folder / "data")
    shape = ontology / "shapes" / "AwardResult.ttl"
    shape.write_text(shape.read_text(encoding="utf-8").replace("inov:score", "inov:skor"))
    table = data / "claims" / "penghargaan.csv"
    change(table, row_of(table, "inov:score", "2478"), {"value": "2479"})
    change(table, 3, {"value": "2"})
    row = {"subject": "hasil/iga-2017/provinsi/32", "property": "inov:rank", "value": "-5"}
    add(data / "claims" / "eksternal.csv", {**row, "datatype": "xsd:integer", "source": PAGE})
    (data / "expectations.toml").write_text('[[count]]\nclass = "inov:Award"\nmin = 2\n')
    shutil.rmtree(data / "rules")
    (data / "rules").mkdir()
    (data / "rules" / "kosong.rq").write_text(
        "#+ title: {id: a, en: No award}\n#+ mend: {id: b, en: Remove it}\n"
        "SELECT ?award { ?award a <https://w3id.org/inovasi/def/Award> }"
    )
    return Folders(ontology, data)


@pytest.fixture(scope="module")
def violations(broken: Folders) -> tuple[str, ...]:
    """What publishing it tells."""
    with pytest.raises(CheckFailed) as caught:
        pipeline.publish(broken)
    return caught.value.violations


@pytest.mark.no_cover
def test_what_is_broken_is_not_written(broken: Folders, violations: tuple[str, ...]) -> None:
    assert violations
    assert not broken.published.exists()


@pytest.mark.no_cover
def test_a_value_that_contradicts_its_wording_is_told(
    broken: Folders, violations: tuple[str, ...]
) -> None:
    row = row_of(broken.data / "claims/penghargaan.csv", "inov:score", "2478")
    (line,) = (line for line in violations if "'2478' as written" in line)
    assert line.endswith(
        f"penghargaan.csv, row {row}, column value: '2478' as written does not give '2479'"
        " — correct the value or the range, or state the normalisation that leads to it"
    )


@pytest.mark.no_cover
def test_a_graph_and_a_page_that_break_a_shape_are_told(violations: tuple[str, ...]) -> None:
    assert any(line.startswith("EditionCluster") for line in violations)
    *_, page = violations
    assert page.startswith(f"graf:{PAGE}: AwardResult-rank: id:hasil/iga-2017/provinsi/32 ")


@pytest.mark.no_cover
def test_a_shape_that_names_no_term_is_told(violations: tuple[str, ...]) -> None:
    assert (
        "AwardResult-score: names inov:skor, which is no term of the ontology"
        " — correct it in ontology/shapes, or define the term"
    ) in violations


@pytest.mark.no_cover
def test_a_broken_expectation_and_a_broken_rule_are_told(violations: tuple[str, ...]) -> None:
    expected = (
        "expectations.toml: count of inov:Award is 1, fewer than 2 — add what is missing, or move"
        " the floor if the change is meant",
        "kosong: award=id:penghargaan/iga — not so: No award — Remove it",
    )
    assert set(expected) <= set(violations)


def test_publish_writes_the_same_bytes_again(folders: Folders) -> None:
    pipeline.publish(folders)
    for path in paths.PUBLISHED.iterdir():
        assert (folders.published / path.name).read_bytes() == path.read_bytes()


@pytest.mark.no_cover
def test_a_record_of_the_validation_that_is_stale_is_told(folders: Folders) -> None:
    shutil.copytree(paths.PUBLISHED, folders.published)
    record = folders.published / "validation.json"
    record.write_bytes(
        record.read_bytes().replace(b'"AwardResult-score": 10', b'"AwardResult-score": 9')
    )
    with pytest.raises(StalePublication, match=r"validation\.json is not what the data gives"):
        pipeline.verify_published(folders)


def test_a_bad_row_leaves_what_was_published(folders: Folders, edit: Edit) -> None:
    folders.published.mkdir()
    (folders.published / "inovasi.nq").write_text("before")
    edit("claims/penghargaan.csv", 2, {"property": "inov:nothing"})
    with pytest.raises(DataError):
        pipeline.publish(folders)
    assert [path.read_text() for path in folders.published.iterdir()] == ["before"]


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("ASK { ?a a ?b }", "it is a query of the form ASK — write it as SELECT"),
        ("CONSTRUCT WHERE { ?a a ?b }", "it is a query of the form CONSTRUCT — write it as SELECT"),
        ("SELECT ?a WHERE { ?a a", "salah.rq: "),
        ("SELECT ?a WHERE { SERVICE <http://example.org/> { ?a a ?b } }", "SERVICE"),
    ],
)
def test_a_rule_that_cannot_be_asked_names_its_file(
    folders: Folders, query: str, problem: str
) -> None:
    rule = folders.data / "rules" / "salah.rq"
    rule.write_text(f"#+ title: {{id: a, en: b}}\n#+ mend: {{id: a, en: b}}\n{query}\n")
    with pytest.raises(DataError) as caught:
        pipeline.publish(folders)
    assert str(caught.value).startswith(f"{rule}: ")
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("change", "problem"),
    [(None, "is missing — restore it"), ("reference-list", "the kind is reference-list — write")],
)
def test_the_source_of_the_areas_must_be_there(
    folders: Folders, change: str | None, problem: str
) -> None:
    file = folders.data / "sources" / "idn-area-data.toml"
    if change is None:
        file.unlink()
    else:
        file.write_text(file.read_text(encoding="utf-8").replace("region-data", change))
    with pytest.raises(DataError, match=f"{file}: {problem}"):
        pipeline.build(folders)


def test_a_stale_publication_is_told_and_left(folders: Folders, edit: Edit) -> None:
    release.write(pipeline.build(folders).files, folders.published)
    before = (folders.published / "inovasi.nq").read_bytes()
    edit("entities/inovasi.csv", 2, {"prefLabel_en": "Clever City"})
    with pytest.raises(StalePublication, match=r"inovasi\.nq is not what the data gives — run"):
        pipeline.verify_published(folders)
    assert (folders.published / "inovasi.nq").read_bytes() == before
