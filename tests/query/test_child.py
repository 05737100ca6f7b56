from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from inovasi.errors import DataError, MalformedQuery, MalformedRequest, ResultTooLarge
from inovasi.query.child import Answering, open_checkpoint, open_files
from inovasi.query.formats import FORMATS, Form
from inovasi.query.guard import GuardedQuery
from inovasi.query.index import IndexEngine
from inovasi.query.request import QueryRequest
from inovasi.workers.spool import Spool

DATA = """
@prefix : <http://example.org/> .
:a :p "one", "two"@id, 3 .
:b :p :a .
"""
GRAPH = "PREFIX ex: <http://example.org/> CONSTRUCT { ?s ex:q ?o } WHERE { ?s ex:p ?o }"
QUERIES = {
    Form.SELECT: "SELECT * { ?s ?p ?o } ORDER BY ?s ?o",
    Form.ASK: "ASK { ?s ?p 3 }",
    Form.CONSTRUCT: GRAPH,
    Form.DESCRIBE: "DESCRIBE <http://example.org/a>",
}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("data") / "data.ttl"
    file.write_text(DATA, encoding="utf-8")
    return file


def query_of(form: Form, text: str, **changes: Any) -> GuardedQuery:
    prefixes = (("ex", "http://example.org/"),) if "ex:" in text else ()
    return GuardedQuery(text, form, prefixes=prefixes, **changes)


def answer(handler: Answering, query: GuardedQuery, media_type: str) -> bytes:
    spool = Spool("/tmp")
    request = {"query": {f.name: getattr(query, f.name) for f in fields(query)}}
    handler.answer({**request, "media_type": media_type}, spool)
    return spool.inline()


@pytest.mark.parametrize(
    ("form", "result"),
    [(form, result) for form in Form for result in FORMATS if form in result.forms],
    ids=lambda value: getattr(value, "name", value),
)
def test_a_worker_answers_as_the_engine_does(file: Path, form: Form, result: Any) -> None:
    handler = open_files({"files": [str(file)], "max_rows": 100})
    query = query_of(form, QUERIES[form])
    if form is Form.SELECT and "boolean" in result.name:
        pytest.skip("a truth value only")
    engine = IndexEngine.load([file])
    assert answer(handler, query, result.media_type) == engine.answer(query, result).read()


def test_the_version_is_that_of_the_files(file: Path) -> None:
    handler = open_files({"files": [str(file)], "max_rows": 0})
    assert handler.version == IndexEngine.load([file]).version


def test_a_checkpoint_is_read_where_it_lies(tmp_path: Path) -> None:
    store = ox.Store(str(tmp_path / "live"))
    store.load(DATA.encode(), ox.RdfFormat.TURTLE)
    store.backup(str(tmp_path / "checkpoint"))
    store.add(ox.Quad(ox.BlankNode(), ox.NamedNode("a:later"), ox.Literal("later")))
    folder = str(tmp_path / "checkpoint")
    handler = open_checkpoint({"folder": folder, "version": "v7", "max_rows": 0})
    assert handler.version == "v7"
    count = query_of(Form.SELECT, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert answer(handler, count, "text/csv") == b"n\r\n4\r\n"


def test_a_folder_that_is_no_checkpoint_is_an_error(tmp_path: Path) -> None:
    with pytest.raises((OSError, RuntimeError)):
        open_checkpoint({"folder": str(tmp_path / "none"), "version": "", "max_rows": 0})


def test_a_malformed_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "bad.ttl"
    file.write_text("<a:b> <a:c>\n\n;;", encoding="utf-8")
    with pytest.raises(DataError, match=r"bad\.ttl"):
        open_files({"files": [str(file)], "max_rows": 0})


@pytest.mark.parametrize(
    ("form", "rows"), [(Form.SELECT, 4), (Form.CONSTRUCT, 4), (Form.DESCRIBE, 3)]
)
def test_more_rows_than_the_limit_are_an_error(file: Path, form: Form, rows: int) -> None:
    media_type = "text/turtle" if form.gives_graph else "text/csv"
    query = query_of(form, QUERIES[form])
    answer(open_files({"files": [str(file)], "max_rows": rows}), query, media_type)
    answer(open_files({"files": [str(file)], "max_rows": 0}), query, media_type)
    with pytest.raises(ResultTooLarge, match=f"{rows - 1} rows"):
        answer(open_files({"files": [str(file)], "max_rows": rows - 1}), query, media_type)


def test_the_place_of_a_syntax_error_is_told(file: Path) -> None:
    handler = open_files({"files": [str(file)], "max_rows": 0})
    with pytest.raises(MalformedQuery) as caught:
        answer(handler, query_of(Form.SELECT, "SELECT *\n{ ?s ?p }"), "text/csv")
    assert caught.value.line == 2


def test_a_graph_that_has_no_name_is_a_malformed_request(file: Path) -> None:
    handler = open_files({"files": [str(file)], "max_rows": 0})
    query = query_of(Form.ASK, "ASK {}", default_graphs=("no iri",))
    with pytest.raises(MalformedRequest):
        answer(handler, query, "application/sparql-results+json")


def test_what_the_guard_gives_is_what_a_worker_takes(file: Path) -> None:
    from inovasi.query.guard import guard

    handler = open_files({"files": [str(file)], "max_rows": 0})
    assert b"ex:q" in answer(handler, guard(QueryRequest(GRAPH)), "text/turtle")
