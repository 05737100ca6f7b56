from __future__ import annotations

from pathlib import Path

import pytest

from inovasi.paths import PUBLISHED
from inovasi.query import open_engine
from inovasi.resources.asking import Asker
from inovasi.resources.listing import Wish, read_page
from inovasi.serving.figures import Figures, read_figures
from inovasi.serving.negotiation import LANGUAGES


@pytest.fixture(scope="module", params=LANGUAGES)
def figures(request: pytest.FixtureRequest) -> Figures:
    return read_figures(Asker(open_engine(sorted(PUBLISHED.glob("*.nq")))), request.param)


def test_the_ranking_of_the_published_graph(figures: Figures) -> None:
    assert [(place.rank, place.score) for place in figures.places] == [
        *(("1", "2690"), ("2", "2643"), ("3", "2617"), ("4", "2548"), ("5", "2478")),
        *(("6", "2307"), ("7", "2285"), ("8", "2260"), ("9", "2249"), ("10", "2199")),
    ]
    assert [place.share for place in figures.places][:1] == [1000]


def test_the_one_disputed_score_of_the_published_graph(figures: Figures) -> None:
    disputed = [place for place in figures.places if place.also]
    assert [(place.score, place.also) for place in disputed] == [("2478", "2548")]
    assert disputed[0].reason


def test_lists_are_counted_as_they_are_long(figures: Figures) -> None:
    asker = Asker(open_engine(sorted(PUBLISHED.glob("*.nq"))))
    assert len(figures.lists) == 8
    for listing, count in figures.lists:
        assert read_page(asker, listing, Wish("id", listing.sort)).total == count


def test_a_score_that_is_no_number_is_drawn_without_a_bar(tmp_path: Path) -> None:
    file = tmp_path / "data.ttl"
    file.write_text(
        """@prefix inov: <https://w3id.org/inovasi/def/> .
        <a:result> inov:editionCluster <https://w3id.org/inovasi/id/penghargaan/iga-2017/kota> ;
          inov:recipient [ inov:governs <a:area> ] ; inov:rank 1 ; inov:score "high" .
        <a:area> <http://www.w3.org/2004/02/skos/core#prefLabel> "Kota"@id .""",
        encoding="utf-8",
    )
    (place,) = read_figures(Asker(open_engine([file])), "id").places
    assert (place.score, place.share) == ("high", 0)
