from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from inovasi import paths
from inovasi.errors import DataError
from inovasi.knowledge.datasets import SERVED, read_datasets
from tests.knowledge.describing import NAMES


def copied(folder: Path, before: str, after: str) -> Path:
    shutil.copytree(paths.DATASETS, folder, dirs_exist_ok=True)
    file = folder / "inovasi.toml"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")
    return folder


def test_there_are_four_in_their_order() -> None:
    assert tuple(dataset.name for dataset in read_datasets(paths.DATASETS)) == NAMES


def test_each_is_told_in_both_languages_under_a_permanent_name() -> None:
    for dataset in (*read_datasets(paths.DATASETS), SERVED):
        assert dataset.iri == f"https://w3id.org/inovasi/id/dataset/{dataset.name}"
        for told in (dataset.title, dataset.description, dataset.keywords):
            assert told.keys() == {"id", "en"}
            assert all(told.values())
        for text in dataset.description.values():
            assert 50 <= len(text) <= 5000


def test_the_reference_areas_have_their_own_licence() -> None:
    licences = {d.name: d.licence and d.licence.ckan for d in read_datasets(paths.DATASETS)}
    by = dict.fromkeys(("inovasi", "eksternal", "ontologi"), "cc-by")
    assert licences == {**by, "wilayah": "odc-odbl"}


def test_no_licence_is_claimed_for_the_data_of_others() -> None:
    assert SERVED.licence is None
    assert SERVED.years is None


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('themes = ["GOVE"]', 'themes = ["NONE"]', "lacks or misstates 'NONE'"),
        ("order = 1", "rank = 1", "lacks or misstates 'order'"),
        ("years = [2004, 2017]", "years = [2017, 2004]", "years: the first, then the last"),
        ("[title]", "[title", "cannot be read"),
        ('ckan = "cc-by"', 'other = "cc-by"', "lacks or misstates"),
    ],
)
def test_a_fault_is_named_with_its_file(
    tmp_path: Path, before: str, after: str, problem: str
) -> None:
    with pytest.raises(DataError, match=problem) as caught:
        read_datasets(copied(tmp_path, before, after))
    assert caught.value.file.endswith("inovasi.toml")


def test_a_description_that_search_engines_do_not_take_is_a_fault(tmp_path: Path) -> None:
    folder = copied(tmp_path, "order = 1", "order = 1")
    text = (folder / "inovasi.toml").read_text(encoding="utf-8")
    head, tail = text.split('[description]\nid = "')
    short = f'{head}[description]\nid = "Pendek."{tail[tail.index(chr(10)) :]}'
    (folder / "inovasi.toml").write_text(short, encoding="utf-8")
    with pytest.raises(DataError, match="search engines take 50 to 5000"):
        read_datasets(folder)


def test_a_folder_without_descriptions_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="describes no dataset"):
        read_datasets(tmp_path)
