from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from inovasi.config import read_config
from inovasi.query import open_engine
from inovasi.query.saved import SavedQuestion
from inovasi.serving.app import create_app

# Three cities of an edition cluster, one with a second score on record, and one innovation.
DATA = """
@prefix inov: <https://w3id.org/inovasi/def/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix id: <https://w3id.org/inovasi/id/> .

<https://w3id.org/inovasi/id/hasil/1> a inov:AwardResult ;
  inov:editionCluster <https://w3id.org/inovasi/id/penghargaan/iga-2017/kota> ;
  inov:recipient <https://w3id.org/inovasi/id/org/1> ; inov:rank 1 ; inov:score 200 .
<https://w3id.org/inovasi/id/hasil/2> a inov:AwardResult ;
  inov:editionCluster <https://w3id.org/inovasi/id/penghargaan/iga-2017/kota> ;
  inov:recipient <https://w3id.org/inovasi/id/org/2> ; inov:rank 2 ; inov:score 100 .
<https://w3id.org/inovasi/id/hasil/3> a inov:AwardResult ;
  inov:editionCluster <https://w3id.org/inovasi/id/penghargaan/iga-2017/kota> ;
  inov:recipient <https://w3id.org/inovasi/id/org/3> ; inov:rank 3 .
<https://w3id.org/inovasi/id/org/1> inov:governs <https://w3id.org/inovasi/id/wilayah/1> .
<https://w3id.org/inovasi/id/org/2> inov:governs <https://w3id.org/inovasi/id/wilayah/2> .
<https://w3id.org/inovasi/id/org/3> inov:governs <https://w3id.org/inovasi/id/wilayah/3> .
<https://w3id.org/inovasi/id/wilayah/1> skos:prefLabel "Kota Satu"@id , "City of One"@en .
<https://w3id.org/inovasi/id/wilayah/2> skos:prefLabel "Kota <Dua>"@id .
<https://w3id.org/inovasi/id/wilayah/3> skos:prefLabel "Kota Tiga"@id .
id:klaim-1 inov:about <https://w3id.org/inovasi/id/hasil/2> ; inov:onProperty inov:score ;
  inov:value 100 ; inov:claimRank inov:Preferred ; inov:conflictsWith id:klaim-2 .
id:klaim-2 inov:about <https://w3id.org/inovasi/id/hasil/2> ; inov:onProperty inov:score ;
  inov:value 150 ; inov:claimRank inov:Normal ; inov:conflictsWith id:klaim-1 ;
  inov:rankReason "Salah baca."@id , "Misread."@en .
id:inovasi a inov:Innovation ; skos:prefLabel "Inovasi Satu"@id , "Innovation One"@en .
"""

QUESTION = SavedQuestion(
    "jumlah",
    {"id": "Berapa hasil?", "en": "How many results?"},
    {"id": "Dihitung.", "en": "Counted."},
    "SELECT (COUNT(*) AS ?n) { ?s a ?t }",
)
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def client_of(text: str, folder: Path, **settings: str) -> FlaskClient:
    file = folder / "data.ttl"
    file.write_text(text, encoding="utf-8")
    config = read_config(settings, (file,), {})
    return create_app(config, open_engine(config.data), [QUESTION]).test_client()


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    return client_of(DATA, tmp_path_factory.mktemp("data"))


@pytest.fixture(autouse=True)
def no_cookies(request: pytest.FixtureRequest) -> Iterator[None]:
    """No client remembers the language that an earlier test asked for."""
    yield
    for value in request.node.funcargs.values():
        for client in value if isinstance(value, tuple) else (value,):
            if isinstance(client, FlaskClient):
                client.delete_cookie("lang")
