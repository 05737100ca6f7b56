"""Literals as a reader's language writes them."""

from __future__ import annotations

import pytest

from inovasi import iris
from inovasi.resources.terms import Kind, Term
from inovasi.resources.values import grouped, several, shown, signed


def typed(text: str, kind: str) -> Term:
    return Term(Kind.LITERAL, text, datatype=iris.expand(f"xsd:{kind}"))


@pytest.mark.parametrize(
    ("kind", "text", "indonesian", "english"),
    [
        ("date", "2017-11-16", "16 November 2017", "16 November 2017"),
        ("date", "2017-08-01", "1 Agustus 2017", "1 August 2017"),
        ("gYearMonth", "2017-05", "Mei 2017", "May 2017"),
        ("gYear", "2017", "2017", "2017"),
        ("dateTime", "2017-11-16T08:05:00", "16 November 2017, 08.05", "16 November 2017, 08:05"),
        ("integer", "2478", "2478", "2478"),
        ("decimal", "75.39", "75,39", "75.39"),
        ("boolean", "true", "ya", "yes"),
        ("boolean", "0", "tidak", "no"),
        ("duration", "P3D", "3 hari", "3 days"),
        ("duration", "P1Y2MT4H", "1 tahun, 2 bulan, 4 jam", "1 year, 2 months, 4 hours"),
        ("string", "P3D", "P3D", "P3D"),
    ],
)
def test_a_literal_in_both_languages(kind: str, text: str, indonesian: str, english: str) -> None:
    assert shown(typed(text, kind), "id").text == indonesian
    assert shown(typed(text, kind), "en").text == english


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("date", "2017-02-30"),
        ("date", "soon"),
        ("gYearMonth", "2017-13"),
        ("boolean", "perhaps"),
        ("duration", "P"),
        ("duration", "P1YT"),
        ("dateTime", "x"),
    ],
)
def test_what_is_not_what_its_datatype_says_stands_as_written(kind: str, text: str) -> None:
    assert shown(typed(text, kind), "en") == (text, "", "", False)


def test_what_programs_read_stands_beside_it() -> None:
    assert shown(typed("2017-11-16", "date"), "id").machine == "2017-11-16"
    assert shown(typed("75.39", "decimal"), "id").numeric
    assert shown(Term(Kind.LITERAL, "Kota", "id"), "en") == ("Kota", "id", "", False)
    other = Term(Kind.LITERAL, "POINT(1 2)", datatype=iris.expand("geo:wktLiteral"))
    assert shown(other, "id").text == "POINT(1 2)"


def test_a_count_has_its_thousands_apart() -> None:
    assert (grouped(12345, "id"), grouped(12345, "en"), grouped(7, "id")) == (
        "12.345",
        "12,345",
        "7",
    )


def test_one_is_not_many() -> None:
    words = {"one": "{count} claim", "many": "{count} claims"}
    assert [several(words, number, "en") for number in (0, 1, 1200)] == [
        "0 claims",
        "1 claim",
        "1,200 claims",
    ]


def test_a_number_below_zero_has_a_sign_as_wide_as_a_plus() -> None:
    assert signed("-7.47", "id") == "\N{MINUS SIGN}7,47"
    assert signed("-7.47", "en") == "\N{MINUS SIGN}7.47"
    assert signed("110.2", "id") == "110,2"
