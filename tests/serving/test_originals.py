"""Texts of sources are shown where they are at hand, and where they are those that were read."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from inovasi import iris
from inovasi.serving.originals import Originals
from tests.serving.conftest import BROWSER, client_of

TEXT = "Kota <b>Magelang</b> meraih skor 2548.\r\nDemikian."
START = TEXT.index("2548")
SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()
DATA = f"""
@prefix inov: <{iris.TERM}> .
@prefix oa: <{iris.PREFIXES["oa"]}> .
@prefix prov: <{iris.PREFIXES["prov"]}> .
@base <{iris.BASE}> .
<id/sumber/s> a inov:Document ; inov:sha256 "{SHA256}" .
<id/sumber/s/kutipan/q> a inov:Quotation ; prov:wasQuotedFrom <id/sumber/s> ;
  oa:start {START} ; oa:end {START + 4} ; inov:asWritten "2548" .
"""


def client_with(folder: Path, text: str) -> FlaskClient:
    texts = folder / "texts"
    texts.mkdir()
    (texts / "any.txt").write_bytes(text.encode())
    (texts / "folder").mkdir()
    return client_of(DATA, folder, sources=str(texts))


def test_the_text_is_shown_with_its_quotations_marked(tmp_path: Path) -> None:
    page = client_with(tmp_path, TEXT).get("/doc/sumber/s?lang=en", headers=BROWSER).text
    assert "Kota &lt;b&gt;Magelang&lt;/b&gt; meraih skor " in page
    assert '<a href="/doc/sumber/s/kutipan/q"><mark>2548</mark></a>' in page


def test_a_quotation_stands_in_its_text(tmp_path: Path) -> None:
    page = client_with(tmp_path, TEXT).get("/doc/sumber/s/kutipan/q", headers=BROWSER).text
    assert "meraih skor <mark>2548</mark>.\r\nDemikian." in page


def test_another_text_is_not_shown(tmp_path: Path) -> None:
    client = client_with(tmp_path, TEXT + " ")
    for address in ("/doc/sumber/s", "/doc/sumber/s/kutipan/q"):
        answer = client.get(address, headers=BROWSER)
        assert answer.status_code == 200
        assert "meraih" not in answer.text


def test_without_the_folder_no_text_is_shown(tmp_path: Path) -> None:
    answer = client_of(DATA, tmp_path).get("/doc/sumber/s", headers=BROWSER)
    assert answer.status_code == 200
    assert "<mark>" not in answer.text


@pytest.mark.parametrize("content", [b"\xff\xfe", b"x" * (2 * 1024 * 1024 + 1)])
def test_what_is_no_text_of_a_source_is_left_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)
    assert Originals(tmp_path).text(hashlib.sha256(content).hexdigest()) == ""
    assert Originals(tmp_path / "missing").text(SHA256) == ""
    assert Originals(None).text(SHA256) == ""


def test_a_file_that_changes_is_read_anew(tmp_path: Path) -> None:
    originals, file = Originals(tmp_path), tmp_path / "file"
    file.write_text("first", encoding="utf-8")
    first = hashlib.sha256(b"first").hexdigest()
    assert originals.text(first) == "first"
    file.write_text("another", encoding="utf-8")
    assert originals.text(first) == ""
    assert originals.text(hashlib.sha256(b"another").hexdigest()) == "another"
