"""One description in four formats, all of them the same triples."""

from __future__ import annotations

import pytest
import rdflib
from rdflib.compare import isomorphic

from inovasi import iris
from inovasi.errors import NotAcceptable
from inovasi.query.formats import Format
from inovasi.serving import rdf

THING = iris.ENTITY + "z"
LINES = [
    f'<{iris.ENTITY}a> <{iris.TERM}note> "é \\"x\\""@id .\n',
    f"<{THING}> <{iris.TERM}scope> <{iris.ENTITY}a> .\n",
    f'<{THING}> <{iris.expand("oa:start")}> "7"^^<{iris.expand("xsd:integer")}> .\n',
]


@pytest.mark.parametrize("known", rdf.FORMATS, ids=lambda known: known.name)
def test_every_format_holds_the_same_triples(known: Format) -> None:
    parser = {"rdfxml": "xml", "jsonld": "json-ld", "ntriples": "nt"}.get(known.name, known.name)
    found = rdflib.Graph().parse(data=rdf.write(THING, LINES, known), format=parser)
    plain = rdflib.Graph().parse(data=rdf.write(THING, LINES, rdf.N_TRIPLES), format="nt")
    assert len(found) == 3
    assert isomorphic(found, plain)


def test_the_thing_comes_first_where_people_read() -> None:
    text = rdf.write(THING, LINES, rdf.TURTLE)
    assert text.index("<id/z>") < text.index("<id/a> inov:note")


def test_counts_are_the_kind_that_the_context_knows() -> None:
    assert f'"7"^^<{iris.expand("xsd:nonNegativeInteger")}>' in rdf.write(
        THING, LINES, rdf.N_TRIPLES
    )


def test_what_a_format_cannot_hold_is_refused_with_the_others() -> None:
    with pytest.raises(NotAcceptable) as refused:
        rdf.write(THING, [f'<{THING}> <{iris.TERM}note> "\\u0001" .\n'], rdf.RDF_XML)
    assert "application/rdf+xml" not in refused.value.offered
    assert "text/turtle" in refused.value.offered
