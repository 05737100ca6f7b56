from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.http import parse_date, parse_if_range_header

from inovasi.serving.heads import LONGEST, Heads
from inovasi.serving.refusals import REFUSAL
from tests.serving.support import call, environ

YEAR = "Mon, 01 Jan 99999999999 00:00:00 GMT"
SECOND = "Mon, 01 Jan 2020 00:00:99999999999999999999 GMT"
GOOD = "Sun, 22 Nov 2026 10:00:00 GMT"


def names(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    status = environ[REFUSAL].status.value if REFUSAL in environ else 200
    start_response(f"{status} Said", [])
    return [repr(sorted(name for name in environ if name.startswith("HTTP_"))).encode()]


@pytest.mark.parametrize(
    "values",
    [
        {"HTTP_ACCEPT": "x" * LONGEST},
        {"HTTP_A": "x" * (LONGEST // 2), "HTTP_B": "x" * (LONGEST // 2)},
        {"HTTP_" + "X" * LONGEST: ""},
        {"CONTENT_TYPE": "x" * (LONGEST + 1)},
        {"CONTENT_LENGTH": "0" * (LONGEST + 1)},
    ],
)
def test_fields_that_are_too_long_are_refused_and_read_by_nobody(values: dict[str, str]) -> None:
    said = call(Heads(names, names), environ(**values))
    assert (said.status, said.body) == ("431 Said", b"[]")


def test_fields_up_to_the_limit_are_passed_on() -> None:
    values: dict[str, Any] = {"HTTP_A": "x" * (LONGEST - 6)}
    said = call(Heads(names, names), environ(**values))
    assert (said.status, said.body) == ("200 Said", b"['HTTP_A']")


def test_what_is_no_field_may_be_long() -> None:
    assert call(Heads(names, names), environ(query="x" * 60_000)).status == "200 Said"


@pytest.mark.parametrize("path", ["//sparql", "///sparql", "sparql"])
@pytest.mark.parametrize("query", ["query=ASK{}", "", "query=ASK"])
def test_a_path_is_the_one_for_which_flask_takes_it(
    client: FlaskClient, path: str, query: str
) -> None:
    expected = client.get(f"/sparql?{query}")
    written = {"PATH_INFO": path, "QUERY_STRING": query}
    answer = client.get("/", environ_overrides=written)
    assert (answer.status_code, answer.data) == (expected.status_code, expected.data)


def test_without_a_path_nothing_is_answered_but_where_it_is(client: FlaskClient) -> None:
    answer = client.get("/", environ_overrides={"PATH_INFO": ""})
    assert (answer.status_code, answer.headers["Location"]) == (308, "http://localhost/")


@pytest.mark.parametrize("path", ["/", "/sparql?query=ASK{}", "/nothing"])
@pytest.mark.parametrize("method", ["get", "Get", "head", "pOST", "x"])
def test_a_method_in_small_letters_is_none(client: FlaskClient, path: str, method: str) -> None:
    # The client of the tests writes them in capitals.
    answer = client.get(path, environ_overrides={"REQUEST_METHOD": method})
    problem: Any = answer.json
    assert (answer.status_code, problem["detail"]) == (400, f"{method} is no method")
    assert problem["remedy"] == f"write it in capitals: {method.upper()}"


@pytest.mark.parametrize("date", [YEAR, SECOND])
@pytest.mark.parametrize("path", ["/", "/static/style.css", "/sparql?query=ASK{}", "/nothing"])
@pytest.mark.parametrize("field", ["If-Modified-Since", "If-Unmodified-Since", "If-Range"])
def test_a_date_that_is_none_is_as_if_it_were_not_there(
    client: FlaskClient, path: str, field: str, date: str
) -> None:
    expected = client.get(path)
    answer = client.get(
        path, headers={field: date, "Range": "bytes=0-1"} if "R" in field else {field: date}
    )
    assert (answer.status_code, answer.data) == (expected.status_code, expected.data)


@pytest.mark.parametrize("date", [GOOD, "yesterday", '"tag"', ""])
def test_any_other_condition_is_left_as_it_is(date: str) -> None:
    asked: dict[str, Any] = environ(HTTP_IF_MODIFIED_SINCE=date, HTTP_IF_RANGE=date)
    call(Heads(names, names), asked)
    assert asked["HTTP_IF_MODIFIED_SINCE"] == asked["HTTP_IF_RANGE"] == date


NUMBERS = st.integers() | st.integers(-20, 3000)


@given(st.lists(NUMBERS, min_size=6, max_size=6))
def test_whatever_numbers_a_date_has_it_can_be_read_behind(numbers: list[int]) -> None:
    day, year, hour, minute, second, zone = numbers
    date = f"Mon, {day} Jan {year} {hour}:{minute}:{second} {zone}"
    asked: dict[str, Any] = environ(HTTP_IF_MODIFIED_SINCE=date, HTTP_IF_RANGE=date)
    call(Heads(names, names), asked)
    parse_date(asked["HTTP_IF_MODIFIED_SINCE"])
    parse_if_range_header(asked["HTTP_IF_RANGE"])


def test_the_refusal_is_a_problem_in_the_usual_form(client: FlaskClient) -> None:
    answer = client.get("/sparql?query=ASK{}", headers={"Accept": "text/html" + ";" * LONGEST})
    problem: Any = answer.json
    assert (answer.status_code, problem["status"]) == (431, 431)
    assert problem["type"].endswith("/fields-too-large")
    assert "16384 bytes" in problem["detail"]
