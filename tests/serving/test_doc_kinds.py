"""The pages of all kinds of things, over what is published and over next to nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from inovasi import iris, paths
from inovasi.config import read_config
from inovasi.query import open_engine
from inovasi.resources.kinds import KINDS
from inovasi.serving.app import create_app
from inovasi.serving.places import place_of
from tests.serving.conftest import BROWSER, DATA, client_of

PAGES = {
    "area": "/doc/wilayah/33.71",
    "code": "/doc/wilayah/33.71/kode/kemendagri",
    "geometry": "/doc/wilayah/33.71/titik",
    "initiative": "/doc/inovasi/33.71/smart-city",
    "produced": "/doc/pelatihan/33.71/robotik",
    "award": "/doc/penghargaan/iga",
    "edition": "/doc/penghargaan/iga-2017",
    "result": "/doc/hasil/iga-2017/kota/33.71",
    "regulation": "/doc/peraturan/kepmendagri-002.6-8688-2017",
    "expression": "/doc/peraturan/kepmendagri-002.6-8688-2017/id",
    "measure": "/doc/ukuran/inovasi-dilaporkan",
    "observation": "/doc/amatan/33.71/ipm/2011-2015",
    "event": "/doc/kegiatan/iga-2017/penyerahan",
    "participation": "/doc/kegiatan/iga-2017/penyerahan/peran/penerima",
    "post": "/doc/jabatan/33.71/walikota",
    "change": "/doc/perubahan/33.71/balitbang-2017",
    "period": "/doc/periode/2011-2015",
    "vision": "/doc/visi/33.71/2016-2021",
    "claim": "/doc/klaim/250b76b62ddb06b655315e0a53cfe6bd",
    "quotation": "/doc/sumber/litbang-525/kutipan/0-20",
    "source": "/doc/sumber/litbang-526",
    "agency": "/doc/org/33.71/balitbang",
    "scheme": "/skema/kategori",
    "concept": "/skema/kategori/pelayanan-publik",
    "class": "/def/AwardResult",
    "property": "/def/score",
}
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def published() -> FlaskClient:
    config = read_config({}, tuple(sorted(paths.PUBLISHED.glob("*.nq"))), {})
    return create_app(config, open_engine(config.data)).test_client()


def test_the_table_of_pages_has_every_kind() -> None:
    assert set(PAGES) == {kind.name for kind in KINDS}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("kind", PAGES)
def test_a_page_of_each_kind(published: FlaskClient, kind: str, language: str) -> None:
    answer = published.get(f"{PAGES[kind]}?lang={language}", headers=BROWSER)
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
    if kind in ("class", "property"):
        return
    # Elsewhere than in the documentation of the ontology every term is called by a name.
    main = answer.text.partition('<article class="thing">')[2]
    assert not any(f">{name}:" in main for name in ("org", "eli", "dct", "skos", "prov"))


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Of each class one thing, which has nothing but a name."""
    label = iris.expand("skos:prefLabel")
    text = "".join(
        f'<{iris.ENTITY}x/{number}> a <{kind.of}> ; <{label}> "{HOSTILE}" .\n'
        for number, kind in enumerate(KINDS)
    )
    return client_of(text, tmp_path_factory.mktemp("bare"))


@pytest.mark.parametrize("number", range(len(KINDS)))
def test_a_thing_of_which_nothing_else_is_known(bare: FlaskClient, number: int) -> None:
    answer = bare.get(f"/doc/x/{number}", headers=BROWSER)
    assert answer.status_code == 200
    assert HOSTILE not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_where_a_score_is_stated_is_three_steps_from_the_edition(published: FlaskClient) -> None:
    edition = published.get(PAGES["edition"] + "?lang=en", headers=BROWSER).text
    assert 'href="/doc/hasil/iga-2017/kota/33.71"' in edition
    assert "Disputed: 2478 is preferred; also on record is" in edition
    result = published.get(PAGES["result"] + "?lang=en", headers=BROWSER).text
    assert "Where the score is stated, and what else is stated" in result
    for quotation in ("948-952", "622-626"):
        assert f'href="/doc/sumber/litbang-526/kutipan/{quotation}"' in result


def test_what_only_other_graphs_tell_says_so(published: FlaskClient) -> None:
    edition = published.get(PAGES["edition"] + "?lang=en", headers=BROWSER).text
    assert "according to graph" in edition
    assert "Nothing says that the graph holds every result of this cluster." in edition
    cluster = published.get("/doc/penghargaan/iga-2017/kota?lang=en", headers=BROWSER).text
    assert "according to graph" not in cluster
    assert "The graph holds every result of this cluster." in cluster


def test_the_quotations_of_a_source_come_in_pages(published: FlaskClient) -> None:
    place = PAGES["source"]
    first = published.get(place, headers=BROWSER).text
    assert first.count('<tr id="k') == 50
    assert f'rel="next" href="{place}?quotations=2"' in first
    second = published.get(f"{place}?quotations=2&page=2", headers=BROWSER)
    assert second.headers["Content-Location"] == f"{place}.html?page=2&quotations=2"
    assert f'rel="prev" href="{place}?page=2"' in second.text
    assert f'rel="prev" href="{place}?quotations=2"' in second.text
    shown = [set(re.findall('<tr id="k[^"]*', page)) for page in (first, second.text)]
    assert not shown[0] & shown[1]
    assert any(f"<{place}.ttl?page=2>" in each for each in second.headers.getlist("Link"))


@pytest.mark.parametrize(("asked", "status"), [("99", 404), ("0", 400), ("x", 400)])
def test_only_pages_of_quotations_that_are_there_answer(
    published: FlaskClient, asked: str, status: int
) -> None:
    address = f"{PAGES['source']}?quotations={asked}"
    assert published.get(address, headers=BROWSER).status_code == status


def test_of_other_things_nobody_asks_for_quotations(published: FlaskClient) -> None:
    answer = published.get(f"{PAGES['area']}?quotations=x", headers=BROWSER)
    assert answer.headers["Content-Location"] == f"{PAGES['area']}.html"


@pytest.mark.parametrize("name", ["a%2Fb", "%C3%BCx", "%2E%2E/y", "ö"])
def test_an_identifier_with_encoded_signs_answers_as_it_stands_and_as_it_is_linked(
    tmp_path: Path, name: str
) -> None:
    iri = iris.ENTITY + name
    client = client_of(f'{DATA} <{iri}> skos:prefLabel "Sandi"@id .', tmp_path)
    with client.application.test_request_context():
        linked = place_of(iri)
    for address in (f"/doc/{name}", linked, f"/doc/{name}.ttl"):
        answer = client.get(address, headers=BROWSER)
        assert answer.status_code == 200
        assert f'<{iri}>; rel="describes"' in answer.headers.getlist("Link")
        assert f'<{linked}>; rel="canonical"' in answer.headers.getlist("Link")
    assert client.get(f"/id/{name}", headers=BROWSER, follow_redirects=True).status_code == 200
