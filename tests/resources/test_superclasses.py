"""Which classes say most about a thing."""

from __future__ import annotations

from inovasi import iris
from inovasi.resources.asking import values
from inovasi.resources.superclasses import most_special, read_above
from tests.resources.conftest import AskerOf

INITIATIVE, INNOVATION, AGENT = map(
    iris.expand, ("inov:Initiative", "inov:Innovation", "prov:Agent")
)
CLASSES = (INITIATIVE, INNOVATION, AGENT)


def test_a_class_above_another_is_left_out_whatever_lies_between(asker_of: AskerOf) -> None:
    asker = asker_of(
        "inov:Innovation rdfs:subClassOf inov:Between ."
        "inov:Between rdfs:subClassOf inov:Initiative ."
    )
    above = read_above(asker, CLASSES)
    assert above == {INNOVATION: frozenset({INITIATIVE})}
    assert most_special(CLASSES, above) == (INNOVATION, AGENT)


def test_one_class_is_not_asked_about_and_none_is_left_out_without_an_order(
    asker_of: AskerOf,
) -> None:
    asker = asker_of("inov:Initiative rdfs:subClassOf inov:Initiative .")
    assert read_above(asker, CLASSES[:1]) == read_above(asker, CLASSES) == {}
    assert most_special(CLASSES, {}) == CLASSES


def test_what_is_above_is_remembered_for_a_state_of_the_data(asker_of: AskerOf) -> None:
    asker = asker_of("inov:Innovation rdfs:subClassOf inov:Initiative .")
    above = read_above(asker, CLASSES)
    block = values(CLASSES)
    assert asker.orders.recall(asker.version, [block]) == {block: above}
    assert read_above(asker, CLASSES) == above
    many = (*CLASSES, *(f"a:{'x' * 100}{number}" for number in range(20)))
    assert read_above(asker, many) == above
    assert asker.orders.recall(asker.version, [values(many)]) == {}


def test_classes_that_are_the_same_both_stay(asker_of: AskerOf) -> None:
    asker = asker_of(
        "inov:Innovation rdfs:subClassOf inov:Initiative . "
        "inov:Initiative rdfs:subClassOf inov:Innovation ."
    )
    assert most_special(CLASSES, read_above(asker, CLASSES)) == CLASSES
