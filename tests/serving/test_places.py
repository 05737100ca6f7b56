"""Where an IRI is read about."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from inovasi import iris
from inovasi.resources.things import path_of
from inovasi.serving import rdf
from inovasi.serving.places import Addresses, cut, encoded, iri_of, place_of


@pytest.mark.parametrize(
    ("iri", "place"),
    [
        (iris.ENTITY + "hasil/iga-2017/kota/33.71", "/doc/hasil/iga-2017/kota/33.71"),
        (iris.ENTITY + "a%20b?c#d", "/doc/a%2520b%3Fc%23d"),
        (iris.ENTITY + "é x\n", "/doc/%C3%A9%20x%0A"),
        (iris.ENTITY + "a\n", "/doc/a%0A"),
        (iris.ENTITY + "!$&'()*+,/:;=@~-._", "/doc/!$&'()*+,/:;=@~-._"),
        (iris.TERM + "score", "/def/score"),
        (iris.CONCEPT + "kategori/x", "/skema/kategori/x"),
        (iris.release("0.2.0"), "/releases/0.2.0"),
        (iris.BASE, "/"),
        (iris.BASE + "unknown", ""),
        ("https://example.org/x", "https://example.org/x"),
        ("javascript:alert(1)", ""),
        ("http://[", ""),
        ("urn:x", ""),
    ],
)
def test_ours_are_here_and_others_on_the_web(client: FlaskClient, iri: str, place: str) -> None:
    with client.application.test_request_context():
        assert place_of(iri) == place


def test_an_address_is_of_an_iri_again() -> None:
    assert iri_of(iris.ENTITY, "a b") == iris.ENTITY + "a%20b"
    assert iri_of(iris.ENTITY, "a%20b") == iris.ENTITY + "a%20b"
    assert iri_of(iris.ENTITY, "100%") == iris.ENTITY + "100%25"
    assert iri_of(iris.ENTITY, "é/33.71") == iris.ENTITY + "é/33.71"


def test_a_suffix_is_cut_where_a_name_is_left() -> None:
    assert cut("wilayah/33.71.ttl") == ("wilayah/33.71", rdf.TURTLE)
    assert cut("wilayah/33.71") == ("wilayah/33.71", None)
    assert cut(".ttl") == (".ttl", None)


def test_an_address_is_remembered_for_each_place_where_the_server_is_mounted(
    client: FlaskClient,
) -> None:
    addresses = Addresses()
    for root in ("", "/mounted", ""):
        with client.application.test_request_context(environ_overrides={"SCRIPT_NAME": root}):
            assert addresses("home") == f"{root}/"
            assert addresses("search", q="a&b") == f"{root}/search?q=a%26b"
            assert addresses("home", _anchor="x") == f"{root}/#x"
            assert addresses("search", q="x" * 200) == f"{root}/search?q={'x' * 200}"


def test_what_is_mounted_is_linked_where_it_is(client: FlaskClient) -> None:
    with client.application.test_request_context(environ_overrides={"SCRIPT_NAME": "/a"}):
        assert place_of(iris.TERM + "score") == "/a/def/score"
        assert place_of(iris.TERM + "score", "/b") == "/b/def/score"


@pytest.mark.parametrize("name", ["a%2Fb", "%C3%BCx", "ü", "x(1)*~;=@:$&'+,!", "a?b#c"])
def test_sitemaps_and_links_name_the_same_address(client: FlaskClient, name: str) -> None:
    with client.application.test_request_context():
        assert place_of(iris.ENTITY + name) == path_of(iris.ENTITY + name)


def test_a_name_may_be_decoded_from_others() -> None:
    assert encoded("a/b") == ["a%2Fb"]
    assert encoded("ü") == ["%C3%BC"]
    assert encoded("../y") == ["%2E%2E/y", "%2E%2E%2Fy"]
    assert encoded("x") == []
    assert len(encoded("/".join("ü" * 100))) <= 20
