from __future__ import annotations

from collections.abc import Callable

from inovasi import iris
from inovasi.resources.asking import Asker
from inovasi.resources.kinds import classes

AskerOf = Callable[[str], Asker]


def test_a_class_of_ours_comes_with_its_rules_picture_and_things(asker_of: AskerOf) -> None:
    asker = asker_of('<id/a> a inov:Product ; skos:prefLabel "Satu"@id .')
    part = classes.read(asker, iris.expand("inov:Product"), "id")
    assert part is not None
    assert part.term.labels["id"] == "Produk"
    assert part.count.number == 1
    assert [each.name.text for each in part.examples] == ["Satu"]
    assert any(rule.path == iris.expand("inov:producedBy") for rule in part.rules)
    assert "inov:Initiative" in {box.name for box in part.panel.boxes}


def test_a_class_without_things_says_so(asker_of: AskerOf) -> None:
    part = classes.read(asker_of(""), iris.expand("inov:Product"), "en")
    assert part is not None
    assert (part.count.number, part.examples) == (0, [])


def test_a_class_of_others_data_is_none_of_the_ontology(asker_of: AskerOf) -> None:
    assert classes.read(asker_of("<id/K> a owl:Class ."), iris.ENTITY + "K", "id") is None
