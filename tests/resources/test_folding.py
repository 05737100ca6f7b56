"""How texts are compared, and where in them a word was found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from inovasi.resources.folding import fold, marks, words


def test_case_diacritics_and_unseen_signs_do_not_count() -> None:
    assert fold("Kota MAGELANG") == "kota magelang"
    assert fold("Café Ðà\u00adta\u200e \u202eGo") == "cafe ðata go"
    assert fold("Straße ﬁle") == "strasse file"


def test_words_are_letters_and_digits() -> None:
    assert words("PP 38/2017, «Inovasi–Daerah»") == ["pp", "38", "2017", "inovasi", "daerah"]
    assert words(" …/ ") == []


def test_marks_are_of_the_text_as_it_is_written() -> None:
    text = "«É\u0301co» Straße"
    spans = marks(text, lambda word: {"eco": 3, "strasse": 6}.get(word, 0))
    assert [text[start:end] for start, end in spans] == ["É\u0301co", "Straß"]


def test_a_sign_that_folds_to_several_is_marked_once() -> None:
    assert marks("ﬁﬁ", lambda _: 1) == ((0, 1),)
    assert words("a½b") == ["a1", "2b"]
    assert marks("a½b", len) == ((0, 2), (2, 3))


@given(st.text(), st.text())
def test_a_text_folds_as_its_signs_do_and_marks_lie_in_it(text: str, other: str) -> None:
    assert fold(text + other) == fold(text) + fold(other)
    end = 0
    for start, stop in marks(text, len):
        assert end <= start < stop <= len(text)
        end = stop
