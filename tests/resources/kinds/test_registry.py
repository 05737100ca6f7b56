"""Each class of the ontology has the kind that is meant for it."""

from __future__ import annotations

import pytest

from inovasi import iris
from inovasi.resources.asking import Asker
from inovasi.resources.kinds import KINDS, kind_of


@pytest.mark.parametrize(
    ("classes", "kind"),
    [
        (("inov:Initiative", "inov:Innovation", "inov:Programme"), "initiative"),
        (("org:Organization", "prov:Agent", "inov:AssessmentTeam"), "agency"),
        (("schema:Event", "inov:Event", "inov:AwardCeremony"), "event"),
        (("skos:Concept", "inov:ClaimRank"), "concept"),
        (("eli:Agent", "org:Post"), "post"),
        (("schema:Product", "inov:Product"), "produced"),
        (("inov:ExternalPage",), "source"),
        (("skos:ConceptScheme",), "scheme"),
    ],
)
def test_a_thing_is_shown_as_what_it_is(classes: tuple[str, ...], kind: str) -> None:
    found = kind_of({iris.expand(name) for name in classes})
    assert found is not None
    assert found.name == kind


def test_every_thing_of_ours_that_is_published_has_a_kind(published: Asker) -> None:
    rows = published.rows(
        "SELECT DISTINCT ?thing ?class WHERE {"
        " { ?thing a ?class } UNION { GRAPH ?graph { ?thing a ?class } } }"
    )
    classes: dict[str, set[str]] = {}
    for thing, of in rows:
        if thing.iri.startswith((iris.ENTITY, iris.CONCEPT)):
            classes.setdefault(thing.iri, set()).add(of.iri)
    assert len(classes) > 1000
    assert [iri for iri, of in classes.items() if kind_of(of) is None] == []


def test_what_no_kind_is_for_is_shown_as_anything_else() -> None:
    assert kind_of({"http://example.org/Thing"}) is None
    assert len({kind.of for kind in KINDS}) == len(KINDS)
