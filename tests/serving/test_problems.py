from __future__ import annotations

import logging
from html import unescape
from http import HTTPStatus
from typing import Any

import pytest
from flask.testing import FlaskClient

from inovasi import errors
from inovasi.query.index import IndexEngine
from inovasi.serving.pages import read_texts
from inovasi.serving.problems import TYPES, InternalError
from tests.serving.conftest import BROWSER


def kinds(base: type[errors.RequestError]) -> list[type[errors.RequestError]]:
    return [base, *(kind for child in base.__subclasses__() for kind in kinds(child))]


KINDS = [kind for kind in kinds(errors.RequestError) if kind.__module__ == errors.__name__]


@pytest.mark.parametrize("kind", [*KINDS, InternalError], ids=lambda kind: kind.__name__)
def test_every_error_has_its_words_in_both_languages(kind: type[errors.RequestError]) -> None:
    for texts in read_texts().values():
        assert set(texts["problem"][kind.slug]) == {"title", "advice"}


def problem(client: FlaskClient, address: str, **options: Any) -> dict[str, Any]:
    answer = client.open(address, **options)
    assert answer.mimetype == "application/problem+json"
    document = answer.json
    assert isinstance(document, dict)
    assert document["status"] == answer.status_code
    assert document["title"] == HTTPStatus(document["status"]).phrase or document["title"]
    return document


def test_a_problem_has_the_members_of_the_standard_and_what_to_do(client: FlaskClient) -> None:
    assert problem(client, "/sparql?query=SELECT+*+{") == {
        "type": "https://w3id.org/inovasi/def/problem/malformed-query",
        "title": "Query not understood",
        "status": 400,
        "detail": "line 1, column 10: this bracket is not closed",
        "remedy": "correct the query at that place and send it again",
        "line": 1,
        "column": 10,
    }


def test_a_problem_says_what_is_allowed_offered_or_exceeded(client: FlaskClient) -> None:
    assert problem(client, "/sparql", method="DELETE")["allowed"] == [
        "GET",
        "HEAD",
        "OPTIONS",
        "POST",
    ]
    png = {"Accept": "image/png"}
    offered = problem(client, "/sparql?query=ASK{}", headers=png)["offered"]
    assert "application/sparql-results+json" in offered
    assert problem(client, "/sparql?query=LOAD")["limit"] == "load"


def test_nothing_at_an_address_is_a_problem(client: FlaskClient) -> None:
    assert problem(client, "/nothing")["detail"] == "There is nothing at /nothing"
    assert problem(client, "/static/nothing.css")["status"] == 404
    assert problem(client, "/static/..%2f..%2fapp.py")["status"] == 404


def test_a_browser_gets_a_page_with_the_place_marked(client: FlaskClient) -> None:
    answer = client.get("/sparql?query=SELECT+*+{%0A++%3Cb%3E+x:y+%3Fo+}", headers=BROWSER)
    assert answer.status_code == 400
    assert answer.mimetype == "text/html"
    assert "Kueri tidak dapat dipahami" in answer.text
    assert "  &lt;b&gt; x:y ?o }\n      ^" in answer.text
    assert "SELECT * {\n  &lt;b&gt; x:y ?o }</textarea>" in answer.text


def test_what_nobody_foresaw_is_logged_and_not_told(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("secret")

    monkeypatch.setattr(IndexEngine, "answer", fail)
    with caplog.at_level(logging.ERROR, "inovasi"):
        document = problem(client, "/sparql?query=ASK{}")
    assert document["type"].endswith(InternalError.slug)
    assert "secret" not in str(document)
    assert "KeyError: 'secret'" in caplog.text


def test_a_busy_server_says_when_to_come_back(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise errors.Busy("All processes are busy", 7)

    monkeypatch.setattr(IndexEngine, "answer", refuse)
    answer = client.get("/sparql?query=ASK{}")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "7"


def test_an_error_is_not_kept(client: FlaskClient) -> None:
    assert client.get("/nothing").headers["Cache-Control"] == "no-store"
    assert "ETag" not in client.get("/nothing").headers


def test_a_redirect_is_no_problem(client: FlaskClient) -> None:
    assert client.get("//healthz").status_code in {200, 308}


@pytest.mark.parametrize("kind", [*KINDS, InternalError], ids=lambda kind: kind.__name__)
def test_the_type_of_a_problem_answers_with_what_it_means(
    client: FlaskClient, kind: type[errors.RequestError]
) -> None:
    words = read_texts()["en"]["problem"][kind.slug]
    answer = client.get(f"/def/problem/{kind.slug}?lang=en")
    assert answer.status_code == 200
    assert words["advice"] in unescape(answer.text)
    assert f"{TYPES}{kind.slug}</code>" in answer.text
    assert str(kind.status.value) in answer.text


def test_a_kind_of_problem_that_there_is_not_is_not_found(client: FlaskClient) -> None:
    assert problem(client, "/def/problem/nothing")["status"] == 404
