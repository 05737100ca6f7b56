"""What points to a thing, a page at a time."""

from __future__ import annotations

import pytest

from inovasi import iris
from inovasi.errors import NotFound
from inovasi.resources import pointing
from inovasi.resources.pointing import SIZE, read_pointing
from tests.resources.conftest import AskerOf

CITY = iris.ENTITY + "kota"
MANY = "".join(f"<id/inovasi/{number:04}> inov:within <id/kota> .\n" for number in range(250))


def test_statements_are_counted_by_property_and_paged(asker_of: AskerOf) -> None:
    asker = asker_of(MANY + "<id/org> inov:governs <id/kota> . <id/k> inov:about <id/kota> .")
    first = read_pointing(asker, CITY, 1)
    within, governs = iris.expand("inov:within"), iris.expand("inov:governs")
    assert first.counts == {governs: 1, within: 250}
    assert (first.total, first.last, first.many) == (251, 3, False)
    pages = [read_pointing(asker, CITY, number).statements for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [SIZE, SIZE, 51]
    assert len({pair for page in pages for pair in page}) == 251
    assert first.groups[0] == (governs, [iris.ENTITY + "org"])
    with pytest.raises(NotFound):
        read_pointing(asker, CITY, 4)


def test_more_than_are_sorted_come_property_by_property_each_once(
    asker_of: AskerOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pointing, "SORTED", 50)
    some = "".join(f"<id/o/{number}> inov:governs <id/kota> .\n" for number in range(30))
    asker = asker_of(MANY + some + "<id/z> org:purpose <id/kota> .")
    pages = [read_pointing(asker, CITY, number) for number in (1, 2, 3)]
    assert [len(page.statements) for page in pages] == [SIZE, SIZE, 81]
    assert len({pair for page in pages for pair in page.statements}) == 281
    names = [name.rpartition("/")[2] for name, _ in pages[0].groups]
    assert names == ["org#purpose", "governs", "within"]


def test_a_few_are_counted_and_sorted_as_many_are(
    asker_of: AskerOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = "".join(f"<id/o/{number}> inov:governs <id/kota> .\n" for number in range(120))
    asker = asker_of(some + "[] org:purpose <id/kota> . <id/z> inov:within <id/kota> .")
    few = [read_pointing(asker, CITY, number) for number in (1, 2)]
    monkeypatch.setattr(pointing, "FEW", 0)
    many = [read_pointing(asker, CITY, number) for number in (1, 2)]
    assert few == many
    assert [page.last for page in few] == [2, 2]
    with pytest.raises(NotFound):
        read_pointing(asker, CITY, 3)


def test_nothing_points_to_what_stands_alone(asker_of: AskerOf) -> None:
    found = read_pointing(asker_of("<id/a> inov:rank 1 ."), iris.ENTITY + "a", 1)
    assert (found.total, found.last, found.groups) == (0, 1, [])


def test_past_the_bound_pages_go_on_without_a_count(
    asker_of: AskerOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("_COUNTS", "_SORTED"):
        text = getattr(pointing, name).replace(str(pointing.MOST), "200")
        monkeypatch.setattr(pointing, name, text)
    monkeypatch.setattr(pointing, "MOST", 200)
    asker = asker_of(MANY)
    pages = [read_pointing(asker, CITY, number) for number in (1, 2, 3)]
    assert all(page.many for page in pages)
    assert [page.last for page in pages] == [2, 3, 3]
    assert len({pair for page in pages for pair in page.statements}) == 250
    with pytest.raises(NotFound):
        read_pointing(asker, CITY, 4)


def test_other_graphs_point_only_where_they_are_asked(asker_of: AskerOf) -> None:
    asker = asker_of(
        "GRAPH <graf/x> { <id/a> inov:within <id/kota> }"
        " GRAPH <graf/y> { <id/a> inov:within <id/kota> }"
    )
    assert read_pointing(asker, CITY, 1).total == 0
    assert read_pointing(asker, CITY, 1, everywhere=True).total == 1


def test_many_statements_and_claims_of_a_value_are_folded(asker_of: AskerOf) -> None:
    asker = asker_of(
        MANY + "<id/org> inov:governs <id/kota> . <id/k> inov:value <id/kota> ; a inov:Claim ."
    )
    found = read_pointing(asker, CITY, 1)
    folded = {name.rpartition("/")[2]: found.folded(name) for name in found.counts}
    assert folded == {"within": True, "governs": False, "value": True}


def test_past_the_bound_a_full_page_is_the_last_where_nothing_follows(
    asker_of: AskerOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pointing, "_COUNTS", pointing._COUNTS.replace(str(pointing.MOST), "150"))
    monkeypatch.setattr(pointing, "MOST", 150)
    asker = asker_of("".join(f"<id/x/{n}> inov:within <id/full> .\n" for n in range(200)))
    pages = [read_pointing(asker, iris.ENTITY + "full", number) for number in (1, 2)]
    assert [(page.last, len(page.statements)) for page in pages] == [(2, 100), (2, 100)]
