from __future__ import annotations

import gzip
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from inovasi.config import read_config
from inovasi.knowledge.releases import Release
from inovasi.knowledge.versions import PREFIXES
from inovasi.publishing.archive import freeze
from inovasi.query import open_engine
from inovasi.serving import releases
from inovasi.serving.app import create_app
from tests.releases import CONTENT, DATES, ID, NEW_SCORE, archived, files
from tests.serving.conftest import BROWSER

NS = "https://w3id.org/inovasi/releases/"
PAIR = "/releases/0.1.0..0.2.0"
VERSION = ox.NamedNode(PREFIXES["dcat"] + "version")


def client_of(folder: Path, known: tuple[Release, ...], **settings: str) -> FlaskClient:
    """A server whose data are those of the newest release."""
    served = []
    for name, data in files(CONTENT["0.2.0"]).items():
        served.append(folder / name)
        served[-1].write_bytes(data)
    config = read_config(settings, tuple(served), {})
    return create_app(config, open_engine(served), (), known).test_client()


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder = tmp_path_factory.mktemp("served")
    return client_of(folder, archived(folder / "releases"))


def page(client: FlaskClient, address: str, lang: str = "id") -> str:
    answer = client.get(address, headers={**BROWSER, "Accept-Language": lang})
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    return answer.text


def test_the_list_has_the_newest_first_and_leads_to_the_changes(client: FlaskClient) -> None:
    text = page(client, "/releases")
    assert text.index("2026-03-01") < text.index("2026-01-31")
    assert f'href="{PAIR}"' in text
    assert "rilis pertama" in text
    assert "the first release" in page(client, "/releases", "en")


def test_a_server_without_an_archive_says_so(tmp_path: Path) -> None:
    client = client_of(tmp_path, ())
    assert "Belum ada rilis" in page(client, "/releases")
    assert client.get("/releases/0.1.0").status_code == 404
    assert client.get("/releases.ttl").status_code == 200


def test_a_release_shows_its_hashes_and_where_to_take_it(client: FlaskClient) -> None:
    text = page(client, "/releases/0.2.0")
    assert len(set(re.findall(r"\b[0-9a-f]{64}\b", text))) == 4
    assert "https://w3id.org/inovasi/def/0.2.0" in text
    assert 'href="http://localhost/dump/0.2.0/eksternal.nq"' in text
    assert f'<a href="{PAIR}">sejak 0.1.0</a>' in text
    assert f'<a href="{PAIR}">until 0.2.0</a>' in page(client, "/releases/0.1.0", "en")


@pytest.mark.parametrize("address", ["/releases", "/releases/0.2.0"])
@pytest.mark.parametrize(
    ("suffix", "media_type"),
    [(".ttl", "text/turtle"), (".jsonld", "application/ld+json"), (".rdf", "application/rdf+xml")],
)
def test_programs_get_triples_by_suffix_and_by_accept(
    client: FlaskClient, address: str, suffix: str, media_type: str
) -> None:
    named = client.get(address + suffix, headers=BROWSER)
    asked = client.get(address, headers={"Accept": media_type})
    assert named.mimetype == asked.mimetype == media_type
    assert named.data == asked.data
    assert "Accept" in asked.vary
    rdf = ox.RdfFormat.from_media_type(media_type)
    quads = list(ox.parse(named.data, rdf))
    versions = {q.object.value for q in quads if q.predicate == VERSION}
    assert versions == (set(CONTENT) if address == "/releases" else {"0.2.0"})


def test_without_a_wish_there_is_a_page_and_with_another_there_is_none(client: FlaskClient) -> None:
    assert client.get("/releases").mimetype == "text/html"
    assert client.get("/releases", headers={"Accept": "*/*"}).mimetype == "text/html"
    refused = client.get("/releases", headers={"Accept": "image/png"})
    assert refused.status_code == 406
    assert "text/turtle" in refused.text


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/releases/0.1.1", "ask for 0.1.0"),
        ("/releases/0.1.0..9", "ask for"),
        ("/releases/..", "ask for 0.2.0"),
        ("/releases/0.1.0..0.2.0..0.1.0", "ask for"),
        ("/releases/%3Cb%3E", "ask for 0.2.0"),
        ("/releases/.ttl", "ask for 0.2.0"),
        ("/releases.png", "use one of"),
        (f"{PAIR}?dataset=wilayah", "choose one of inovasi, eksternal, ontologi"),
        (f"{PAIR}?entity={ID}none", "leave out entity"),
        (f"{PAIR}.trig?entity={ID}none", "leave out entity"),
        (f"{PAIR}?page=2", "the last one is 1"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(
    client: FlaskClient, address: str, words: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert words in (answer.json or {})["remedy"]


@pytest.mark.parametrize("number", ["0", "-1", "x", "1e3", "9999999", "٣", ""])
def test_a_page_is_counted_in_numbers(client: FlaskClient, number: str) -> None:
    assert client.get(f"{PAIR}?page={number}", headers=BROWSER).status_code == 400


def test_differences_stand_by_dataset_and_entity(client: FlaskClient) -> None:
    text = page(client, PAIR, "en")
    assert re.search(r'>inovasi</a></th>\s*<td class="number">2</td><td class="number">3', text)
    assert "Thing A <small>inovasi</small>" in text
    assert "2 &lt; 3" in text
    assert "2 < 3" not in text
    assert "klaim/1" in text
    assert "id:c <small>eksternal</small>" in text
    only = page(client, f"{PAIR}?entity={ID}c")
    assert "Hal A" not in only
    assert "Hal A" not in page(client, f"{PAIR}?dataset=eksternal")
    assert "Tidak ada yang berbeda." in page(client, "/releases/0.1.0..0.1.0")
    assert "Tidak ada yang berbeda." in page(client, f"{PAIR}?dataset=ontologi")


@pytest.mark.parametrize("suffix", [".trig", ".nq", ".jsonld"])
def test_programs_get_the_differences_as_graphs(client: FlaskClient, suffix: str) -> None:
    answer = client.get(PAIR + suffix)
    rdf = ox.RdfFormat.from_media_type(answer.mimetype or "")
    quads = set(ox.parse(answer.data, rdf))
    assert quads == set(ox.parse(client.get(f"{PAIR}.nq").data, ox.RdfFormat.N_QUADS))
    added = ox.NamedNode(f"{NS}0.1.0..0.2.0#added/inovasi")
    assert len([quad for quad in quads if quad.graph_name == added]) == 3
    assert client.get(PAIR, headers={"Accept": answer.mimetype}).data == answer.data


def test_the_page_of_a_difference_leads_back_to_all_releases(client: FlaskClient) -> None:
    assert '<a class="back" href="/releases">Semua rilis</a>' in page(client, PAIR)


def test_a_patch_makes_one_release_of_the_other(client: FlaskClient) -> None:
    answer = client.get(f"{PAIR}.rdfp")
    assert answer.mimetype == "application/rdf-patch"
    assert 'filename="0.1.0..0.2.0.rdfp"' in answer.headers["Content-Disposition"]
    state = {line for lines in CONTENT["0.1.0"].values() for line in lines}
    for row in answer.data.decode().splitlines():
        code, _, line = row.partition(" ")
        if code == "D":
            state.remove(line)
        elif code == "A":
            assert line not in state
            state.add(line)
    assert state == {line for lines in CONTENT["0.2.0"].values() for line in lines}
    part = client.get(f"{PAIR}.rdfp?entity={ID}a").data.decode()
    assert f"A {NEW_SCORE}" in part
    assert "Hilang" not in part


@pytest.mark.parametrize(
    "address", ["/releases", "/releases.ttl", "/releases/0.1.0", PAIR, f"{PAIR}.trig", "/cite"]
)
def test_a_head_is_as_the_get_and_nothing_is_sent_twice(client: FlaskClient, address: str) -> None:
    got, head = client.get(address), client.head(address)
    assert head.status_code == 200
    assert head.data == b""
    assert dict(head.headers) == dict(got.headers) | {"X-Request-ID": head.headers["X-Request-ID"]}
    again = client.get(address, headers={"If-None-Match": got.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == got.headers["ETag"]


def test_a_compressed_difference_is_not_sent_twice_either(client: FlaskClient) -> None:
    zipped = client.get(f"{PAIR}.nq", headers={"Accept-Encoding": "gzip"})
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.data) == client.get(f"{PAIR}.nq").data
    tag = zipped.headers["ETag"]
    headers = {"Accept-Encoding": "gzip", "If-None-Match": tag}
    again = client.get(f"{PAIR}.nq", headers=headers)
    assert (again.status_code, again.headers["ETag"]) == (304, tag)


def test_what_is_not_there_cannot_be_held(client: FlaskClient) -> None:
    address = f"{PAIR}.nq?entity={ID}none"
    assert client.get(address, headers={"If-None-Match": "*"}).status_code == 404


def test_a_difference_lasts_and_a_page_is_asked_for_again(client: FlaskClient) -> None:
    assert client.get(f"{PAIR}.nq").headers["Cache-Control"] == releases.LASTING
    assert client.get(PAIR).headers["Cache-Control"] == "no-cache"
    for language in ("id", "en"):
        first = client.get(PAIR, headers={**BROWSER, "Accept-Language": language})
        assert first.headers["Content-Language"] == language


def test_a_pair_is_read_once(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    page(client, PAIR)
    monkeypatch.setattr(releases, "difference", None)
    page(client, PAIR, "en")
    assert client.get(f"{PAIR}.nq").status_code == 200


def test_a_long_difference_is_paged_and_a_long_entity_is_cut(tmp_path: Path) -> None:
    many = [f'<{ID}{number:03}> <x:p> "1" .' for number in range(120)]
    long = [f'<{ID}long> <x:p> "{number}" .' for number in range(releases.STATEMENTS + 5)]
    known = tuple(
        freeze(files({"inovasi": lines}), tmp_path / "releases", version, DATES[version])
        for version, lines in zip(DATES, ([NEW_SCORE], [NEW_SCORE, *many, *long]), strict=True)
    )
    client = client_of(tmp_path, known)
    seen: list[str] = []
    address = PAIR
    while address:
        text = page(client, address)
        seen += re.findall(r"<p>(?:<a [^>]+>)?<code>([^<]+)</code>", text)
        following = re.search(r'rel="next" href="([^"]+)"', text)
        address = following[1].replace("&amp;", "&") if following else ""
    assert seen == [*(f"{ID}{number:03}" for number in range(120)), f"{ID}long"]
    assert "Pernyataan yang tidak ditampilkan: 5." in text
    assert "tidak ditampilkan" not in page(client, f"{PAIR}?entity={ID}long")
