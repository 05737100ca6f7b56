"""The catalogue of a server whose data are not ours."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from inovasi import iris
from inovasi.config import read_config
from inovasi.knowledge.statements import PREFIXES
from inovasi.query import open_engine
from inovasi.serving.app import create_app
from tests.knowledge.describing import values
from tests.serving.conftest import client_of
from tests.serving.test_catalogue import (
    DCAT,
    ROOT,
    SD,
    SETTINGS,
    VOID,
    html,
    linked,
    triples,
    waited,
)


def test_data_of_others_are_one_dataset_without_a_licence(tmp_path: Path) -> None:
    client = client_of("<http://a.org/s> a <http://a.org/C> ; <http://a.org/p> 1 .", tmp_path)
    before = triples(client.get("/sparql", headers={"Accept": "text/turtle"}))
    response = waited(client, "/catalog.ttl")
    told = triples(response)
    dataset = "http://localhost/catalog#inovasi"
    datasets = [t.subject for t in told if t.object == ox.NamedNode(f"{DCAT}Dataset")]
    assert datasets == [ox.NamedNode(dataset)]
    assert values(told, dataset, f"{PREFIXES['dct']}license") == []
    assert values(told, dataset, f"{VOID}triples") == ["2"]
    # The engine counted first, the catalogue then: both say the same.
    assert triples(client.get("/sparql", headers={"Accept": "text/turtle"})) == before
    void = triples(client.get("/.well-known/void"))
    assert values(void, dataset, f"{VOID}classes") == ["1"]
    assert values(told, dataset, f"{PREFIXES['dct']}accessRights") == []
    for text in (response.text, client.get("/.well-known/void").text):
        assert iris.dataset("inovasi") not in text
        assert iris.CATALOGUE not in text
    (found,) = linked(html(client, "id"))[1:]
    assert found["@id"] == dataset
    assert not {"sameAs", "isAccessibleForFree"} & found.keys()
    assert "Data yang dilayani di sini" in html(client, "id")


def test_data_without_names_are_described_as_far_as_they_have_any(tmp_path: Path) -> None:
    file = tmp_path / "data.trig"
    file.write_text("_:a a _:k . <http://a.org> a <http://a.org> . _:g { _:a <urn:p> 1 . }")
    config = read_config(SETTINGS, (file,), {})
    client = create_app(config, open_engine(config.data)).test_client()
    assert waited(client, "/catalog.ttl").status_code == 200
    void = triples(client.get("/.well-known/void"))
    dataset = f"{ROOT}/catalog#inovasi"
    subsets = values(void, dataset, f"{VOID}subset")
    assert [values(void, each, f"{VOID}triples") for each in subsets] == [["2"]]
    service = triples(client.get("/sparql", headers={"Accept": "text/turtle"}))
    assert not any(t.object == ox.NamedNode(f"{SD}NamedGraph") for t in service)
