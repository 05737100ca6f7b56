from __future__ import annotations

import pyoxigraph as ox
import pytest

from inovasi.errors import MalformedRequest, NotAcceptable
from inovasi.query.formats import FORMATS, HTML, Choice, Form, Format, choices, named, offered


def test_rows_are_offered_as_json_first_and_graphs_as_turtle() -> None:
    assert [known.name for known in offered(Form.SELECT)] == ["json", "xml", "csv", "tsv"]
    assert [known.name for known in offered(Form.ASK)] == ["json", "xml"]
    graph = ["turtle", "ntriples", "nquads", "trig", "rdfxml", "jsonld"]
    assert [known.name for known in offered(Form.CONSTRUCT)] == graph
    assert offered(Form.DESCRIBE, (HTML,))[-1] is HTML


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_the_engine_knows_every_format_by_its_media_type(known: Format) -> None:
    graph = Form.CONSTRUCT in known.forms
    found = (ox.RdfFormat if graph else ox.QueryResultsFormat).from_media_type(known.media_type)
    assert found is not None
    assert f".{found.file_extension}" == known.suffix


def test_no_two_formats_of_a_form_share_a_name_or_a_media_type() -> None:
    for form in Form:
        media_types = [choice.media_type for choice in choices(form, (HTML,))]
        assert len(media_types) == len(set(media_types))
    assert len({known.name for known in FORMATS}) == len(FORMATS)


@pytest.mark.parametrize("name", ["csv", "CSV", "text/csv"])
def test_a_format_is_found_by_name_and_by_media_type(name: str) -> None:
    assert named(name, Form.SELECT).format.name == "csv"


def test_an_alias_keeps_its_media_type() -> None:
    assert named("application/json", Form.ASK).media_type == "application/json"
    assert named("application/json", Form.CONSTRUCT).format.name == "jsonld"


def test_a_format_of_another_form_is_not_acceptable() -> None:
    with pytest.raises(NotAcceptable) as caught:
        named("csv", Form.ASK)
    assert caught.value.offered == (
        "application/sparql-results+json",
        "application/sparql-results+xml",
    )


def test_an_unknown_format_is_a_malformed_request() -> None:
    with pytest.raises(MalformedRequest, match="take one of json, xml"):
        named("xlsx", Form.SELECT)


def test_text_says_its_character_set() -> None:
    csv = named("csv", Form.SELECT)
    assert csv.content_type == "text/csv; charset=utf-8"
    assert Choice(csv.format, "application/x").content_type == "application/x"
