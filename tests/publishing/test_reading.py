"""Indonesian wording read as values."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inovasi.publishing import reading


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2548", "2548"),
        ("2.548", "2548"),
        ("1.234.567", "1234567"),
        ("75,39", "75.39"),
        ("0,4", "0.4"),
        ("6,0", "6"),
        ("007", "7"),
        ("-3,50", "-3.5"),
        ("75.39", None),
        ("1,2,3", None),
        ("enam", None),
        ("", None),
    ],
)
def test_number_reads_point_as_thousands_and_comma_as_decimal(written: str, expected: str) -> None:
    assert reading.number(written) == expected


@given(st.decimals(min_value=0, max_value=10**12, places=3))
def test_number_inverts_indonesian_writing(value: Decimal) -> None:
    whole, _, fraction = f"{value:,.3f}".partition(".")
    found = reading.number(f"{whole.replace(',', '.')},{fraction}")
    assert found is not None
    assert Decimal(found) == value


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1 Januari 2017", ("2017-01-01", "2017-01-01")),
        ("16-17 November 2017", ("2017-11-16", "2017-11-17")),
        ("16 – 17 november 2017", ("2017-11-16", "2017-11-17")),
        ("16 Nopember 2017", None),
        ("2017", None),
    ],
)
def test_dates_reads_a_day_or_a_range(written: str, expected: tuple[str, str] | None) -> None:
    assert reading.dates(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2016-2021", ("2016", "2021")),
        ("2011 – 2015", ("2011", "2015")),
        ("2016 sampai dengan 2021", ("2016", "2021")),
        ("2004 sampai dengan tahun 2017", ("2004", "2017")),
        ("2017", ("2017", "2017")),
        ("tahun 2017", None),
    ],
)
def test_years_reads_a_year_or_a_range(written: str, expected: tuple[str, str] | None) -> None:
    assert reading.years(written) == expected


@pytest.mark.parametrize(
    ("written", "datatype", "rule", "expected"),
    [
        ("kelima", "integer", "ordinal", "5"),
        ("Kesepuluh", "integer", "ordinal", "10"),
        ("lima", "integer", "ordinal", None),
        ("kelima", "integer", "", None),
        ("kelima", "string", "ordinal", None),
        ("2 hari", "duration", "", "P2D"),
        ("2", "duration", "", None),
        ("16-17 November 2017", "date", "range-start", "2017-11-16"),
        ("16-17 November 2017", "date", "range-end", "2017-11-17"),
        ("16-17 November 2017", "date", "", None),
        ("2016 sampai dengan 2021", "gYear", "range-start", "2016"),
        ("2016 sampai dengan 2021", "gYear", "range-end", "2021"),
        ("2016 sampai dengan 2021", "gYear", "", None),
        ("002.6-8688", "string", "", "002.6-8688"),
        ("2548", "integer", "restatement", None),
        ("ya", "boolean", "", None),
    ],
)
def test_literal_reads_by_datatype_and_rule(
    written: str, datatype: str, rule: str, expected: str | None
) -> None:
    assert reading.literal(written, datatype, rule) == expected


def test_same_name_ignores_case_and_white_space_only() -> None:
    assert reading.same_name("Badan  Litbang\nKota", ["badan litbang kota"])
    assert not reading.same_name("Badan Litbang", ["badan litbang kota"])


@given(st.text(max_size=40), st.sampled_from(["integer", "decimal", "gYear", "date", "duration"]))
def test_literal_takes_any_text(written: str, datatype: str) -> None:
    for rule in reading.RULES:
        reading.literal(written, datatype, rule)
