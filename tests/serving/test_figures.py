from __future__ import annotations

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
    assert figures.ranking
    places = figures.ranking.places
    assert [(place.rank, place.bar.value) for place in places] == [
        *(("1", "2690"), ("2", "2643"), ("3", "2617"), ("4", "2548"), ("5", "2478")),
        *(("6", "2307"), ("7", "2285"), ("8", "2260"), ("9", "2249"), ("10", "2199")),
    ]
    assert places[0].bar.share == 1000


def test_the_one_disputed_score_of_the_published_graph(figures: Figures) -> None:
    assert figures.ranking
    (bar,) = (place.bar for place in figures.ranking.places if place.bar.also)
    (also,) = bar.also
    assert (bar.value, also.value.text) == ("2478", "2548")
    assert also.reason.text


def test_lists_are_counted_as_they_are_long(figures: Figures) -> None:
    asker = Asker(open_engine(sorted(PUBLISHED.glob("*.nq"))))
    assert len(figures.lists) == 8
    for listing, count in figures.lists:
        assert read_page(asker, listing, Wish("id", listing.sort)).total == count


def test_a_graph_without_results_has_no_ranking() -> None:
    figures = read_figures(Asker(open_engine([])), "id")
    assert (figures.ranking, figures.lists) == (None, ())
