from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inovasi.errors import NotAcceptable, NotFound
from inovasi.query.formats import FORMATS, HTML, Form, choices, named
from inovasi.serving.negotiation import choose, choose_by, language, negotiate, prefers_html

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, "application/sparql-results+json"),
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/csv", "text/csv"),
        ("TEXT/CSV", "text/csv"),
        ("text/*", "text/csv"),
        ("application/*", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("application/xml", "application/xml"),
        ("text/csv;q=0.5, text/tab-separated-values", "text/tab-separated-values"),
        ("text/csv;q=0.5, */*;q=0.1", "text/csv"),
        ("*/*, application/sparql-results+json;q=0.1", "application/json"),
        ("application/sparql-results+json;q=0, application/json;q=0, */*",
         "application/sparql-results+xml"),
        ("text/*;q=0, */*;q=0.1", "application/sparql-results+json"),
        ("text/csv;header=absent", "text/csv"),
        ("text/csv; charset=utf-8; q=0.3, image/png", "text/csv"),
        ("text/csv;header=absent, application/xml;q=0.1", "application/xml"),
        ("text/csv;header=present, application/xml;q=0.1", "text/csv"),
        ("text/csv;foo=bar;q=0, text/csv", "text/csv"),
        ("text/csv;charset=utf-8;q=0.1, text/csv, application/xml;q=0.5", "application/xml"),
        ('application/json;charset="UTF-8"', "application/json"),
        ("application/sparql-results+json;version=1.2", "application/sparql-results+json"),
        ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", "text/html"),
        ("text/csv;q=2, application/xml;q=0.1", "application/xml"),
        ("nonsense, (), text/tab-separated-values", "text/tab-separated-values"),
        (";;;", "application/sparql-results+json"),
        ("text/csv ; q=0.2 , application/sparql-results+xml;q=0.8",
         "application/sparql-results+xml"),
        (BROWSER, "text/html"),
        ("text/html;q=0.9, text/csv", "text/csv"),
    ],
)  # fmt: skip
def test_the_best_accepted_format_is_chosen(accept: str | None, media_type: str) -> None:
    assert negotiate(accept, Form.SELECT, extra=(HTML,)).media_type == media_type


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("image/png", Form.SELECT),
        ("text/csv;q=0", Form.SELECT),
        ("*/*;q=0", Form.ASK),
        ("text/csv", Form.ASK),
        ("*/csv", Form.SELECT),
        ("text/csv;charset=iso-8859-1", Form.SELECT),
        ("text/csv;q=0, text/csv;foo=bar", Form.SELECT),
        ("text/turtle", Form.SELECT),
        ("application/sparql-results+json", Form.CONSTRUCT),
    ],
)
def test_nothing_accepted_says_what_is_offered(accept: str, form: Form) -> None:
    with pytest.raises(NotAcceptable) as caught:
        negotiate(accept, form)
    offered = "text/turtle" if form.gives_graph else "application/sparql-results+json"
    assert offered in caught.value.offered


def test_a_graph_is_turtle_unless_asked_otherwise() -> None:
    assert negotiate("*/*", Form.DESCRIBE).media_type == "text/turtle"
    assert negotiate("application/ld+json", Form.CONSTRUCT).format.name == "jsonld"


def test_a_name_wins_over_the_header() -> None:
    assert negotiate("text/csv", Form.SELECT, "xml").format.name == "xml"


TYPES = ("application", "text", "*")
SUBTYPES = ("sparql-results+json", "json", "xml", "csv", "tab-separated-values", "html", "*")
PARAMETERS = ("", ";charset=utf-8", ";charset=latin-1", ";charset=utf-8;version=1.2")
WEIGHTS = ("", ";q=0", ";q=0.1", ";q=0.5", ";q=1")


def applies(media_range: str, media_type: str) -> bool:
    """RFC 9110, 12.5.1: a range matches by type, subtype and every one of its parameters."""
    name, *parameters = media_range.split(";")
    kind, subkind = name.split("/")
    ours = media_type.split("/")
    return (
        kind in ("*", ours[0])
        and subkind in ("*", ours[1])
        and all(parameter in ("charset=utf-8", "version=1.2") for parameter in parameters)
    )


def specificity(media_range: str) -> tuple[bool, bool, int]:
    """The order that the RFC gives by example: parameters before subtypes before types."""
    return "*/" not in media_range, "/*" not in media_range, media_range.count(";")


def best(wishes: list[tuple[str, str]], offers: list[str]) -> str | None:
    """The first offer of the highest weight, each under its most specific range."""
    weights = {}
    for offer in offers:
        matching = [wish for wish in wishes if applies(wish[0], offer)]
        top = max((specificity(wish[0]) for wish in matching), default=None)
        weights[offer] = max(
            (float(q[3:] or 1) for name, q in matching if specificity(name) == top), default=0.0
        )
    found = max(offers, key=lambda offer: weights[offer])
    return found if weights[found] > 0 else None


RANGES = st.builds("{}/{}{}".format, *map(st.sampled_from, (TYPES, SUBTYPES, PARAMETERS)))


@given(
    st.lists(
        st.tuples(
            RANGES.filter(lambda text: not text.startswith("*/") or text.startswith("*/*")),
            st.sampled_from(WEIGHTS),
        ),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(Form),
)
def test_the_choice_is_that_of_the_specification(wishes: list[tuple[str, str]], form: Form) -> None:
    offers = [choice.media_type for choice in choices(form, (HTML,))]
    header = ", ".join(name + weight for name, weight in wishes)
    try:
        chosen = negotiate(header, form, extra=(HTML,)).media_type
    except NotAcceptable:
        chosen = None
    assert chosen == best(wishes, offers)


@given(st.text() | st.text('application/jsontex*csv;q=01.," '))
def test_any_header_is_a_choice_or_not_acceptable(accept: str) -> None:
    try:
        choice = negotiate(accept, Form.SELECT, extra=(HTML,))
    except NotAcceptable:
        return
    assert Form.SELECT in choice.format.forms


@pytest.mark.parametrize(
    ("accept", "html"),
    [
        (BROWSER, True),
        ("text/html", True),
        (None, False),
        ("*/*", False),
        ("text/*", False),
        ("application/json, text/html;q=0.5", False),
        ("text/html, application/json", False),
        ("application/problem+json", False),
    ],
)
def test_a_page_is_for_those_who_ask_for_it(accept: str | None, html: bool) -> None:
    assert prefers_html(accept) is html


@pytest.mark.parametrize(
    ("asked", "remembered", "accept", "expected"),
    [
        ("en", "id", "id", "en"),
        ("xx", "en", "id", "en"),
        ("", "", "en-GB,en;q=0.9", "en"),
        ("", "", "id-ID,en;q=0.9", "id"),
        ("", "", "nl,en;q=0.5", "en"),
        ("", "", "nl", "id"),
        ("", "", None, "id"),
        ("", "", "*", "id"),
        ("", "", "en;q=0", "id"),
        ("", "", "id;q=0.1, en;q=0.2", "en"),
    ],
)
def test_the_language_is_asked_remembered_or_preferred(
    asked: str, remembered: str, accept: str | None, expected: str
) -> None:
    assert language(asked, remembered, accept) == expected


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        (None, "html"),
        ("", "html"),
        ("*/*", "html"),
        ("text/turtle", "turtle"),
        ("text/turtle;q=0.5, application/ld+json", "jsonld"),
        ("application/*", "jsonld"),
        ("text/html;q=0.1, text/*;q=0.2", "turtle"),
        ("application/x-turtle", "turtle"),
    ],
)
def test_of_formats_for_the_same_the_first_that_is_liked_best(
    accept: str | None, name: str
) -> None:
    formats = (HTML, *(known for known in FORMATS if known.name in ("turtle", "jsonld")))
    assert choose(accept, formats).format.name == name


def test_a_wish_for_none_of_the_formats_is_refused() -> None:
    with pytest.raises(NotAcceptable) as caught:
        choose("text/html;q=0, image/png", (HTML,))
    assert caught.value.offered == ("text/html",)


PAGE_OR_TABLE = [HTML, named("csv", Form.SELECT).format]


def test_a_suffix_names_the_format_and_without_one_the_client_chooses() -> None:
    accept = "text/html, text/csv;q=0.1"
    assert choose_by("", accept, PAGE_OR_TABLE).media_type == "text/html"
    assert choose_by(".csv", accept, PAGE_OR_TABLE).media_type == "text/csv"


def test_a_suffix_of_no_format_is_not_found() -> None:
    with pytest.raises(NotFound, match=r"no form '\.json' of it — use one of \.html, \.csv"):
        choose_by(".json", None, PAGE_OR_TABLE)
