from __future__ import annotations

import importlib
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inovasi.errors import MalformedQuery
from inovasi.query import lexer
from inovasi.query.lexer import Kind, tokens

PIECES = (
    *("SELECT", "service", "a", "true", "?x", "$y", "ex:a.b", "ex:", ":", "_:b.c", "<http://a/#b>"),
    *(
        "<",
        ">",
        "<=",
        "^^",
        "||",
        "&&",
        "!=",
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        ".",
        ";",
        ",",
        "?",
        "~",
    ),
    *('"a\\"b"', "'a'", '"""a"b""c"""', "'''a\n'b'''", "@en-GB", "@ar--rtl", "1", "1.5", ".5e-3"),
    *(
        " ",
        "\n",
        "\t",
        "\r\n",
        "# comment <'\"\n",
        "ex:a\\-b%41",
        "é",
        "\\",
        "'",
        '"',
        "@",
        "\ufeff",
    ),
)
texts = st.text() | st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(str(token.kind), token.text) for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<http://example.org/a#b>", Kind.IRI),
        ("<>", Kind.IRI),
        ("<\\u0041\\U00000042>", Kind.IRI),
        ("'it'", Kind.STRING),
        ("''", Kind.STRING),
        ('"a\\"b\\n\\u00e9"', Kind.STRING),
        ('"""two "" quotes\nand a line"""', Kind.STRING),
        ("'''it's'''", Kind.STRING),
        ("?service", Kind.VARIABLE),
        ("$1é·", Kind.VARIABLE),
        ("_:b.1-2", Kind.BLANK),
        ("@id", Kind.LANGUAGE),
        ("@ar--rtl", Kind.LANGUAGE),
        ("12", Kind.NUMBER),
        ("1.e5", Kind.NUMBER),
        (".5", Kind.NUMBER),
        ("service:x", Kind.PREFIXED),
        (":", Kind.PREFIXED),
        ("é.b-1:c:d.e", Kind.PREFIXED),
        ("ex:a%41\\,b\\_", Kind.PREFIXED),
        ("GROUP_CONCAT", Kind.WORD),
        ("^^", Kind.SYMBOL),
    ],
)
def test_a_terminal_is_one_token(text: str, kind: Kind) -> None:
    assert kinds(text) == [(kind, text)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("?s ?p ?o.", ["?s", "?p", "?o", "."]),
        ("ex:a.", ["ex:a", "."]),
        ("a.b.c", ["a", ".", "b", ".", "c"]),
        ("?a<?b", ["?a", "<", "?b"]),
        ("?a<<http://b#c>", ["?a", "<", "<http://b#c>"]),
        ("1.", ["1", "."]),
        ("?a-1", ["?a", "-", "1"]),
        ("1#2\n3#4\r5", ["1", "3", "5"]),
        ("<a b>", ["<", "a", "b", ">"]),
        ('"a"@en.', ['"a"', "@en", "."]),
        ("<p>?/<q>", ["<p>", "?", "/", "<q>"]),
    ],
)
def test_neighbours_are_told_apart(text: str, pieces: list[str]) -> None:
    assert [token.text for token in tokens(text)] == pieces


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("SELECT\n  ?x \\u0041", 2, 6),
        ("'open", 1, 1),
        ("\n'two\nlines'", 2, 1),
        ('"""open""', 1, 1),
        ("'wrong \\escape'", 1, 1),
        ("a &", 1, 3),
        ("a '\\ud83d\\ude00'", 1, 3),
        ('a "\\U0000DFFF"', 1, 3),
        ("a '\\U00110000'", 1, 3),
        ("<\\uD800>", 1, 2),
        ("\ufeffSELECT", 1, 1),
        ("a\u00a0b", 1, 2),
    ],
)
def test_what_begins_no_token_is_named_with_its_place(text: str, line: int, column: int) -> None:
    with pytest.raises(MalformedQuery) as caught:
        list(tokens(text))
    assert (caught.value.line, caught.value.column) == (line, column)


@given(texts)
def test_any_text_gives_tokens_or_an_error_and_tokens_and_gaps_give_the_text(text: str) -> None:
    try:
        found = list(tokens(text))
    except MalformedQuery:
        return
    end = 0
    for token in found:
        assert text.startswith(token.text, token.start)
        assert re.fullmatch(r"(?:[ \t\r\n]|#[^\r\n]*)*", text[end : token.start])
        end = token.start + len(token.text)
    assert re.fullmatch(r"(?:[ \t\r\n]|#[^\r\n]*)*", text[end:])


def repeats(node: Any) -> list[Any]:
    """The repetitions in a parsed pattern that could try again after giving way."""
    parser = importlib.import_module("re._parser")
    found = []
    if isinstance(node, parser.SubPattern | list | tuple):
        if isinstance(node, tuple) and str(node[0]) in {"MAX_REPEAT", "MIN_REPEAT"}:
            found += [node] if node[1][1] is parser.MAXREPEAT else []
        for part in node:
            found += repeats(part)
    return found


@pytest.mark.parametrize("name", ["_GAP", "_TOKEN", "_NAME", "_LOCAL", "_WORD"])
def test_no_repetition_without_bound_gives_way(name: str) -> None:
    pattern = vars(lexer)[name].pattern
    parser = importlib.import_module("re._parser")
    assert repeats(parser.parse(pattern)) == []
    assert repeats(parser.parse("(?:a*b)+")) != []


def test_no_run_of_name_characters_is_read_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []

    class Counting:
        def match(self, text: str, position: int) -> re.Match[str] | None:
            match = name.match(text, position)
            read.append(len(match[0]) if match else 0)
            return match

    name = lexer._NAME
    monkeypatch.setattr(lexer, "_NAME", Counting())
    text = "a.b-c." * 500
    assert len(list(tokens(text))) > 500
    assert sum(read) <= len(text)
