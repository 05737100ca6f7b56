"""Every identifier of ours in the published graph answers, in each form, and says what is known."""

from __future__ import annotations

import http.client
from collections.abc import Callable

import pytest
from pyoxigraph import RdfFormat, parse

from inovasi import iris
from tests.pages import crawling
from tests.pages.crawling import FORMS
from tests.pages.site import HTML, Site

pytestmark = pytest.mark.no_cover
Check = Callable[[http.client.HTTPConnection, str], str]


def speaks(media_type: str, form: RdfFormat) -> Check:
    """Whether an address answers in a form with what the graph says of the thing."""

    def check(connection: http.client.HTTPConnection, path: str) -> str:
        answer = crawling.follow(connection, path, media_type)
        if answer.status != 200 or answer.headers.get_content_type() != media_type:
            return f"{answer.status} {answer.headers['Content-Type']}"
        iri = iris.BASE.rstrip("/") + path
        said = {quad.triple for quad in parse(answer.body, form)}
        if iri.startswith(iris.GRAPH):
            return "" if said == crawling.graph(iri) else "not the statements of the graph"
        return crawling.missing(iri, said)

    return check


@pytest.mark.parametrize("media_type", FORMS)
def test_every_identifier_answers_for_programs(site: Site, media_type: str) -> None:
    paths = crawling.identifiers()
    assert len(paths) > 1500
    assert crawling.each(site, paths, speaks(media_type, FORMS[media_type])) == []


def test_every_identifier_answers_for_people_and_no_link_is_dead(site: Site) -> None:
    linked: set[str] = set()

    def collect(connection: http.client.HTTPConnection, path: str) -> str:
        answer = crawling.follow(connection, path, HTML)
        if answer.status != 200 or answer.headers.get_content_type() != "text/html":
            return f"{answer.status} {answer.headers['Content-Type']}"
        linked.update(crawling.links(site, path, answer.body))
        return ""

    def lives(connection: http.client.HTTPConnection, path: str) -> str:
        answer = crawling.follow(connection, path, "*/*")
        return "" if answer.status < 400 else str(answer.status)

    assert crawling.each(site, crawling.identifiers(), collect) == []
    assert crawling.each(site, sorted(crawling.unseen(linked)), lives) == []
