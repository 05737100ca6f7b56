"""Queries that must come back empty."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from inovasi import paths
from inovasi.errors import DataError, QueryRefused
from inovasi.knowledge.rules import check_rules, read_rules

HEAD: Final = """#+ title:
#+   id: Setiap hasil mempunyai skor
#+   en: Every result has a score
#+ mend:
#+   id: Tambahkan skornya.
#+   en: Add its score.
"""
QUERY: Final = "SELECT ?result WHERE { ?result a inov:AwardResult }\n"


def written(folder: Path, text: str, name: str = "skor") -> Path:
    (folder / f"{name}.rq").write_text(text, encoding="utf-8")
    return folder


def test_rule_without_rows_says_nothing(tmp_path: Path) -> None:
    assert check_rules(written(tmp_path, HEAD + QUERY), lambda _: []) == []


def test_rule_with_rows_is_one_line_a_row_in_order(tmp_path: Path) -> None:
    rows = [
        {"result": "https://w3id.org/inovasi/id/hasil/b", "n": "2"},
        {"result": "https://w3id.org/inovasi/id/hasil/a", "n": "1"},
    ]
    assert check_rules(written(tmp_path, HEAD + QUERY), lambda _: rows) == [
        "skor: n=1 result=id:hasil/a — not so: Every result has a score — Add its score.",
        "skor: n=2 result=id:hasil/b — not so: Every result has a score — Add its score.",
    ]


def test_rules_run_by_name_each_with_its_own_text(tmp_path: Path) -> None:
    asked: list[str] = []

    def select(text: str) -> list[dict[str, str]]:
        asked.append(text.splitlines()[-1])
        return []

    written(tmp_path, HEAD + "SELECT ?b {}", "b")
    check_rules(written(tmp_path, HEAD + "SELECT ?a {}", "a"), select)
    assert asked == ["SELECT ?a {}", "SELECT ?b {}"]


def test_rule_keeps_both_languages(tmp_path: Path) -> None:
    (rule,) = read_rules(written(tmp_path, HEAD + QUERY))
    assert rule.title == {
        "id": "Setiap hasil mempunyai skor",
        "en": "Every result has a score",
    }
    assert rule.mend["id"] == "Tambahkan skornya."
    assert rule.text.strip() == QUERY.strip()
    assert rule.text.count("\n") == HEAD.count("\n"), "lines are counted as in the file"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (QUERY, "it has no head"),
        ("#+ title: [\n" + QUERY, "skor.rq"),
        (HEAD.replace("#+   en: Every result has a score\n", "") + QUERY, "title is not given"),
        (HEAD.replace("en: Add its score.", "en: 7") + QUERY, "mend is not given"),
        (HEAD[: HEAD.index("#+ mend")] + QUERY, "mend is not given"),
        ("#+ severity: high\n" + HEAD + QUERY, "unknown key 'severity'"),
        (HEAD, "there is no query after the head"),
    ],
)
def test_rule_without_a_proper_head_is_a_data_error(
    tmp_path: Path, text: str, problem: str
) -> None:
    with pytest.raises(DataError) as caught:
        read_rules(written(tmp_path, text))
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


def test_rule_in_another_encoding_is_a_data_error(tmp_path: Path) -> None:
    (tmp_path / "latin.rq").write_bytes(b"#+ title: caf\xe9\n")
    with pytest.raises(DataError, match="UTF-8"):
        read_rules(tmp_path)


def test_rules_empty_folder_is_a_data_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"there are no rules here — restore the \.rq files"):
        read_rules(tmp_path)


def test_rule_that_is_refused_names_its_file(tmp_path: Path) -> None:
    def refuse(text: str) -> list[dict[str, str]]:
        raise QueryRefused("SERVICE is not allowed", "leave it out", "service")

    with pytest.raises(DataError, match=r"skor\.rq: SERVICE is not allowed — leave it out"):
        check_rules(written(tmp_path, HEAD + QUERY), refuse)


def test_rules_missing_folder_is_a_data_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="missing"):
        read_rules(tmp_path / "nothing")


@pytest.mark.skipif(not (paths.DATA / "rules").is_dir(), reason="no data in an installed package")
def test_rules_of_the_project_can_be_read() -> None:
    read_rules(paths.DATA / "rules")
