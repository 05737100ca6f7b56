"""What stands around a thing, wherever it is said, and that every question has an end."""

from __future__ import annotations

import pytest

from inovasi import iris
from inovasi.resources import gathering
from inovasi.resources.gathering import (
    Gathered,
    gather,
    in_language,
    neighbours,
    read_records,
)
from inovasi.resources.labels import Name
from inovasi.resources.terms import Kind, Term
from tests.resources.conftest import AskerOf

WORLD = """
<id/b> a inov:AdministrativeArea ; skos:prefLabel "Zeta"@id .
<id/b> inov:within <id/a> ; inov:year "2017"^^xsd:gYear .
<id/c> inov:within <id/a> ; skos:prefLabel "alfa"@id ; inov:goal "tujuan"@id, "goal"@en .
GRAPH <graf/x> {
  <id/b> inov:within <id/a> ; inov:year "2018"^^xsd:gYear ; inov:rank 2 .
  <id/d> inov:within <id/a> ; inov:measure <id/m> .
  <id/m> skos:prefLabel "Ukuran"@id .
}
"""
INSIDE = {"inside": f"?thing inov:within <{iris.ENTITY}a>"}


def entity(name: str) -> str:
    return iris.ENTITY + name


def test_things_are_found_in_every_graph_and_told_who_alone_says_so(asker_of: AskerOf) -> None:
    found = neighbours(asker_of(WORLD), INSIDE)["inside"]
    assert found.graphs == {entity("b"): (), entity("c"): (), entity("d"): (iris.GRAPH + "x",)}
    assert found.count == 3
    assert found.things == [entity("b"), entity("c"), entity("d")]


def test_every_graph_that_says_so_is_named_unless_the_default_graph_does(
    asker_of: AskerOf,
) -> None:
    told = "{ <id/b> inov:within <id/a> . <id/e> inov:within <id/a> }"
    asker = asker_of(f"{WORLD} GRAPH <graf/z> {told} GRAPH <graf/y> {told}")
    found = neighbours(asker, INSIDE)["inside"].graphs
    assert found[entity("e")] == (iris.GRAPH + "y", iris.GRAPH + "z")
    assert found[entity("b")] == ()


def test_several_roles_are_one_question(asker_of: AskerOf) -> None:
    roles = {**INSIDE, "ranked": "?thing inov:rank 2", "none": "?thing inov:score ?any"}
    found = neighbours(asker_of(WORLD), roles)
    assert [found[role].count for role in roles] == [3, 1, 0]
    assert neighbours(asker_of(WORLD), {}) == {}


def test_of_many_the_first_are_given_and_the_rest_is_counted_up_to_an_end(
    asker_of: AskerOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    asker = asker_of("".join(f"<id/x{each:03}> inov:within <id/a> .\n" for each in range(120)))
    found = neighbours(asker, INSIDE, most=10)["inside"]
    assert (len(found.graphs), found.count, found.things[0]) == (10, 120, entity("x000"))
    group = gather(asker, "id", {}).group(found)
    assert (group.more, group.uncounted) == (110, False)
    monkeypatch.setattr(gathering, "COUNTED", 50)
    found = neighbours(asker, INSIDE, most=10)["inside"]
    assert found.count == 51
    assert gather(asker, "id", {}).group(found).uncounted


def test_the_first_of_many_are_found_and_counted_by_the_engine(
    asker_of: AskerOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "_FEW", 15)
    asker = asker_of(
        "".join(f"<id/x{each:03}> inov:within <id/a> .\n" for each in range(120))
        + "<id/y> inov:score 1 ."
    )
    roles = {**INSIDE, "scored": "?thing inov:score 1"}
    found = neighbours(asker, roles, most=10)
    assert [(len(each.graphs), each.count) for each in found.values()] == [(10, 120), (1, 1)]
    assert found["inside"].things == [entity(f"x{each:03}") for each in range(10)]
    monkeypatch.setattr(gathering, "COUNTED", 50)
    found = neighbours(asker, roles, most=10)
    assert [each.count for each in found.values()] == [51, 1]


def test_of_what_the_default_graph_knows_no_other_graph_is_believed(asker_of: AskerOf) -> None:
    asker, thing = asker_of(WORLD), entity("b")
    records = read_records(asker, ([thing], ["inov:year", "inov:rank", "inov:goal"]))
    assert [term.text for term in records[thing]["inov:year"]] == ["2017"]
    assert not {"inov:rank", "inov:goal"} & set(records[thing])
    records = read_records(asker, ([thing], ["inov:rank"]), ([entity("d")], ["inov:measure"]))
    assert "inov:rank" not in records.get(thing, {})
    assert [term.text for term in records[entity("d")]["inov:measure"]] == [entity("m")]


def test_of_some_things_other_values_are_read_than_of_others(asker_of: AskerOf) -> None:
    asker, things = asker_of(WORLD), (entity("b"), entity("c"))
    records = read_records(asker, ([things[0]], ["inov:year"]), ([things[1]], ["inov:goal"]))
    assert {thing: set(record) - {"rdf:type"} for thing, record in records.items()} == {
        things[0]: {"inov:year"},
        things[1]: {"inov:goal"},
    }
    assert read_records(asker, ([], ["inov:year"]), (things, [])) == {}
    assert read_records(asker) == {}


def test_things_come_by_name_and_with_their_values_in_the_language(asker_of: AskerOf) -> None:
    asker = asker_of(WORLD)
    found = neighbours(asker, INSIDE)["inside"]
    records = read_records(asker, (found.things, ["inov:goal", "inov:measure", "inov:year"]))
    group = gather(asker, "en", records).group(found)
    assert [each.name.text for each in group.things] == ["alfa", "d", "Zeta"]
    alpha, delta, zeta = group.things
    assert [value.name for value in alpha.all("inov:goal")] == [Name("goal", "en")]
    assert delta.text("inov:measure") == "Ukuran"
    assert delta.graphs == (iris.GRAPH + "x",)
    assert zeta.first("inov:goal") is None
    assert zeta.text("inov:goal") == ""
    assert zeta.text("inov:goal", "inov:year") == "2017"
    assert group.using("inov:year", "inov:rank", "inov:goal") == ("inov:year", "inov:goal")


def test_a_value_that_two_properties_have_stands_once() -> None:
    term = Term(Kind.IRI, entity("x"))
    known = Gathered("id", {"a:b": {"inov:a": (term,), "inov:b": (term,)}}, {})
    assert len(known.thing("a:b").all("inov:a", "inov:b")) == 1
    assert known.thing("a:b").text("inov:a") == "x"


def test_texts_without_a_language_stay_beside_those_of_the_chosen_one() -> None:
    terms = [Term(Kind.LITERAL, tag or "plain", tag) for tag in ("", "en", "id", "fr")]
    assert [term.text for term in in_language(terms, "en")] == ["plain", "en"]
    assert [term.text for term in in_language(terms[3:], "en")] == ["fr"]
    assert in_language([], "en") == []
