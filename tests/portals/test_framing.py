"""JSON-LD with one thing on top: plain JSON for programs, the same triples for readers of RDF."""

from __future__ import annotations

import json
from typing import Any

import pytest
import rdflib
from rdflib.compare import isomorphic

from inovasi import iris, paths
from inovasi.portals.compaction import read_context
from inovasi.portals.framing import framed

CONTEXT = read_context(paths.ONTOLOGY / "context.jsonld")
THING = iris.ENTITY + "hasil/1"


def lines(turtle: str) -> list[str]:
    head = "".join(f"@prefix {name}: <{space}> .\n" for name, space in iris.PREFIXES.items())
    graph = rdflib.Graph().parse(data=f"@base <{iris.BASE}> .\n{head}{turtle}", format="turtle")
    written = graph.serialize(format="nt", encoding="utf-8")
    return sorted(line.decode() for line in written.splitlines(keepends=True))


def checked(turtle: str, thing: str = THING) -> Any:
    """The document, once an independent reader has found the same triples in it."""
    written = framed(thing, lines(turtle), CONTEXT)
    found = rdflib.Graph().parse(data=written, format="json-ld")
    expected = rdflib.Graph().parse(data="".join(lines(turtle)), format="nt")
    assert isomorphic(found, expected), written
    return json.loads(written)


def test_the_thing_stands_on_top_with_its_claims_and_names_within() -> None:
    document = checked(
        """
        <id/hasil/1> a inov:AwardResult ; inov:score 2478 ; inov:recipient <id/org/1> .
        <id/org/1> skos:prefLabel "Satu"@id , "One"@en .
        <id/klaim/a> a inov:Claim ; inov:about <id/hasil/1> ; inov:onProperty inov:score ;
          inov:value 2478 ; inov:claimRank inov:Preferred ; inov:conflictsWith <id/klaim/b> ;
          prov:wasDerivedFrom <id/sumber/x/kutipan/1-2> .
        <id/klaim/b> a inov:Claim ; inov:about <id/hasil/1> ; inov:conflictsWith <id/klaim/a> .
        <id/sumber/x/kutipan/1-2> oa:start "1"^^xsd:nonNegativeInteger ;
          prov:wasQuotedFrom <id/sumber/x> .
        <id/sumber/x> skos:prefLabel "X"@id .
        """
    )
    assert document["@id"] == "id:hasil/1"
    assert document["score"] == 2478
    assert document["recipient"]["prefLabel"] == {"id": "Satu", "en": "One"}
    first, second = document["claims"]
    assert "about" not in first
    assert (first["claimRank"], first["conflictsWith"]) == ("Preferred", "id:klaim/b")
    assert first["wasDerivedFrom"]["start"] == 1
    assert first["wasDerivedFrom"]["wasQuotedFrom"]["prefLabel"] == {"id": "X"}
    assert second["@id"] == "id:klaim/b"


def test_who_points_to_the_thing_stands_by_property() -> None:
    document = checked(
        '<id/a> inov:within <id/hasil/1> ; skos:prefLabel "A"@id .'
        " <id/b> inov:within <id/hasil/1> ; org:purpose <id/hasil/1> ."
        " <id/hasil/1> inov:rank 1 ."
    )
    assert [node["@id"] for node in document["@reverse"]["within"]] == ["id:a", "id:b"]
    assert document["@reverse"]["within"][0]["prefLabel"] == {"id": "A"}
    assert document["@reverse"]["purpose"] == [{"@id": "id:b"}]


def test_only_what_the_document_uses_is_defined() -> None:
    context = checked("<id/hasil/1> inov:score 1 .")["@context"]
    assert set(context) == {"@version", "id", "inov", "score"}
    published = json.loads((paths.ONTOLOGY / "context.jsonld").read_text("utf-8"))["@context"]
    assert context.items() <= published.items()


@pytest.mark.parametrize(
    "turtle",
    [
        "<id/hasil/1> inov:scope [ inov:score 1 ; inov:scope [ inov:score 2 ] ] .",
        "<id/hasil/1> inov:scope <id/hasil/1> .",
        "<id/a> inov:scope <id/b> . <id/b> inov:scope <id/a> .",
        '<id/hasil/1> inov:note "x" , "y"@id , "z"@en , "1"^^xsd:integer , 1.50 , "1"^^<x:y> .',
        '<id/hasil/1> <http://other.example/p> "</script>\\u2028" ; <geo:1,2> <geo:1,2> .',
        "<id/k> inov:about <id/hasil/1> , <id/other> . <id/other> inov:scope <id/k> .",
        "<id/a> inov:note <id/hasil/1> . <id/a> inov:goal <id/b> . <id/b> inov:score 1 .",
        "<id/a> inov:claimRank <id/hasil/1> ; rdf:type <id/hasil/1> .",
    ],
)
def test_awkward_graphs_keep_their_triples(turtle: str) -> None:
    checked(turtle)
