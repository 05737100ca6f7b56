from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from inovasi import iris, paths
from inovasi.config import read_config
from inovasi.errors import BeingMade
from inovasi.knowledge.releases import held_by, read_releases
from inovasi.knowledge.statements import PREFIXES
from inovasi.query import open_engine
from inovasi.query.sizes import read_sizes
from inovasi.serving.app import create_app
from inovasi.serving.catalogue import CatalogueViews
from tests.knowledge.conforming import DCAT_AP, as_rdflib, findings
from tests.knowledge.describing import NAMES, values
from tests.serving.conftest import BROWSER
from tests.shared import needs_shared

ROOT = "https://data.example.org/inovasi"
SETTINGS = {
    "public_url": ROOT,
    "publisher": "Bappeda Contoh <https://bappeda.example.org/>",
    "contact": "data@example.org",
}
PUBLISHED = tuple(sorted(paths.PUBLISHED.glob("*.nq")))
ADDRESSES = ("/catalog", "/catalog.ttl", "/catalog.jsonld", "/catalog.rdf", "/.well-known/void")
DCAT, VOID, HYDRA, SD = (PREFIXES[name] for name in ("dcat", "void", "hydra", "sd"))
TYPE = PREFIXES["rdf"] + "type"


def served(**settings: str) -> FlaskClient:
    config = read_config({**SETTINGS, **settings}, PUBLISHED, {})
    return create_app(config, open_engine(config.data)).test_client()


@pytest.fixture(scope="module")
def dumps(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("dumps"))


def views(client: FlaskClient) -> CatalogueViews:
    view: Any = client.application.view_functions["catalogue"]
    found: CatalogueViews = view.__self__
    return found


def waited(client: FlaskClient, address: str) -> TestResponse:
    """The answer, once the files that it tells of are made."""
    until = time.monotonic() + 120
    while (response := client.get(address)).status_code == 503 and time.monotonic() < until:
        assert int(response.headers["Retry-After"]) > 0
    return response


@pytest.fixture(scope="module")
def portal(dumps: str) -> FlaskClient:
    client = served(dumps=dumps)
    assert waited(client, "/catalog.ttl").status_code == 200
    return client


def triples(response: TestResponse) -> list[ox.Triple]:
    assert response.status_code == 200, response.text
    rdf = ox.RdfFormat.from_media_type(response.mimetype or "")
    return [quad.triple for quad in ox.parse(response.data, rdf)]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/n-triples", "application/n-triples"),
        (BROWSER["Accept"], "text/html"),
    ],
)
def test_catalog_is_given_as_the_client_likes_it(
    portal: FlaskClient, accept: str, media_type: str
) -> None:
    response = portal.get("/catalog", headers={"Accept": accept})
    assert (response.status_code, response.mimetype) == (200, media_type)
    assert "Accept" in response.headers["Vary"]


def test_catalog_in_what_it_cannot_be_given_in(portal: FlaskClient) -> None:
    response = portal.get("/catalog", headers={"Accept": "image/png"})
    assert response.status_code == 406
    assert "text/turtle" in response.get_json()["offered"]


@pytest.mark.parametrize(
    ("suffix", "media_type"),
    [
        (".ttl", "text/turtle"),
        (".jsonld", "application/ld+json"),
        (".rdf", "application/rdf+xml"),
    ],
)
def test_every_suffix_says_the_same_as_accept(
    portal: FlaskClient, suffix: str, media_type: str
) -> None:
    response = portal.get(f"/catalog{suffix}", headers={"Accept": "text/html"})
    assert response.mimetype == media_type

    def told(text: TestResponse) -> set[str]:
        # Pages lead on at the address that was asked for.
        return {str(triple).replace(f"/catalog{suffix}?", "/catalog?") for triple in triples(text)}

    assert told(response) == told(portal.get("/catalog", headers={"Accept": "text/turtle"}))


def test_void_is_given_in_every_format(portal: FlaskClient) -> None:
    first = portal.get("/.well-known/void")
    assert first.mimetype == "text/turtle"
    for media_type in ("application/ld+json", "application/rdf+xml", "application/n-quads"):
        response = portal.get("/.well-known/void", headers={"Accept": media_type})
        assert response.mimetype == media_type
        assert set(triples(response)) == set(triples(first))


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("accept", ["*/*", BROWSER["Accept"]])
def test_head_is_the_get_without_its_body(portal: FlaskClient, address: str, accept: str) -> None:
    got = portal.get(address, headers={"Accept": accept})
    head = portal.head(address, headers={"Accept": accept})
    assert head.status_code == 200
    assert head.data == b""
    unlike = {"X-Request-ID", "Date"}
    headers = [{k: v for k, v in r.headers.items() if k not in unlike} for r in (got, head)]
    assert headers[0] == headers[1]
    assert headers[0]["Content-Length"] == str(len(got.data))


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("accept", ["*/*", BROWSER["Accept"]])
def test_who_has_it_is_not_sent_it_again(portal: FlaskClient, address: str, accept: str) -> None:
    tag = portal.get(address, headers={"Accept": accept}).headers["ETag"]
    assert tag.startswith('"')
    held = portal.get(address, headers={"Accept": accept, "If-None-Match": tag})
    assert (held.status_code, held.data) == (304, b"")
    assert held.headers["ETag"] == tag


@pytest.mark.parametrize("address", ADDRESSES)
def test_another_server_with_the_same_release_and_address_gives_the_same_bytes(
    portal: FlaskClient, dumps: str, address: str
) -> None:
    again = served(dumps=dumps, cache_bytes="0")
    for accept in ("*/*", BROWSER["Accept"]):
        one, other = (c.get(address, headers={"Accept": accept}) for c in (portal, again))
        assert one.data == other.data
        assert one.headers["ETag"] == other.headers["ETag"]


def test_the_files_are_those_that_are_handed_out(portal: FlaskClient) -> None:
    told = triples(portal.get("/catalog.ttl"))
    for name in NAMES:
        distributions = values(told, iris.dataset(name), f"{DCAT}distribution")
        assert len(distributions) == 9
        for each in distributions:
            (address,) = values(told, each, f"{DCAT}downloadURL")
            path = address.removeprefix(ROOT)
            head = portal.head(path)
            head.close()
            assert [head.headers["Content-Length"]] == values(told, each, f"{DCAT}byteSize")
            (checksum,) = values(told, each, f"{PREFIXES['spdx']}checksum")
            (sha256,) = values(told, checksum, f"{PREFIXES['spdx']}checksumValue")
            assert head.headers["ETag"] == f'"{sha256}"'


def test_the_release_is_that_of_the_archive(portal: FlaskClient) -> None:
    told = triples(portal.get("/catalog.ttl"))
    archive = read_releases(paths.RELEASES)
    held = held_by(archive, PUBLISHED)
    version, day = ([held.version], [held.issued.isoformat()]) if held else ([], [])
    assert values(told, iris.dataset("inovasi"), f"{DCAT}version") == version
    # What is not released yet has no version and no day, and names the release before.
    before = values(told, iris.dataset("inovasi"), f"{DCAT}previousVersion")
    assert held is not None or before == [archive[-1].iri]
    assert values(told, iris.dataset("inovasi"), f"{PREFIXES['dct']}modified") == day
    assert values(told, iris.CATALOGUE, f"{PREFIXES['dct']}issued") == [
        archive[0].issued.isoformat()
    ]


@pytest.mark.parametrize(
    ("language", "issued", "modified"),
    [("id", "Diterbitkan", "Terakhir diubah"), ("en", "Published", "Last modified")],
)
def test_the_page_tells_the_days_that_its_data_tell(
    portal: FlaskClient, language: str, issued: str, modified: str
) -> None:
    page = portal.get("/catalog", headers={**BROWSER, "Accept-Language": language}).text
    told = triples(portal.get("/catalog.ttl"))
    for word, name in ((issued, "issued"), (modified, "modified")):
        days = values(told, iris.dataset("inovasi"), PREFIXES["dct"] + name)
        shown = set(re.findall(rf'<dt>{word}</dt>\s*<dd><time datetime="([^"]*)">', page))
        assert shown == set(days)


@pytest.fixture
def paged(dumps: str, portal: FlaskClient) -> FlaskClient:
    """A server with one dataset on a page."""
    client = served(dumps=dumps, cache_bytes="0")
    views(client).size = 1
    return client


def harvest(client: FlaskClient, address: str) -> Iterator[list[ox.Triple]]:
    """Page by page, as a harvester goes: to the next as long as there is one."""
    while address:
        told = triples(client.get(address.removeprefix(ROOT)))
        (view,) = {
            t.subject for t in told if t.object == ox.NamedNode(HYDRA + "PartialCollectionView")
        }
        yield told
        address = next(iter(values(told, view.value, f"{HYDRA}next")), "")  # type: ignore[union-attr]


@needs_shared
@pytest.mark.parametrize("suffix", ["", ".ttl", ".jsonld", ".rdf"])
def test_paging_ends_and_every_page_is_complete(paged: FlaskClient, suffix: str) -> None:
    seen = []
    for told in harvest(paged, f"{ROOT}/catalog{suffix}"):
        seen += [t.subject for t in told if t.object == ox.NamedNode(f"{DCAT}Dataset")]
        shapes = [DCAT_AP / "shapes.ttl", DCAT_AP / "range.ttl"]
        assert findings(as_rdflib(told), shapes) == set()
    assert seen == [ox.NamedNode(iris.dataset(name)) for name in NAMES]


@pytest.mark.parametrize(
    ("page", "status"),
    [("1", 200), ("2", 404), ("99999999", 404), ("0", 400), ("-1", 400), ("x", 400), ("", 400)],
)
def test_a_page_that_is_not_there(portal: FlaskClient, page: str, status: int) -> None:
    for address in ("/catalog", "/catalog.ttl"):
        assert portal.get(f"{address}?page={page}").status_code == status


def html(client: FlaskClient, language: str, address: str = "/catalog") -> str:
    response = client.get(f"{address}?lang={language}", headers=BROWSER)
    assert response.headers["Content-Language"] == language
    return response.text


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_shows_every_dataset_with_its_files_and_indicators(
    portal: FlaskClient, language: str
) -> None:
    page = html(portal, language)
    for name in NAMES:
        assert f'<section id="{name}"' in page
        assert f'href="{ROOT}/dump/{name}.ttl"' in page
        assert f'href="{ROOT}/dump/{name}.ttl.sha256"' in page
    assert "Bappeda Contoh" in page
    assert 'href="mailto:data@example.org"' in page
    assert "id/ukuran/ipm" in page
    shown = {
        "id": ("Satuan", "Makin mendekati 100", "5.122"),
        "en": ("Unit", "The closer to 100", "5,122"),
    }
    for text in shown[language]:
        assert text in page


def linked(page: str) -> list[dict[str, Any]]:
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    graph: list[dict[str, Any]] = json.loads(script)["@graph"]
    return graph


def test_the_page_holds_the_datasets_for_search_engines_and_nothing_that_runs(
    portal: FlaskClient,
) -> None:
    page = html(portal, "id")
    assert page.count("<script") == 1
    assert [each["@id"] for each in linked(page)[1:]] == [iris.dataset(name) for name in NAMES]
    policy = portal.get("/catalog", headers=BROWSER).headers["Content-Security-Policy"]
    assert policy == portal.get("/", headers=BROWSER).headers["Content-Security-Policy"]
    assert "unsafe" not in policy


def test_a_page_leads_to_the_others(paged: FlaskClient) -> None:
    page = paged.get("/catalog?page=2", headers=BROWSER).text
    assert f'rel="prev" href="{ROOT}/catalog?page=1"' in page
    assert f'rel="next" href="{ROOT}/catalog?page=3"' in page


def told_sizes(client: FlaskClient) -> dict[str, dict[str, int]]:
    """How many statements each description says that a dataset has, and a graph."""
    dcat, void = (triples(client.get(a)) for a in ("/catalog.ttl", "/.well-known/void"))
    service = triples(client.get("/sparql", headers={"Accept": "text/turtle"}))
    size = f"{VOID}triples"
    graphs: dict[str, int] = {}
    for name in NAMES:
        for subset in values(void, iris.dataset(name), f"{VOID}subset"):
            if f"{VOID}Dataset" in values(void, subset, TYPE):
                graph = next(iter(values(void, subset, f"{SD}name")), "")
                graphs[graph] = graphs.get(graph, 0) + int(values(void, subset, size)[0])
    described = {
        values(service, named.value, f"{SD}name")[0]: int(  # type: ignore[union-attr]
            values(service, values(service, named.value, f"{SD}graph")[0], size)[0]  # type: ignore[union-attr]
        )
        for named in {t.subject for t in service if t.object == ox.NamedNode(f"{SD}NamedGraph")}
    }
    described[""] = int(values(service, f"{ROOT}/sparql#default-graph", size)[0])
    for_search = {each["@id"]: each["size"]["value"] for each in linked(html(client, "id"))[1:]}
    return {
        "dcat": {name: int(values(dcat, iris.dataset(name), size)[0]) for name in NAMES},
        "void": {name: int(values(void, iris.dataset(name), size)[0]) for name in NAMES},
        "schema.org": {name: for_search[iris.dataset(name)] for name in NAMES},
        "void by graph": graphs,
        "service": described,
    }


def test_all_descriptions_agree_and_the_engine_agrees_with_them(portal: FlaskClient) -> None:
    told = told_sizes(portal)
    assert told["dcat"] == told["void"] == told["schema.org"]
    assert told["void by graph"] == told["service"]
    counted = read_sizes(open_engine(PUBLISHED))
    assert told["service"] == {"": counted.default, **dict(counted.named)}
    assert sum(told["dcat"].values()) == sum(told["service"].values())


def test_a_disagreement_that_is_planted_reaches_every_description_and_not_the_engine(
    dumps: str, portal: FlaskClient
) -> None:
    client = served(dumps=dumps, cache_bytes="0")
    true = told_sizes(client)
    numbers = dict(views(client).cataloguing.numbers() or {})
    graph = iris.graph("wilayah")
    numbers["wilayah"] = replace(numbers["wilayah"], triples=1, graphs={graph: 1})
    views(client).cataloguing._counted = numbers
    views(client)._catalogues.clear()
    views(client)._texts.clear()
    told = told_sizes(client)
    assert told["dcat"] == told["void"] == told["schema.org"] == {**true["dcat"], "wilayah": 1}
    assert told["void by graph"] == told["service"] == {**true["service"], graph: 1}
    # And this is how it is found.
    counted = read_sizes(open_engine(PUBLISHED))
    assert told["service"] != {"": counted.default, **dict(counted.named)}


class Empty:
    """A shelf on which nothing is made yet."""

    def all(self, *_: object) -> Any:
        raise BeingMade("The dump is being made", 7)


def test_until_the_files_are_made_the_client_is_told_to_come_back(tmp_path: Path) -> None:
    client = served(dumps=str(tmp_path))
    views(client).cataloguing.shelf = Empty()  # type: ignore[assignment]
    for address in ADDRESSES:
        response = client.get(address)
        assert (response.status_code, response.headers["Retry-After"]) == (503, "7")


def test_a_post_means_nothing_here(portal: FlaskClient) -> None:
    for address in ADDRESSES:
        assert portal.post(address).status_code == 405
