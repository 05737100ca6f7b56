"""What must be stated may be in dispute: two claims in conflict then stand for the value."""

from __future__ import annotations

from functools import cache
from typing import Final

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import SH

from inovasi import iris, paths
from inovasi.knowledge import vocabulary
from inovasi.knowledge.shapes import SHAPES
from inovasi.knowledge.validation import load_shapes, validate

REQUIRED: Final = URIRef(SHAPES + "required")
WHOLE: Final = load_shapes(paths.ONTOLOGY / "shapes")
DEMANDS: Final = sorted(str(shape) for shape in WHOLE.subjects(REQUIRED, None))
# What the project keeps about claims and sources is no matter that a claim could be about.
RECORDS: Final = ("Claim-", "Quotation-", "Document-", "ExternalPage-", "ReferenceList-")

PREFIXES: Final = "".join(f"@prefix {name}: <{space}> .\n" for name, space in iris.PREFIXES.items())
CLAIM: Final = (
    "<a:{name}> inov:about <a:thing> ; inov:onProperty <{on}> ; inov:claimRank {rank} .\n"
)
LINK: Final = "<a:one> inov:conflictsWith <a:two> . <a:two> inov:conflictsWith <a:one> .\n"

each_demand = pytest.mark.parametrize("demand", DEMANDS, ids=lambda name: name.removeprefix(SHAPES))


@cache
def shapes_of(demand: str) -> Graph:
    name = demand.removeprefix(SHAPES).partition("-")[0]
    files = (paths.ONTOLOGY / "shapes" / f"{part}.ttl" for part in (name, "Common"))
    graph = Graph()
    for file in files:
        graph.parse(file, format="turtle")
    return graph


def is_met(demand: str, facts: str = "") -> bool:
    """Whether a thing of the class, with those facts beside it, has what is demanded."""
    kind = WHOLE.value(URIRef(demand), SH.targetNode)
    data = Graph().parse(data=f"{PREFIXES}<a:thing> a <{kind}> .\n{facts}", format="turtle")
    found = validate(data, shapes_of(demand)).violations
    return demand not in {violation.shape for violation in found}


def claims(demand: str, *ranks: str) -> str:
    on = WHOLE.value(URIRef(demand), REQUIRED)
    named = zip(("one", "two"), ranks, strict=True)
    return "".join(CLAIM.format(name=name, on=on, rank=rank) for name, rank in named)


@each_demand
def test_a_value_that_must_be_stated_is_missed_where_nothing_disputes_it(demand: str) -> None:
    assert not is_met(demand)
    assert is_met(demand, f"<a:thing> <{WHOLE.value(URIRef(demand), REQUIRED)}> <a:value> .")


@each_demand
def test_two_claims_in_conflict_take_the_place_of_the_value(demand: str) -> None:
    assert is_met(demand, claims(demand, "inov:Normal", "inov:Normal") + LINK)


@pytest.mark.parametrize("demand", DEMANDS[:1])
def test_claims_that_leave_nothing_open_take_no_place(demand: str) -> None:
    assert not is_met(demand, claims(demand, "inov:Normal", "inov:Normal"))
    assert not is_met(demand, claims(demand, "inov:Preferred", "inov:Normal") + LINK)
    assert not is_met(demand, claims(demand, "inov:Deprecated", "inov:Normal") + LINK)
    another = claims(DEMANDS[-1], "inov:Normal", "inov:Normal") + LINK
    assert not is_met(demand, another)


def test_no_shape_counts_the_values_of_what_may_be_disputed() -> None:
    known = vocabulary.load(paths.ONTOLOGY)
    counted = {
        str(shape).removeprefix(SHAPES)
        for shape in WHOLE.subjects(SH.minCount, None)
        for path in WHOLE.objects(shape, SH.path)
        if str(path) in known.properties and known.properties[str(path)].single_valued
    }
    assert sorted(name for name in counted if not name.startswith(RECORDS)) == []
