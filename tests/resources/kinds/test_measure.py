"""An indicator and its values."""

from __future__ import annotations

from inovasi.resources.asking import Asker
from inovasi.resources.kinds.measure import read_measure, read_observation
from tests.resources.conftest import AskerOf
from tests.resources.kinds.conftest import entity


def test_an_indicator_shows_its_fields_and_values_with_what_the_press_disagrees_on(
    published: Asker,
) -> None:
    measure = read_measure(published, entity("ukuran/inovasi-dilaporkan"), "id")
    assert measure.around.thing.text("inov:interpretation")
    values = {point.observation.text("inov:refPeriod"): point.bar.value for point in measure.points}
    assert (values["2018"], values["2019"], values["2025"]) == ("3718", "", "36742")
    disputed = next(point for point in measure.points if not point.bar.value)
    assert sorted(each.value.text for each in disputed.bar.also) == ["8014", "8016"]
    assert measure.point is None


def test_a_value_stands_with_the_others_of_its_indicator(published: Asker) -> None:
    name = entity("amatan/33.71/pertumbuhan-ekonomi/2011-2015")
    shown = read_observation(published, name, "en")
    assert shown.point is not None
    assert (shown.point.bar.value, shown.point.approximate) == ("6", True)
    assert shown.around.groups["measures"].things[0].text("skos:definition")


def test_of_many_values_those_not_shown_are_counted_and_the_one_asked_for_is_there(
    asker_of: AskerOf,
) -> None:
    asker = asker_of(
        "".join(
            f"<id/o{number:03}> a inov:Observation ; inov:measure <id/m> ;"
            f" inov:observedValue {number} .\n"
            for number in range(150)
        )
    )
    assert read_measure(asker, entity("m"), "id").more == 50
    shown = read_observation(asker, entity("o149"), "id")
    assert shown.point is not None
    assert shown.point.bar.value == "149"
