"""The page of sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from inovasi import paths
from inovasi.config import read_config
from inovasi.errors import Busy
from inovasi.query import open_engine
from inovasi.serving import sources
from inovasi.serving.app import create_app
from tests.serving.conftest import BROWSER
from tests.serving.disputed import client_of


def test_each_source_says_what_it_is_and_what_is_taken(tmp_path: Path) -> None:
    text = client_of(tmp_path).get("/sources?lang=en", headers=BROWSER).text
    assert text.index("Buku") < text.index("Document One") < text.index("Pers")
    assert "3 quotations, 2 claims" in text
    assert "undated" in text
    assert "16 November 2017" in text
    assert "An interested party: Badan." in text
    assert "ab" * 32 in text
    assert "Outside pages, unverified" in text
    assert 'href="javascript' not in text


def test_markup_in_a_title_is_text(tmp_path: Path) -> None:
    text = client_of(tmp_path).get("/sources?lang=id", headers=BROWSER).text
    assert "Naskah &lt;i&gt;Satu&lt;/i&gt;" in text


def test_data_without_sources_have_an_empty_state(tmp_path: Path) -> None:
    text = client_of(tmp_path, "<id/x> a inov:Claim .").get("/sources", headers=BROWSER).text
    assert "tidak menyebut sumber" in text


def test_whoever_comes_before_they_are_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(asker: object) -> None:
        raise Busy("x", 1)

    monkeypatch.setattr(sources, "read_sources", busy)
    answer = client_of(tmp_path).get("/sources", headers=BROWSER)
    assert "sedang disusun" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_documents_of_the_project_have_their_length() -> None:
    config = read_config({}, tuple(sorted(paths.PUBLISHED.glob("*.nq"))), {})
    client = create_app(config, open_engine(config.data)).test_client()
    text = client.get("/sources", headers=BROWSER).text
    assert "3.906 karakter" in text
    assert "92 kutipan" in text
