"""Dumps over HTTP: whole, in parts, with checksums; nothing half, nothing from elsewhere."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from inovasi import paths
from inovasi.config import read_config
from inovasi.errors import BeingMade
from inovasi.portals import editions
from inovasi.portals.formats import FORMATS
from inovasi.portals.shelf import Shelf
from inovasi.publishing.archive import freeze
from inovasi.query import open_engine
from inovasi.serving.app import create_app
from tests.serving.conftest import client_of

RELEASED = "0.0.1"
NAMES = [known.file("inovasi") for known in FORMATS]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """The published graph, with one release of it."""
    folder = tmp_path_factory.mktemp("dumps")
    files = tuple(sorted(paths.PUBLISHED.glob("*.nq")))
    content = {file.name: file.read_bytes() for file in files}
    config = read_config({"dumps": str(folder / "shelf")}, files, {})
    known = [freeze(content, folder / "releases", RELEASED, date(2026, 11, 22))]
    return create_app(config, open_engine(config.data), [], known).test_client()


@pytest.mark.parametrize("name", NAMES)
def test_a_dump_has_its_checksum_and_says_what_it_is(published: FlaskClient, name: str) -> None:
    answer = published.get(f"/dump/{name}", headers={"Accept-Encoding": "gzip"})
    form = next(known for known in FORMATS if known.file("inovasi") == name)
    digest = hashlib.sha256(answer.data).hexdigest()
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == form.content_type
    assert answer.headers["Content-Length"] == str(len(answer.data))
    assert answer.headers["ETag"] == f'"{digest}"'
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["Cache-Control"] == "public, no-cache, no-transform"
    assert answer.headers["Link"] == '</catalog>; rel="describedby"'
    assert "Content-Encoding" not in answer.headers
    listed = published.get(f"/dump/{name}.sha256")
    assert listed.text == f"{digest}  {name}\n"
    assert listed.mimetype == "text/plain"


def test_a_head_is_the_get_without_its_body(published: FlaskClient) -> None:
    got = published.get("/dump/inovasi.ttl")
    head = published.head("/dump/inovasi.ttl", headers={"Range": "bytes=0-1"})
    differing = {"X-Request-ID"}
    assert {k: v for k, v in head.headers if k not in differing} == {
        k: v for k, v in got.headers if k not in differing
    }
    assert (head.status_code, head.data) == (200, b"")


def test_a_download_is_taken_up_where_it_broke_off(published: FlaskClient) -> None:
    whole = published.get("/dump/inovasi.nt")
    tag = whole.headers["ETag"]
    rest = published.get("/dump/inovasi.nt", headers={"Range": "bytes=1000-", "If-Range": tag})
    assert rest.status_code == 206
    assert rest.data == whole.data[1000:]
    size = len(whole.data)
    assert rest.headers["Content-Range"] == f"bytes 1000-{size - 1}/{size}"
    assert rest.headers["ETag"] == tag
    last = published.get("/dump/inovasi.nt", headers={"Range": "bytes=-5"})
    assert last.data == whole.data[-5:]


def test_a_part_of_what_has_changed_is_the_whole(published: FlaskClient) -> None:
    headers = {"Range": "bytes=5-", "If-Range": '"other"'}
    answer = published.get("/dump/inovasi.nt", headers=headers)
    assert answer.status_code == 200
    assert answer.data == published.get("/dump/inovasi.nt").data


def test_a_part_behind_the_end_says_how_large_the_whole_is(published: FlaskClient) -> None:
    size = len(published.get("/dump/inovasi.nt").data)
    answer = published.get("/dump/inovasi.nt", headers={"Range": f"bytes={size}-"})
    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == f"bytes */{size}"
    assert answer.get_json()["type"].endswith("/range-not-satisfiable")


def test_what_the_client_has_is_not_sent_again(published: FlaskClient) -> None:
    tag = published.head("/dump/wilayah.ttl").headers["ETag"]
    headers = {"If-None-Match": tag, "Range": "bytes=0-5"}
    answer = published.get("/dump/wilayah.ttl", headers=headers)
    assert (answer.status_code, answer.data) == (304, b"")
    assert answer.headers["ETag"] == tag


def test_a_release_stays_and_has_its_version_in_its_name(published: FlaskClient) -> None:
    answer = published.get(f"/dump/{RELEASED}/wilayah.nq")
    assert answer.data == (paths.PUBLISHED / "wilayah.nq").read_bytes()
    assert "immutable" in answer.headers["Cache-Control"]
    assert f'"wilayah-{RELEASED}.nq"' in answer.headers["Content-Disposition"]
    line = published.get(f"/dump/{RELEASED}/wilayah.nq.sha256").text
    assert line.endswith(f"  wilayah-{RELEASED}.nq\n")


def test_only_what_is_archived_of_a_release_is_kept_unasked(published: FlaskClient) -> None:
    for suffix, kept in (("nq", True), ("nt", True), ("ttl", False), ("jsonld", False)):
        answer = published.head(f"/dump/{RELEASED}/wilayah.{suffix}")
        assert ("immutable" in answer.headers["Cache-Control"]) is kept
        assert answer.headers["ETag"]


@pytest.mark.parametrize(
    "address",
    [
        *("/dump/x.ttl", "/dump/inovasi", "/dump/inovasi.doc", "/dump/inovasi.ttl.md5", "/dump/"),
        *("/dump/9.9.9/inovasi.ttl", "/dump/../inovasi.ttl", "/dump/%2e%2e/inovasi.ttl"),
        *(f"/dump/{RELEASED}/x.ttl", "/dump/inovasi.ttl.sha256.sha256"),
    ],
)
def test_nothing_else_is_there(published: FlaskClient, address: str) -> None:
    assert published.get(address).status_code == 404


def test_other_data_have_one_dataset_and_no_releases(tmp_path: Path) -> None:
    client = client_of("<http://a/s> <http://a/p> 1 .", tmp_path)
    answer = client.get("/dump/inovasi.nt")
    assert answer.text == (
        '<http://a/s> <http://a/p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
    )
    assert client.get("/dump/wilayah.nt").status_code == 404
    assert client.get("/dump/0.1.0/inovasi.nt").status_code == 404


def test_what_a_format_cannot_hold_is_not_found_and_says_why(tmp_path: Path) -> None:
    client = client_of("<http://a/s> <http://a/1> 1 .", tmp_path)
    answer = client.get("/dump/inovasi.rdf")
    assert answer.status_code == 404
    assert "http://a/1" in answer.get_json()["detail"]


def test_who_comes_while_it_is_made_is_told_to_come_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise BeingMade("The dump is being made", 10)

    monkeypatch.setattr(Shelf, "file", busy)
    answer = client_of("<http://a/s> <http://a/p> 1 .", tmp_path).get("/dump/inovasi.nt")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"
    assert answer.get_json()["type"].endswith("/being-made")


@pytest.mark.parametrize("address", ["/dump/inovasi.nt", "/catalog", "/catalog.ttl"])
def test_a_folder_that_cannot_be_used_is_told_in_one_line(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, address: str
) -> None:
    (tmp_path / "shelf").write_text("a file where the folder is to be")
    data = tmp_path / "mine.nt"
    data.write_text("<http://a/s> <http://a/p> <http://a/o> .\n")
    config = read_config({"dumps": str(tmp_path / "shelf")}, (data,), {})
    client = create_app(config, open_engine(config.data), [], []).test_client()
    answer = client.get(address)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"
    assert answer.get_json()["type"].endswith("/dump-failed")
    assert str(tmp_path) not in answer.text
    lines = [record for record in caplog.records if record.name == "inovasi.serving"]
    assert [record.exc_info for record in lines] == [None]
    assert f"Dumps cannot be kept in {tmp_path}" in lines[0].getMessage()


def test_the_web_process_never_loads_duckdb() -> None:
    program = (
        "import sys, inovasi.serving.app, inovasi.serving.web, inovasi.portals.dumping;"
        "sys.exit('duckdb' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_an_edition_is_another_when_the_data_are(tmp_path: Path) -> None:
    (tmp_path / "inovasi.nq").write_text("")
    before = editions.published(tmp_path)
    assert editions.published(tmp_path) == before
    (tmp_path / "inovasi.nq").write_text("<http://a> <http://a> <http://a> .\n")
    assert editions.published(tmp_path).key != before.key
