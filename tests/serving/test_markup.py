"""Names, links and values as HTML: escaped, isolated, in their own language."""

from __future__ import annotations

import pytest
from markupsafe import Markup, escape

from inovasi import iris
from inovasi.resources.labels import Name, Names
from inovasi.resources.terms import Kind, Term
from inovasi.serving.markup import Writer, Writers
from tests.pages.hostile import TEXTS

THING = iris.ENTITY + "x"
OTHERS = "https://www.example.org/a/"
XSD = iris.PREFIXES["xsd"]


def writer(labels: dict[str, dict[str, str]] | None = None, language: str = "id") -> Writer:
    places = {THING: "/doc/x?a&b", OTHERS: OTHERS}
    return Writer(language, lambda iri: places.get(iri, ""), Names(labels or {}, language))


def literal(text: str, language: str = "", kind: str = "string") -> Term:
    return Term(Kind.LITERAL, text, language, "" if language else XSD + kind)


def test_a_name_says_its_language_where_the_page_has_another() -> None:
    assert writer().name(Name("Kota", "id")) == "<bdi>Kota</bdi>"
    assert writer().name(Name("X")) == "<bdi>X</bdi>"
    assert writer().name(Name("City", "en")) == '<bdi lang="en">City</bdi>'


def test_a_link_leads_to_the_page_about_an_iri() -> None:
    write = writer({THING: {"en": "Thing"}})
    assert write.link(THING) == '<a href="/doc/x?a&amp;b"><bdi lang="en">Thing</bdi></a>'
    assert write.link(THING) is write.link(THING)
    assert write.link(THING, "<1>") == '<a href="/doc/x?a&amp;b"><bdi>&lt;1&gt;</bdi></a>'
    assert write.link(THING, Markup("<b>1</b>")).endswith("<bdi><b>1</b></bdi></a>")


def test_a_page_has_one_writer_for_each_way_of_naming() -> None:
    class Known:
        def __init__(self, text: str) -> None:
            self.text = text

        def name(self, _: str) -> Name:
            return Name(self.text)

        def column(self, _: str) -> Name:
            return Name(self.text.upper())

    writers = Writers("id", lambda _: "")
    first, second = Known("a"), Known("b")
    assert writers(first.name) == writers(first.name)
    assert [writers(each)[1]("x:x") for each in (first.name, first.column, second.name)] == [
        "<bdi>a</bdi>",
        "<bdi>A</bdi>",
        "<bdi>b</bdi>",
    ]
    names = Names({}, "id")
    assert writers(names)[1]("urn:x") == "<bdi>urn:x</bdi>"


def test_what_has_no_page_is_no_link() -> None:
    assert writer().link("urn:x") == "<bdi>urn:x</bdi>"
    assert writer().link("javascript:alert(1)", 3) == "<bdi>3</bdi>"


def test_the_address_of_others_is_told_in_full() -> None:
    href = f'<a href="{OTHERS}" title="{OTHERS}">'
    assert writer().link(OTHERS) == f"{href}<bdi>example.org/a</bdi></a>"


@pytest.mark.parametrize(
    ("term", "written"),
    [
        (Term(Kind.IRI, "urn:x"), "<bdi>urn:x</bdi>"),
        (Term(Kind.BLANK, "_:<b"), "<code>_:&lt;b</code>"),
        (Term(Kind.TRIPLE, '<<( "<" )>>'), "<code>&lt;&lt;( &#34;&lt;&#34; )&gt;&gt;</code>"),
        (literal("Kota", "id"), '<bdi class="literal">Kota</bdi>'),
        (
            literal("City", "en"),
            '<bdi class="literal" lang="en">City</bdi> <small class="tag">en</small>',
        ),
        (literal("2478", kind="integer"), '<bdi class="literal figure">2478</bdi>'),
        (literal("9" * 20, kind="integer"), f'<bdi class="literal">{"9" * 20}</bdi>'),
        (literal("2017-11-16", kind="date"), '<time datetime="2017-11-16">16 November 2017</time>'),
        (
            literal(OTHERS, kind="anyURI"),
            f'<a href="{OTHERS}" rel="external" title="{OTHERS}">example.org/a</a>',
        ),
        (literal("javascript:1", kind="anyURI"), '<bdi class="literal">javascript:1</bdi>'),
    ],
)
def test_any_term_is_written(term: Term, written: str) -> None:
    assert writer().value(term) == written


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_text_is_text(text: str) -> None:
    write = Writer("id", lambda iri: iri, lambda _: Name(text, text))
    whole = str(escape(text))
    assert write.name(Name(text, text)) == f'<bdi lang="{whole}">{whole}</bdi>'
    assert (
        write.link(text) == f'<a href="{whole}" title="{whole}">{write.name(Name(text, text))}</a>'
    )
    assert write.link(text, text) == f'<a href="{whole}"><bdi>{whole}</bdi></a>'
    tag = f' <small class="tag">{whole}</small>'
    assert (
        write.value(literal(text, text))
        == f'<bdi class="literal" lang="{whole}">{whole}</bdi>{tag}'
    )
    assert "<script" not in write.value(literal(text, kind="anyURI"))
    for kind in ("date", "integer", "string"):
        assert write.value(literal(text, kind=kind)).count("<") == 2
    assert write.value(Term(Kind.BLANK, text)) == f"<code>{whole}</code>"
