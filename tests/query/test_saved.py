from __future__ import annotations

from pathlib import Path

import pytest

from inovasi.errors import DataError, UsageError
from inovasi.query.saved import find_question, read_question, read_questions

HEAD = """#+ title:
#+   id: Berapa?
#+   en: How many?
#+ description:
#+   id: >-
#+     Baris satu
#+     baris dua.
#+   en: Two lines.
"""


def write(folder: Path, text: str, name: str = "jumlah.rq") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_the_head_is_read_and_the_query_is_what_follows(tmp_path: Path) -> None:
    question = read_question(write(tmp_path, HEAD + "\n# kept\nASK {}\n\n"))
    assert question.name == "jumlah"
    assert question.title == {"id": "Berapa?", "en": "How many?"}
    assert question.description["id"] == "Baris satu baris dua."
    assert question.text == "# kept\nASK {}"


def test_a_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    assert read_question(write(tmp_path, "\ufeff" + HEAD + "ASK {}")).text == "ASK {}"


def test_questions_come_in_their_order_then_by_name(tmp_path: Path) -> None:
    write(tmp_path, "#+ order: 20\n" + HEAD + "ASK {}", "a.rq")
    write(tmp_path, "#+ order: 10\n" + HEAD + "ASK {}", "c.rq")
    write(tmp_path, "#+ order: 20\n" + HEAD + "ASK {}", "b.rq")
    assert [question.name for question in read_questions(tmp_path)] == ["c", "a", "b"]


def test_a_folder_that_is_not_there_holds_no_questions(tmp_path: Path) -> None:
    assert read_questions(tmp_path / "none") == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("ASK {}", "no head"),
        (HEAD, "no query"),
        ("#+ title: Berapa?\nASK {}", "title is not given in both"),
        ("#+ title: {id: Berapa?}\nASK {}", "title is not given in both"),
        (HEAD.replace("en: Two lines.", "en: 2") + "ASK {}", "description is not given in both"),
        ("#+ order: first\n" + HEAD + "ASK {}", "order is 'first'"),
        ("#+ a: 1\n#+ b: [\nASK {}", "row 3: did not find"),
    ],
)
def test_a_wrong_head_is_named_with_its_file(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(DataError, match=problem) as caught:
        read_question(write(tmp_path, text))
    assert "jumlah.rq" in str(caught.value)


def test_a_wrong_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.rq").write_bytes(b"#+ title: \xff")
    with pytest.raises(DataError, match="byte 10 is not UTF-8"):
        read_question(tmp_path / "a.rq")


def test_a_question_is_found_by_its_name(tmp_path: Path) -> None:
    write(tmp_path, HEAD + "ASK {}", "peringkat-kota.rq")
    assert find_question(tmp_path, "peringkat-kota").text == "ASK {}"
    with pytest.raises(UsageError, match="did you mean peringkat-kota"):
        find_question(tmp_path, "peringkat")
    with pytest.raises(UsageError, match="write the query in quotes"):
        find_question(tmp_path, "../zzz")
