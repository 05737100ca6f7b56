"""What has a page, and where."""

from __future__ import annotations

import pytest

from inovasi import iris
from inovasi.resources.things import LONGEST, path_of, read_things
from tests.resources.conftest import AskerOf

TEXT = """
<id/b> a inov:Innovation, schema:Product . <id/a> a inov:Innovation .
<id/klaim/1> a inov:Claim . <id/sumber/x/kutipan/0-3> a inov:Quotation .
<id/sumber/x> a inov:Source .
<http://example.org/x> a inov:Innovation . [] a inov:Innovation . <id/untyped> inov:score 1 .
<def/score> a rdf:Property . <skema/x> a skos:Concept .
GRAPH <graf/x> { <id/c> a inov:Innovation . <id/a> a inov:Innovation }
GRAPH <http://example.org/g> { <id/d> a inov:Innovation }
"""
FIRST = ["def/score", "id/a", "id/b", "id/c", "id/d", "id/sumber/x", "skema/x", "graf/x"]
LAST = ["id/klaim/1", "id/sumber/x/kutipan/0-3"]


def test_everything_of_ours_is_listed_once_the_grounds_of_facts_last(asker_of: AskerOf) -> None:
    things = read_things(asker_of(TEXT))
    assert [iri.removeprefix(iris.BASE) for iri in things.iris] == FIRST + LAST
    assert things.whole


@pytest.mark.parametrize("most", [1, 3, 7, 8, 9, 10])
def test_there_is_a_bound(asker_of: AskerOf, most: int) -> None:
    things = read_things(asker_of(TEXT), most)
    assert len(things.iris) == most
    assert things.whole is (most == 10)
    if most >= 8:
        assert {iri.removeprefix(iris.BASE) for iri in things.iris} >= set(FIRST)


@pytest.mark.parametrize(
    ("iri", "path"),
    [
        (iris.ENTITY + "inovasi/33.71/datago", "/doc/inovasi/33.71/datago"),
        (iris.TERM + "score", "/def/score"),
        (iris.CONCEPT + "kategori/a%20b", "/skema/kategori/a%2520b"),
        (iris.GRAPH + "wilayah", "/graf/wilayah"),
        (iris.ENTITY + "é?#", "/doc/%C3%A9%3F%23"),
        (iris.ENTITY, ""),
        (iris.RELEASE + "0.1.0", ""),
        ("https://example.org/id/x", ""),
        (iris.ENTITY + "x" * LONGEST, ""),
    ],
)
def test_a_thing_has_the_path_that_its_identifier_leads_to(iri: str, path: str) -> None:
    assert path_of(iri) == path
