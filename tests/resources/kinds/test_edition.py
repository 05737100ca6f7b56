"""An edition with its clusters, complete or not."""

from __future__ import annotations

from inovasi import iris
from inovasi.resources.asking import Asker
from inovasi.resources.kinds.edition import read_cluster, read_edition
from tests.resources.conftest import AskerOf
from tests.resources.kinds.conftest import entity


def test_an_edition_shows_the_ranking_with_scores_first_and_who_tells_of_the_others(
    published: Asker,
) -> None:
    edition = read_edition(published, entity("penghargaan/iga-2017"), "id")
    cities, *others = edition.clusters
    assert (cities.complete, cities.scored, cities.ranked, cities.more) == (True, True, True, 0)
    assert [place.name.text for place in cities.places][:2] == [
        "Kota Surabaya",
        "Kota Tangerang Selatan",
    ]
    assert cities.places[4].bar.also[0].value.text == "2548"
    assert [decree.iri.rpartition("/")[2] for decree in cities.decrees] == [
        "kepmendagri-002.6-8688-2017"
    ]
    assert [len(cluster.places) for cluster in others] == [10, 3]
    for cluster in others:
        assert (cluster.complete, cluster.scored, cluster.ranked) == (False, False, False)
        assert [graph.partition("-")[0] for graph in cluster.cluster.graphs] == [
            iris.GRAPH + "tribunnews",
            iris.GRAPH + "viva",
        ]
    assert edition.around.groups["candidates"].count == 8


def test_a_cluster_shows_the_same_ranking(published: Asker) -> None:
    (cluster,) = read_cluster(published, entity("penghargaan/iga-2017/kota"), "en").clusters
    assert [place.rank for place in cluster.places] == [str(number) for number in range(1, 11)]


def test_of_many_results_the_first_are_shown(asker_of: AskerOf) -> None:
    text = "".join(
        f"<id/r{number:03}> inov:editionCluster <id/c> ; inov:rank {number} .\n"
        for number in range(1, 151)
    )
    (cluster,) = read_cluster(asker_of(text), entity("c"), "en").clusters
    assert (len(cluster.places), cluster.more) == (100, 50)


def test_an_edition_without_clusters_has_none(asker_of: AskerOf) -> None:
    asker = asker_of("<id/x> a inov:AwardEdition .")
    assert read_edition(asker, entity("x"), "en").clusters == ()
