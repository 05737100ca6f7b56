from __future__ import annotations

from collections.abc import Callable

from inovasi import iris
from inovasi.resources.asking import Asker
from inovasi.resources.kinds import properties

AskerOf = Callable[[str], Asker]
SCORE = iris.expand("inov:score")


def test_a_property_comes_with_what_is_asked_of_its_values_and_its_uses(asker_of: AskerOf) -> None:
    asker = asker_of("<id/a> inov:score 3 . <id/k> inov:onProperty inov:score .")
    part = properties.read(asker, SCORE, "en")
    assert part is not None
    assert [(kind, rule.sentences[0]) for kind, rule in part.rules] == [
        (iris.expand("inov:AwardResult"), "At most 1 value.")
    ]
    assert (part.uses.number, part.claims.number) == (1, 1)
    assert [each.value.text for each in part.examples] == ["3"]


def test_a_property_that_lives_in_claims_only_has_claims_and_no_uses(asker_of: AskerOf) -> None:
    asker = asker_of("<id/k> inov:onProperty inov:assertion .")
    part = properties.read(asker, iris.expand("inov:assertion"), "id")
    assert part is not None
    assert (part.uses.number, part.claims.number, part.examples) == (0, 1, [])


def test_a_property_of_others_data_is_none_of_the_ontology(asker_of: AskerOf) -> None:
    assert properties.read(asker_of(""), iris.ENTITY + "p", "id") is None
