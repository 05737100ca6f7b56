"""What a source states, in its order."""

from __future__ import annotations

from inovasi.resources.asking import Asker
from inovasi.resources.kinds.source import read, whole
from tests.resources.conftest import AskerOf
from tests.resources.kinds.conftest import entity


def test_quotations_come_in_the_order_of_the_text_with_what_each_states(published: Asker) -> None:
    source = read(published, entity("sumber/litbang-526"), "id")
    starts = [passage.start for passage in source.passages]
    assert starts == sorted(starts)
    assert len(starts) > 100
    assert all(passage.statements for passage in source.passages)
    stated = [
        each
        for passage in source.passages
        if passage.written == "2548"
        for each in passage.statements
    ]
    assert {each.value.text for each in stated} == {"2548"}
    assert len(source.sha256) == 64
    assert not source.more


def test_of_a_restatement_in_two_languages_one_is_shown(published: Asker) -> None:
    for language in ("id", "en"):
        source = read(published, entity("sumber/litbang-526"), language)
        tags = {each.value.language for passage in source.passages for each in passage.statements}
        assert language in tags
        assert tags <= {"", language, "id"}


def test_an_external_page_shows_what_it_states_of_everything(published: Asker) -> None:
    page = read(published, entity("sumber/tribunnews-2017-12-18"), "en")
    assert page.passages == ()
    assert entity("hasil/iga-2017/kota/33.71") in {each.about for each in page.statements}


def test_a_list_shows_what_was_taken_from_it(published: Asker) -> None:
    areas = read(published, entity("sumber/idn-area-data"), "id").around.groups["derived"]
    assert (len(areas.things), areas.count) == (25, 552)


def test_a_source_with_more_than_a_page_holds_says_so(asker_of: AskerOf) -> None:
    text = "".join(
        f"<id/q{number}> prov:wasQuotedFrom <id/s> ; oa:start {number} ; oa:end {number + 1} .\n"
        for number in range(300)
    )
    source = read(asker_of(text), entity("s"), "id")
    assert (len(source.passages), source.more) == (250, True)


def test_a_position_is_a_number() -> None:
    assert [whole(text) for text in ("12", "", "x", "-1", "9" * 16, "²")] == [12, 0, 0, 0, 0, 0]
