from __future__ import annotations

from collections.abc import Callable

import pytest

from inovasi import iris
from inovasi.resources import examples
from inovasi.resources.asking import Asker
from inovasi.resources.examples import (
    count_claims,
    count_things,
    count_uses,
    one_of_each,
    some_of,
    some_uses,
)

AskerOf = Callable[[str], Asker]
DATA = """
<id/a> a inov:Product ; skos:prefLabel "Satu"@id , "One"@en ; inov:producedBy <id/b> .
<id/b> a inov:Initiative ; inov:note "<b>"@id .
<id/c> inov:onProperty inov:note .
GRAPH <graf/x> { <id/d> a inov:Training . }
"""
PRODUCT, TRAINING = iris.expand("inov:Product"), iris.expand("inov:Training")


def test_a_class_has_an_example_where_the_default_graph_has_one(asker_of: AskerOf) -> None:
    found = one_of_each(asker_of(DATA), [PRODUCT, TRAINING], "en")
    assert set(found) == {PRODUCT}
    assert found[PRODUCT].name.text == "One"


def test_without_classes_nothing_is_asked(asker_of: AskerOf) -> None:
    assert one_of_each(asker_of(DATA), [], "id") == {}


def test_things_of_a_class_have_names(asker_of: AskerOf) -> None:
    assert [each.name.text for each in some_of(asker_of(DATA), PRODUCT, "id")] == ["Satu"]
    assert some_of(asker_of(DATA), TRAINING, "id") == []


def test_statements_with_a_property_name_the_things_at_both_ends(asker_of: AskerOf) -> None:
    asker = asker_of(DATA)
    (use,) = some_uses(asker, iris.expand("inov:producedBy"), "id")
    assert use.thing.name.text == "Satu"
    assert use.name is not None
    assert use.name.text == "b"
    (note,) = some_uses(asker, iris.expand("inov:note"), "id")
    assert (note.value.text, note.name) == ("<b>", None)


def test_things_uses_and_claims_are_counted(asker_of: AskerOf) -> None:
    asker = asker_of(DATA)
    assert count_things(asker, PRODUCT) == (1, False)
    assert count_uses(asker, iris.expand("inov:note")) == (1, False)
    assert count_claims(asker, iris.expand("inov:note")) == (1, False)


def test_counting_ends_at_a_bound(asker_of: AskerOf) -> None:
    many = "".join(f"<id/{number}> a inov:Product .\n" for number in range(examples.MOST + 5))
    assert count_things(asker_of(many), PRODUCT) == (examples.MOST, True)


@pytest.mark.parametrize("iri", ["http://a/b", "urn:x"])
def test_of_what_nothing_is_known_there_is_nothing(asker_of: AskerOf, iri: str) -> None:
    asker = asker_of(DATA)
    assert some_of(asker, iri, "id") == []
    assert some_uses(asker, iri, "id") == []
    assert count_things(asker, iri) == (0, False)
