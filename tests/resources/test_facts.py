"""Facts property by property, with their claims and with what other graphs tell."""

from __future__ import annotations

from inovasi import iris
from inovasi.resources.claims import read_claims
from inovasi.resources.facts import Known, arrange, read_statements
from tests.resources.conftest import AskerOf
from tests.resources.test_claims import DATA, RESULT


def known(asker_of: AskerOf, text: str, thing: str) -> Known:
    asker = asker_of(text)
    return arrange(read_statements(asker, thing), read_claims(asker, thing))


def test_a_disputed_value_stands_beside_the_preferred_one(asker_of: AskerOf) -> None:
    found = known(asker_of, DATA, RESULT)
    rank, score = found.facts
    assert (rank.property, score.property) == (iris.expand("inov:rank"), iris.expand("inov:score"))
    assert [(v.term.text, v.direct, v.rank) for v in score.values] == [
        ("2478", True, "preferred"),
        ("2548", False, "normal"),
    ]
    assert score.disputed
    assert not rank.disputed
    assert not rank.values[0].direct


def test_names_and_classes_stand_apart_from_the_facts(asker_of: AskerOf) -> None:
    text = (
        '<id/a> a inov:Innovation ; skos:prefLabel "A"@id, "An A"@en ; skos:altLabel "A"@id, "B"@id'
        ' ; skos:hiddenLabel "AA"@id ; rdfs:label "Z"@id ; org:purpose <id/b> ; inov:rank 1 .'
    )
    found = known(asker_of, text, iris.ENTITY + "a")
    assert found.classes == (iris.expand("inov:Innovation"),)
    assert found.labels == {"id": "A", "en": "An A"}
    assert [term.text for term in found.others] == ["B", "AA"]
    assert [fact.property for fact in found.facts] == [
        iris.expand("inov:rank"),
        iris.expand("org:purpose"),
    ]


def test_other_graphs_agree_or_tell_something_else(asker_of: AskerOf) -> None:
    text = (
        "<id/a> inov:score 1 . GRAPH <graf/x> { <id/a> inov:score 1, 2 . <id/b> inov:score 3 }"
        " GRAPH <graf/y> { <id/a> inov:score 2 }"
    )
    found = known(asker_of, text, iris.ENTITY + "a")
    ((name, value, graphs),) = ((e.property, e.value.text, e.graphs) for e in found.elsewhere)
    assert (name, value) == (iris.expand("inov:score"), "2")
    assert graphs == (iris.graph("x"), iris.graph("y"))
    assert found.agreeing == {iris.graph("x"): 1, iris.graph("y"): 0}
    assert found.graphs == ()


def test_what_only_other_graphs_know_is_told_by_them(asker_of: AskerOf) -> None:
    text = (
        "GRAPH <graf/x> { <id/a> inov:score 1 . <id/k> inov:about <id/a> ;"
        " inov:onProperty inov:score ; inov:value 1 } GRAPH <graf/y> { <id/a> inov:score 2 }"
    )
    found = known(asker_of, text, iris.ENTITY + "a")
    assert found.graphs == (iris.graph("x"), iris.graph("y"))
    assert [len(value.claims) for value in found.facts[0].values] == [1, 0]
    assert found.elsewhere == ()


def test_all_that_a_page_names_is_known(asker_of: AskerOf) -> None:
    text = "<id/a> a inov:Claim ; inov:rank <id/c> . GRAPH <graf/x> { <id/a> inov:score <id/b> }"
    names = {iri.rpartition("/")[2] for iri in known(asker_of, text, iris.ENTITY + "a").iris}
    assert names == {"Claim", "rank", "c", "score", "b", "x"}


def test_the_most_special_class_says_what_a_thing_is_and_ours_before_those_of_others() -> None:
    top, low, theirs = map(iris.expand, ("inov:Initiative", "inov:Innovation", "prov:Agent"))
    found = Known(classes=(theirs, top, low), above={low: frozenset({top})})
    assert (found.kinds, found.other_classes) == ((low,), (theirs, top))
    assert Known(classes=(theirs, top)).kinds == (top,)
    assert Known(classes=(theirs,)).kinds == (theirs,)


def test_a_name_that_reads_like_the_one_of_the_page_is_no_other(asker_of: AskerOf) -> None:
    text = '<id/a> skos:prefLabel "A"@id, "A"@en ; skos:altLabel "A"@fr .'
    assert known(asker_of, text, iris.ENTITY + "a").besides("A") == ()
    text = '<id/a> skos:prefLabel "A"@id, "An A"@en ; skos:altLabel "B" .'
    assert [t.text for t in known(asker_of, text, iris.ENTITY + "a").besides("A")] == ["An A", "B"]


def test_texts_in_other_languages_are_apart_where_one_is_in_the_language(
    asker_of: AskerOf,
) -> None:
    text = '<id/a> inov:goal "tujuan"@id, "goal"@en, "plain" ; inov:note "nota"@id, "note"@fr .'
    goal, note = known(asker_of, text, iris.ENTITY + "a").facts
    assert [value.term.text for value in goal.told("en")] == ["goal", "plain"]
    assert [value.term.text for value in goal.retold("en")] == ["tujuan"]
    assert len(note.told("en")) == 2
    assert note.retold("en") == ()


def test_a_disputed_text_is_never_apart_and_a_reason_of_all_is_told_once(
    asker_of: AskerOf,
) -> None:
    claim = 'inov:about <id/a> ; inov:onProperty inov:goal ; inov:rankReason "Sebab."@id ;'
    text = (
        f'<id/k> {claim} inov:value "a"@id ; inov:conflictsWith <id/l> .'
        f'<id/l> {claim} inov:value "b"@en ; inov:conflictsWith <id/k> .'
        f'<id/m> {claim} inov:value "b"@en ; inov:conflictsWith <id/k> .'
    )
    (goal,) = known(asker_of, text, iris.ENTITY + "a").facts
    assert len(goal.told("en")) == 2
    assert goal.shared_reasons == [{"id": "Sebab."}]
    assert [value.reasons for value in goal.values] == [[{"id": "Sebab."}]] * 2
