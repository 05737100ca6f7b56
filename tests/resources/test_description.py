"""The description of a thing as triples."""

from __future__ import annotations

from inovasi import iris
from inovasi.resources.description import describe
from tests.resources.conftest import AskerOf
from tests.resources.test_claims import DATA, RESULT


def test_a_description_has_claims_grounds_labels_and_who_points(asker_of: AskerOf) -> None:
    text = DATA + (
        'inov:score rdfs:label "skor"@id . <id/o> inov:rank <id/hasil/1> ; skos:prefLabel "O"@id .'
        ' <id/hasil/1> inov:recipient <id/org> . <id/org> skos:prefLabel "Org"@id ; inov:rank 1 .'
    )
    found = describe(asker_of(text), RESULT)
    everything = "".join(found.lines)
    for part in (
        f"<{RESULT}> <{iris.TERM}score> ",
        f"<{iris.ENTITY}klaim/b> <{iris.TERM}value> ",
        f"<{iris.quotation('litbang-526', 8, 12)}> <{iris.TERM}asWritten> ",
        f'<{iris.TERM}score> <{iris.expand("rdfs:label")}> "skor"@id .',
        f"<{iris.ENTITY}o> <{iris.TERM}rank> <{RESULT}> .",
        f'<{iris.ENTITY}o> <{iris.expand("skos:prefLabel")}> "O"@id .',
        f'<{iris.ENTITY}org> <{iris.expand("skos:prefLabel")}> "Org"@id .',
    ):
        assert part in everything
    assert f"<{iris.ENTITY}org> <{iris.TERM}rank>" not in everything
    assert f"<{iris.ENTITY}klaim/d>" not in everything
    assert list(found.lines) == sorted(set(found.lines))


def test_what_the_default_graph_has_not_is_told_by_the_others(asker_of: AskerOf) -> None:
    asker = asker_of(
        "GRAPH <graf/x> { <id/a> inov:score 1 } GRAPH <graf/y> { <id/a> inov:score 2 ."
        " <id/b> inov:within <id/a> . <id/k> inov:about <id/a> ; inov:value 2 }"
    )
    assert len(describe(asker, iris.ENTITY + "a").lines) == 5


def test_nodes_without_a_name_are_described_within(asker_of: AskerOf) -> None:
    found = describe(asker_of("<id/a> inov:scope [ inov:score 1 ] ."), iris.ENTITY + "a")
    assert len(found.lines) == 2


def test_what_nobody_knows_is_empty_and_what_is_only_pointed_to_is_not(
    asker_of: AskerOf,
) -> None:
    asker = asker_of("<id/a> inov:scope <id/b> .")
    assert describe(asker, iris.ENTITY + "c").empty
    assert len(describe(asker, iris.ENTITY + "b").lines) == 1


def test_other_graphs_name_only_what_the_default_one_does_not(asker_of: AskerOf) -> None:
    asker = asker_of(
        '<id/a> inov:score 1 ; inov:within <id/b>, <id/c>, <id/a> . <id/b> skos:prefLabel "B"@id .'
        ' GRAPH <graf/x> { <id/a> skos:prefLabel "X"@id . <id/b> skos:prefLabel "Y"@id .'
        ' <id/c> skos:prefLabel "Z"@id }'
    )
    told = "".join(describe(asker, iris.ENTITY + "a").lines)
    assert [name in told for name in ('"B"@id', '"X"@id', '"Y"@id', '"Z"@id')] == [
        *(True, False, False, True)
    ]
