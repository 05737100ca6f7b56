"""What a source states, in its order."""

from __future__ import annotations

import pytest

from inovasi.errors import NotFound
from inovasi.resources.asking import Asker
from inovasi.resources.kinds.source import Source, read, whole
from tests.resources.conftest import AskerOf
from tests.resources.kinds.conftest import entity


def pages(asker: Asker, name: str, language: str = "id") -> list[Source]:
    first = read(asker, entity(f"sumber/{name}"), language)
    others = range(2, first.last + 1)
    return [first, *(read(asker, entity(f"sumber/{name}"), language, each) for each in others)]


def test_quotations_come_in_the_order_of_the_text_with_what_each_states(published: Asker) -> None:
    source = read(published, entity("sumber/litbang-526"), "id")
    passages = [passage for page in pages(published, "litbang-526") for passage in page.passages]
    starts = [passage.start for passage in passages]
    assert starts == sorted(starts)
    assert len(starts) > 100
    assert starts == [each.start for each in source.ranges]
    assert all(passage.statements for passage in passages)
    stated = [
        each for passage in passages if passage.written == "2548" for each in passage.statements
    ]
    assert {each.value.text for each in stated} == {"2548"}
    assert len(source.sha256) == 64
    assert not source.more


def test_of_a_restatement_in_two_languages_one_is_shown(published: Asker) -> None:
    for language in ("id", "en"):
        found = pages(published, "litbang-526", language)
        passages = [passage for page in found for passage in page.passages]
        tags = {each.value.language for passage in passages for each in passage.statements}
        assert language in tags
        assert tags <= {"", language, "id"}


def test_an_external_page_shows_what_it_states_of_everything(published: Asker) -> None:
    page = read(published, entity("sumber/tribunnews-2017-12-18"), "en")
    assert page.passages == ()
    assert page.stated == len(page.statements)
    assert entity("hasil/iga-2017/kota/33.71") in {each.about for each in page.statements}


def test_a_list_shows_what_was_taken_from_it(published: Asker) -> None:
    areas = read(published, entity("sumber/idn-area-data"), "id").around.groups["derived"]
    assert (len(areas.things), areas.count) == (25, 552)


def test_what_a_source_holds_comes_in_pages_with_an_end(asker_of: AskerOf) -> None:
    text = "".join(
        f"<id/q{number}> prov:wasQuotedFrom <id/s> ; oa:start {number} ; oa:end {number + 1} .\n"
        for number in range(1_020)
    )
    asker = asker_of(text)
    source = read(asker, entity("s"), "id", 20)
    assert (source.number, source.last, len(source.ranges), source.more) == (20, 20, 1_000, True)
    assert [each.start for each in source.passages] == list(range(950, 1_000))
    with pytest.raises(NotFound):
        read(asker, entity("s"), "id", 21)


def test_what_a_page_of_the_web_states_comes_in_pages(asker_of: AskerOf) -> None:
    text = "".join(
        f"<id/k{number}> inov:externalPage <id/s> ; inov:about <id/x> ;"
        f" inov:onProperty inov:score ; inov:value {number} .\n"
        for number in range(60)
    )
    asker = asker_of(f"GRAPH <graf/x> {{ {text} }}")
    found = [read(asker, entity("s"), "id", number) for number in (1, 2)]
    assert [(each.stated, len(each.statements), each.last) for each in found] == [
        (60, 50, 2),
        (60, 10, 2),
    ]


def test_a_position_is_a_number() -> None:
    assert [whole(text) for text in ("12", "", "x", "-1", "9" * 16, "²")] == [12, 0, 0, 0, 0, 0]
