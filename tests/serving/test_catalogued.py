"""The catalogue, its datasets and files: described when asked for, as they stand in no graph."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import rdflib
from flask.testing import FlaskClient

from inovasi import iris, paths
from inovasi.config import read_config
from inovasi.query import open_engine
from inovasi.serving.app import create_app
from inovasi.serving.catalogued import is_catalogued
from tests.serving.conftest import BROWSER

DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")


@pytest.fixture(scope="module")
def client() -> Iterator[FlaskClient]:
    config = read_config({}, tuple(sorted(paths.PUBLISHED.glob("*.nq"))), {})
    engine = open_engine(config.data)
    yield create_app(config, engine).test_client()
    engine.close()


def test_only_these_are_the_catalogues() -> None:
    assert is_catalogued(iris.CATALOGUE)
    assert is_catalogued(iris.dataset("inovasi") + "/distribusi/ttl")
    assert not is_catalogued(iris.ENTITY + "wilayah/33.71")


@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("iri", "kind"),
    [
        (iris.CATALOGUE, DCAT.Catalog),
        (iris.dataset("inovasi"), DCAT.Dataset),
        (iris.dataset("wilayah") + "/distribusi/csv.zip", DCAT.Distribution),
    ],
)
def test_each_is_described_in_rdf_and_on_a_page(
    client: FlaskClient, iri: str, kind: rdflib.URIRef
) -> None:
    path = "/doc/" + iri.removeprefix(iris.ENTITY)
    graph = rdflib.Graph().parse(data=client.get(path + ".ttl").data, format="turtle")
    assert (rdflib.URIRef(iri), rdflib.RDF.type, kind) in graph
    page = client.get(path + "?lang=en", headers=BROWSER)
    assert page.status_code == 200
    assert iri in page.text


@pytest.mark.no_cover
def test_a_file_is_told_with_its_checksum_and_who_has_it(client: FlaskClient) -> None:
    path = "/doc/dataset/inovasi/distribusi/ttl"
    graph = rdflib.Graph().parse(data=client.get(path + ".nt").data, format="nt")
    file = rdflib.URIRef(iris.dataset("inovasi") + "/distribusi/ttl")
    values = set(graph.objects(None, rdflib.URIRef("http://spdx.org/rdf/terms#checksumValue")))
    assert len(values) == 1
    assert (rdflib.URIRef(iris.dataset("inovasi")), DCAT.distribution, file) in graph
    page = client.get(path, headers=BROWSER).text
    assert 'href="/doc/dataset/inovasi"' in page
    assert "<bdi>dcat:byteSize</bdi>" in page


@pytest.mark.no_cover
def test_a_dataset_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    assert client.get("/doc/dataset/none").status_code == 404
    assert client.get("/doc/dataset/none", headers=BROWSER).status_code == 404


@pytest.mark.parametrize(
    ("place", "kind"), [("dataset/inovasi", "Dataset"), ("katalog", "DataCatalog")]
)
def test_search_engines_are_told_of_datasets(client: FlaskClient, place: str, kind: str) -> None:
    assert f'"@type":"{kind}"' in client.get(f"/doc/{place}", headers=BROWSER).text
