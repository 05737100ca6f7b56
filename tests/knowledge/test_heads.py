"""Heads of query files."""

from __future__ import annotations

from pathlib import Path

import pytest

from inovasi.errors import DataError
from inovasi.knowledge.heads import parse_headed, read_headed

FILE = Path("skor.rq")


def test_head_and_query_are_taken_apart() -> None:
    headed = parse_headed(
        FILE, "#+ order: 3\n#+\n#+ tags: [a]\n\n  \n# kept\n#+ also kept\nASK {}\n\n"
    )
    assert headed.fields == {"order": 3, "tags": ["a"]}
    assert headed.text == "# kept\n#+ also kept\nASK {}"
    assert headed.above == 5


def test_both_languages_each_on_one_line() -> None:
    headed = parse_headed(
        FILE, "#+ title:\n#+   id: >-\n#+     Berapa\n#+     ini?\n#+   en: How many?\nASK {}"
    )
    assert headed.both("title") == {"id": "Berapa ini?", "en": "How many?"}


@pytest.mark.parametrize(
    "title",
    ["Berapa?", "{id: Berapa?}", "{id: Berapa?, en: 2}", "{id: Berapa?, en: ' '}", "[a, b]", ""],
)
def test_a_text_that_is_not_in_both_languages_is_a_data_error(title: str) -> None:
    headed = parse_headed(FILE, f"#+ title: {title}\nASK {{}}")
    with pytest.raises(DataError, match=r"^skor\.rq: title is not given in both languages — give"):
        headed.both("title")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("ASK {}", "it has no head"),
        ("", "it has no head"),
        ("#+ only words\nASK {}", "it has no head"),
        ("#+ a: 1\n", "there is no query after the head"),
        ("#+ a: 1\n#+ b: [\nASK {}", "row 3: did not find"),
        ("#+ a: \x07\nASK {}", "control characters are not allowed"),
    ],
)
def test_a_file_without_head_or_query_is_a_data_error(content: str, problem: str) -> None:
    with pytest.raises(DataError, match=problem) as caught:
        parse_headed(FILE, content)
    assert "\n" not in str(caught.value)


def test_a_file_that_cannot_be_read_is_a_data_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"cannot be read \(Is a directory\)"):
        read_headed(tmp_path)
    (tmp_path / "a.rq").write_bytes(b"#+ title: \xff")
    with pytest.raises(DataError, match=r"a\.rq: byte 10 is not UTF-8"):
        read_headed(tmp_path / "a.rq")
