from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inovasi.query.wellformed import (
    MAX_NESTING,
    Check,
    JsonNesting,
    Malformed,
    NoCheck,
    TermNesting,
    XmlForm,
)


def feed(check: Check, text: bytes, size: int = 7) -> None:
    for start in range(0, len(text), size):
        check.feed(text[start : start + size])
    check.feed(b"")


VALUES = st.recursive(
    st.text() | st.integers(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(VALUES, st.integers(1, 20))
def test_json_that_is_not_deep_passes_whatever_its_strings_hold(value: object, size: int) -> None:
    feed(JsonNesting(), json.dumps(value, ensure_ascii=False).encode(), size)


@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
@pytest.mark.parametrize("size", [1, 7, 4096])
def test_json_may_be_nested_so_deep_and_no_deeper(opening: bytes, size: int) -> None:
    feed(JsonNesting(), opening * MAX_NESTING, size)
    with pytest.raises(Malformed, match="nested more than 200 deep") as caught:
        feed(JsonNesting(), b"\n\n" + opening * (MAX_NESTING + 1) + b"\n" * 9, size)
    assert caught.value.line == 3


@pytest.mark.parametrize(
    "text", [b'"' + b"[" * 999 + b'"', b'"\\"' + b"[" * 999 + b'"', b'"\\\\", "[[["' + b"[]" * 999]
)
def test_what_stands_in_a_string_is_not_nested(text: bytes) -> None:
    for size in (1, 2, 3, 4096):
        feed(JsonNesting(), text, size)


LINKS = [
    b"<<( <a:s> <a:p> ",
    b"<<(<a:s><a:p>",
    b"<<( <a:it's_(one)#1> a:p\\'\\( ",
    b"<<( [] a # ')>>(\r\"\n",
    b"<<( _:b.c <a:\\u0041> ",
]


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("size", [1, 7, 4096, 100_000])
def test_triple_terms_may_be_nested_so_deep_and_no_deeper(link: bytes, size: int) -> None:
    before = b"<a:s> <a:p> '<<( <', '<<(' .\n<a:s>\n<a:p> "
    feed(TermNesting(), before + link * MAX_NESTING + b"<a:o>" + b" )>>" * MAX_NESTING, size)
    with pytest.raises(Malformed, match="nested more than 200 deep") as caught:
        feed(TermNesting(), before + link * (MAX_NESTING + 1) + b"\n" * 9, size)
    assert caught.value.line == 3


@pytest.mark.parametrize(
    "text",
    [
        b"<a:s> <a:p> <<( <a:s> <a:p> <a:o> )>> .\n",
        b"<a:s> <a:p> <<( <a:s> <a:p> 'x' )>>, <<( <a:s> <a:p> <a:o> )>> .\n",
        b"<a:s> <a:p> '<<(', '<<(', \"<<( <a:s> <a:p>\" .\n",
        b"<< <a:s> <a:p> <a:o> >> <a:p> << <a:s> <a:p> ( 1 ) >> .\n",
    ],
)
def test_any_number_of_triple_terms_may_stand_side_by_side(text: bytes) -> None:
    for size in (1, 7, 4096):
        feed(TermNesting(), text * (MAX_NESTING + 1), size)


def test_no_string_hides_what_stands_behind_it() -> None:
    with pytest.raises(Malformed):
        feed(TermNesting(), b"<a:s> <a:p> '<<( #', " + LINKS[0] * (MAX_NESTING + 1))


@given(st.lists(st.sampled_from([*b"<(>) '\"\\#\n", *LINKS, *range(256)])), st.integers(1, 9))
def test_any_text_has_terms_that_are_deep_or_not(parts: list[int | bytes], size: int) -> None:
    text = b"".join(bytes([part]) if isinstance(part, int) else part for part in parts)
    feed(TermNesting(), text, size)


@pytest.mark.parametrize("size", [1, 7, 4096])
def test_xml_may_be_nested_so_deep_and_no_deeper(size: int) -> None:
    def deep(levels: int) -> bytes:
        return b"\n<a><b>" * levels + b"</b></a>" * levels

    feed(XmlForm(), deep(MAX_NESTING), size)
    feed(XmlForm(), b"<a>" + b"<b/>" * 999 + b"</a>", size)
    with pytest.raises(Malformed, match="nested more than 200 deep") as caught:
        feed(XmlForm(), deep(MAX_NESTING + 1), size)
    assert caught.value.line == MAX_NESTING + 2


@pytest.mark.parametrize(
    ("text", "problem", "line"),
    [
        (b"<a>\n<b>\n", "no element found", 3),
        (b"<a>\n</b>\n", "mismatched tag", 2),
        (b"", "no element found", 1),
        (b"<a>&none;</a>", "undefined entity", 1),
    ],
)
def test_xml_that_is_not_whole_is_refused_with_its_line(
    text: bytes, problem: str, line: int
) -> None:
    with pytest.raises(Malformed, match=problem) as caught:
        feed(XmlForm(), text)
    assert caught.value.line == line


def test_xml_entities_may_shorten_names_and_not_explode() -> None:
    entity = b'<!DOCTYPE a [<!ENTITY owl "http://www.w3.org/2002/07/owl#">]><a b="&owl;x">&owl;</a>'
    feed(XmlForm(), entity)
    chain = b"".join(
        b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in range(98, 108)
    )
    bomb = b'<!DOCTYPE a [<!ENTITY a "xxxxxxxxxx">' + chain + b"]><a>&k;</a>"
    with pytest.raises(Malformed, match="amplification"):
        feed(XmlForm(), bomb)


def test_no_check_lets_everything_through() -> None:
    feed(NoCheck(), b"[" * 999)
