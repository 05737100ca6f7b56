from __future__ import annotations

import contextlib
import itertools
import socket
import threading
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inovasi.errors import (
    ContentTooLarge,
    MalformedQuery,
    MalformedRequest,
    QueryRefused,
    RequestError,
)
from inovasi.query.formats import Form
from inovasi.query.guard import GuardedQuery, Limits, guard
from inovasi.query.request import QueryRequest


def read(text: str) -> GuardedQuery:
    return guard(QueryRequest(text))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * {}", Form.SELECT),
        ("SELECT", Form.SELECT),
        ("# SELECT\nask {}", Form.ASK),
        ("BASE <http://a/> PREFIX x: <b> prefix : <c> CONSTRUCT WHERE {}", Form.CONSTRUCT),
        ('VERSION "1.2" PREFIX select: <ask> DESCRIBE select:x', Form.DESCRIBE),
    ],
)
def test_the_form_stands_after_the_prologue(text: str, form: Form) -> None:
    assert read(text).form is form


@pytest.mark.parametrize("text", ["", "  # only a comment", "PREFIX a: <b>", "?x", "SELEKT *"])
def test_what_is_no_query_is_malformed(text: str) -> None:
    with pytest.raises(MalformedQuery):
        read(text)


@pytest.mark.parametrize("text", ["INSERT DATA {}", "PREFIX a: <b> delete where {}", "DROP ALL"])
def test_an_update_is_no_query(text: str) -> None:
    with pytest.raises(MalformedRequest, match="begins an update"):
        read(text)


def test_load_is_refused() -> None:
    with pytest.raises(QueryRefused) as caught:
        read("LOAD <http://example.org/>")
    assert caught.value.limit == "load"


@pytest.mark.parametrize(
    "group",
    [
        "SERVICE <http://a/> {}",
        "service silent ?x {}",
        "SERVICE# comment\n<http://a/> {}",
        "SERVICESILENT<http://a/>{}",
        "?s ?p trueSERVICE<http://a/>{}",
        "SERVICE:x {}",
        "SERVICEx:y {}",
        "?s ?p ?o SERVICE:x {}",
        "?s ?p x:a.b.SERVICE<http://a/>{}",
        "{ { SERVICE <http://a/> {} } }",
        "FILTER EXISTS { SERVICE <http://a/> {} }",
        "{ SELECT * { SERVICE <http://a/> {} } }",
    ],
)
def test_service_is_refused_however_it_is_written(group: str) -> None:
    prologue = "PREFIX x: <http://x/> PREFIX SERVICE: <http://x/> PREFIX SERVICEx: <http://x/> "
    with pytest.raises(QueryRefused) as caught:
        read(f"{prologue} SELECT * {{ {group} }}")
    assert caught.value.limit == "service"


@pytest.mark.parametrize(
    "group",
    [
        "?service a ?load",
        "?s a service:x",
        "service:x service:y service:z",
        "?s ?p 'SERVICE <http://a/> {}'",
        '?s ?p """SERVICE\n<http://a/> {}"""',
        "?s ?p <http://a/SERVICE>",
        "?s ?p ?o # SERVICE <http://a/> {}",
        "?s ?p 'x'@service",
        "GRAPH service:x { ?s ?p ?o }",
        "VALUES ?x { service:x }",
        "?s ?p _:service",
    ],
)
def test_the_word_in_a_name_a_text_or_a_comment_is_no_service(group: str) -> None:
    read(f"PREFIX service: <http://x/> SELECT * {{ {group}\n }}")


class Listener:
    """Counts the connections that somebody opens to it."""

    def __init__(self) -> None:
        self.connections = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"<http://127.0.0.1:{self._socket.getsockname()[1]}/>"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            connection.close()

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.close()


def disguises(address: str) -> Iterator[str]:
    """Queries in which SERVICE hides where another way of cutting the text would not see it."""
    prologue = (
        f"BASE <http://b/> PREFIX b: <http://b/> PREFIX : {address} PREFIX x: {address} "
        f"PREFIX SERVICE: {address} PREFIX SERVICEx: {address} SELECT*{{"
    )
    contexts = ("FILTER({}", "BIND({}", "?s ?p ({}", "VALUES(?x){{({}", "FILTER(1 IN({}", "<<{}")
    operands = ("?o", "1", '"a"', "b:s", "true", "EXISTS{}", "?o<", "<", "!1", "?s ?p")
    iris = ("<?b#>", "<b:s#>", "<1#>", "<(1)#>", "<?b='>", "<1='>", "<?s?p'>", "<http://b/#>")
    hidden = ('"""', "'", '=1)"""', ")'", "'''")
    for context, operand, iri, quote in itertools.product(contexts, operands, iris, hidden):
        mark = quote[-3:] if quote[-3:] in {'"""', "'''"} else quote[-1]
        for close in ("\n)", "\n", "'='a')", "'>>?p ?o."):
            start = context.format(operand + iri + quote) + close
            yield f"{prologue}{start} SERVICE {address} {{}} #{mark}\n}}"
    objects = (
        "true",
        "1.",
        "1e5",
        "1",
        "b:s",
        "b:s.t",
        "b:s.t.u",
        "_:x.y.z",
        '"a"@en-',
        "[]",
        "<s>",
    )
    calls = ("SERVICE" + address, "SERVICESILENT" + address, "SERVICE:", "SERVICEx:y", "SERVICE x:")
    for value, glue, call in itertools.product(objects, ("", ".", " ", "#\n", "} {"), calls):
        yield f"{prologue}?s ?p {value}{glue}{call}{{}}}}"


def ask(store: ox.Store, query: str) -> None:
    solutions = store.query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    list(solutions)


@pytest.mark.no_cover
def test_no_disguise_makes_the_engine_call_another_server(listener: Listener) -> None:
    store = ox.Store()
    store.add(ox.Quad(*(ox.NamedNode("http://b/s"),) * 3))
    let_through = 0
    for query in disguises(listener.address):
        try:
            read(query)
        except RequestError:
            continue
        let_through += 1
        with contextlib.suppress(SyntaxError):
            ask(store, query)
    assert let_through > 0
    assert listener.connections == 0


def test_the_engine_does_call_another_server_where_nothing_guards_it(listener: Listener) -> None:
    store = ox.Store()
    with pytest.raises(OSError, match=r"."):
        ask(store, f"SELECT * {{ SERVICE {listener.address} {{}} }}")
    assert listener.connections > 0


@pytest.mark.parametrize("pair", ["{}", "()", "[]"])
def test_nesting_is_bounded(pair: str) -> None:
    def nested(depth: int) -> str:
        return "SELECT * {" + pair[0] * (depth - 1) + pair[1] * (depth - 1) + "}"

    limits = Limits(patterns=1000)
    guard(QueryRequest(nested(64)), limits)
    with pytest.raises(QueryRefused) as caught:
        guard(QueryRequest(nested(65)), limits)
    assert caught.value.limit == "depth"


@pytest.mark.parametrize(
    "chain",
    ["FILTER({})", "?s {} ?o", "{}"],
)
@pytest.mark.parametrize("link", ["1+", "!", "<a:b>/", "<a:b>|", "OPTIONAL{}", "{}UNION", "1||"])
def test_chains_are_bounded(chain: str, link: str) -> None:
    with pytest.raises(QueryRefused) as caught:
        guard(QueryRequest("SELECT * {" + chain.format(link * 257) + "}"), Limits(patterns=1000))
    assert caught.value.limit == "operators"


def test_triple_patterns_are_bounded() -> None:
    read("SELECT * {" + "?s ?p ?o ." * 100 + "}")
    with pytest.raises(QueryRefused, match="more than 100 triple patterns") as caught:
        read("SELECT * {" + "?s ?p ?o ." * 101 + "}")
    assert caught.value.limit == "patterns"


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { VALUES (?s ?p) { " + "(<a:b> 'x') " * 3_000 + "} ?s ?p ?o }",
        "SELECT * { ?s ?p ?o FILTER(?s IN (" + "<a:b>, " * 5_000 + "1)) }",
        "SELECT * { ?s ?p '" + "x" * 60_000 + "' }",
        "CONSTRUCT {" + "?s ?p ?o ." * 3_000 + "} WHERE { ?s ?p ?o }",
        "SELECT * FROM <a:g> " + "FROM NAMED <a:g> " * 2_000 + "{ ?s ?p ?o }",
    ],
)
def test_what_is_only_long_is_let_through(text: str) -> None:
    read(text)


def test_the_deepest_and_longest_query_let_through_does_not_end_the_engine() -> None:
    store = ox.Store()
    middle = "1" + "+1" * 60 + "||1" * 60
    text = "ASK {" + "{" * 20 + "FILTER(" + "!(" * 40 + middle + ")" * 41 + "}" * 21
    result: list[object] = []
    # A thread of the web server has 2 MB of stack.
    before = threading.stack_size(2 * 1024 * 1024)
    thread = threading.Thread(target=lambda: result.append(store.query(read(text).text)))
    thread.start()
    thread.join()
    threading.stack_size(before)
    assert len(result) == 1


def test_size_is_counted_in_bytes() -> None:
    guard(QueryRequest("ASK{}#é"), Limits(bytes=8))
    with pytest.raises(ContentTooLarge, match="8 bytes, more than the 7"):
        guard(QueryRequest("ASK{}#é"), Limits(bytes=7))


def test_half_a_character_is_malformed() -> None:
    with pytest.raises(MalformedQuery, match="line 1, column 6"):
        read("ASK{}\ud800")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("SELECT * {\n ?s ?p (1 }", (2, 11)),
        ("SELECT * { ?s ?p ?o", (1, 10)),
        ("SELECT * }", (1, 10)),
        ("SELECT * {\n  ?s x:p ?o }", (2, 6)),
        ("PREFIX x: <http://x/> SELECT * { ?s X:p ?o }", (1, 37)),
    ],
)
def test_brackets_and_prefixes_are_checked_with_their_place(
    text: str, place: tuple[int, int]
) -> None:
    with pytest.raises(MalformedQuery) as caught:
        read(text)
    assert (caught.value.line, caught.value.column) == place


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p ?o FILTER(?o<?s#>'x') }",
        "SELECT (1 AS ?x) (?a<b#c> AS ?y) {}",
        "SELECT * { { SELECT (1 AS ?x) (?a<b'c> AS ?y) {} } }",
        "SELECT * { FILTER(COALESCE(1, (?a<b'c>))) }",
        "SELECT * { FILTER(?x IN (1, (?a<b#c>))) }",
        "SELECT * { FILTER NOT EXISTS { FILTER(?a<b#c>) } }",
        # The engine reads FILTER and a call.
        "PREFIX FILTERx: <http://x/> SELECT * { ?s ?p ?o FILTERx:f(?a<b#c>) }",
        "SELECT * { ?s ?p ?o } HAVING (1) (?a<b#c>)",
        "SELECT * { ?s :p (<a> <#b>) }",
    ],
)
def test_what_can_be_read_in_two_ways_is_malformed(text: str) -> None:
    with pytest.raises(MalformedQuery, match="two ways"):
        read(f"PREFIX : <http://a/> {text}")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p ?o FILTER(?o < ?s) }",
        "SELECT * { ?s ?p ?o VALUES (?o ?s) { (<http://a/#b> <http://a/#c>) } }",
        "SELECT * { VALUES (?x ?y) {(<urn:a#b> <urn:c#d>) ('a' <#a>)} }",
        "SELECT * { ?s ?p ?o FILTER(NOT EXISTS { ?s <urn:p#q> ?o }) }",
        "SELECT * { FILTER(EXISTS { ?x <#p> ?y }) }",
        "SELECT * { (<a> <#b>) ?p ?o }",
        "SELECT * { ?s ?p 1, (<a> <#b> (<c> <#d>)) }",
        "CONSTRUCT { <a> <b> (<c> <#d>) } WHERE {}",
    ],
)
def test_an_iri_where_nothing_is_compared_is_an_iri(text: str) -> None:
    assert read(f"BASE <http://x/> {text}").text.endswith(text)


def test_truth_values_are_handed_on_in_lower_case_with_every_place_kept() -> None:
    text = "SELECT ?true { ?s ?p TRUE, False, 'TRUE' # TRUE\n FILTER(tRuE) }"
    assert read(text).text == "SELECT ?true { ?s ?p true, false, 'TRUE' # TRUE\n FILTER(true) }"


@pytest.mark.parametrize(
    ("text", "volatile"),
    [
        ("SELECT (rand() AS ?x) {}", True),
        ("SELECT (NOW() AS ?x) {}", True),
        ("SELECT (UUID() AS ?x) {}", True),
        ("ASK { BIND(STRUUID() AS ?x) }", True),
        ("ASK { BIND(BNODE() AS ?x) }", True),
        ("CONSTRUCT { ?s ?p _:x } WHERE { ?s ?p ?o }", True),
        ("CONSTRUCT { ?s ?p [] } WHERE { ?s ?p ?o }", True),
        ("CONSTRUCT { ?s ?p (1 2) } WHERE { ?s ?p ?o }", True),
        ("CONSTRUCT { ?s ?p ?o {| ?p 1 |} } WHERE { ?s ?p ?o }", True),
        ("CONSTRUCT { ?s ?p ?o ~ . } WHERE { ?s ?p ?o }", True),
        ("CONSTRUCT { << ?s ?p ?o >> ?p 1 } WHERE { ?s ?p ?o }", True),
        ("CONSTRUCT WHERE { ?s ?p (1 2) }", True),
        ("CONSTRUCT { ?s ?p <<( ?s ?p ?o )>> } WHERE { ?s ?p ?o FILTER(?o < 1) }", False),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p (1 2) }", False),
        ("SELECT * { ?rand ?now 'RAND()' }", False),
        ("SELECT * { ?s ?p [] }", False),
    ],
)
def test_an_answer_that_differs_from_run_to_run_is_volatile(text: str, volatile: bool) -> None:
    assert read(text).volatile is volatile


def test_graphs_and_prefixes_are_handed_on() -> None:
    query = guard(QueryRequest("PREFIX a: <http://a/> ASK {}", ("http://d/",), ("http://n/",)))
    assert query.default_graphs == ("http://d/",)
    assert query.named_graphs == ("http://n/",)
    assert query.prefixes == (("a", "http://a/"),)


def test_a_prefix_that_an_answer_cannot_use_is_left_out() -> None:
    prologue = (
        "BASE <http://a/> PREFIX b: <b/> PREFIX c: <http://\\u0041/> PREFIX XML: <http://x/> "
    )
    assert read(prologue + "PREFIX d: <urn:d:> CONSTRUCT WHERE {}").prefixes == (("d", "urn:d:"),)


@given(st.text())
def test_any_text_is_a_query_or_an_error_of_the_request(text: str) -> None:
    with contextlib.suppress(MalformedQuery, MalformedRequest, ContentTooLarge, QueryRefused):
        assert isinstance(read(text), GuardedQuery)
