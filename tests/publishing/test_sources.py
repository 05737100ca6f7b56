"""Sources are metadata, complete and in both languages."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from inovasi import iris, paths
from inovasi.errors import DataError
from inovasi.knowledge.vocabulary import Vocabulary
from inovasi.publishing.sources import VERIFICATIONS, Source, read_document, read_sources


def test_read_sources_of_the_project() -> None:
    sources = read_sources(paths.DATA / "sources")
    assert sorted(name for name, source in sources.items() if source.kind == "document") == [
        "litbang-525",
        "litbang-526",
    ]
    assert sources["litbang-526"].length == 4309
    assert sources["locality-id"].core
    assert not sources["viva-988858"].core


DOCUMENT = """
kind = "document"
identifier = "525"
publisher = "org/33.71/balitbang"
interested_party = "org/33.71/balitbang"
url = "https://example.org/525"
language = "id"
verification = "diperiksa"
file = "525.txt"
sha256 = "{sha256}"
length = 4
"""
PAGE = """
kind = "external-page"
identifier = "x"
verification = "belum-diperiksa"
recorded = "2026-11-22"
"""
LIST = """
kind = "reference-list"
identifier = "x"
url = "https://example.org/list"
license = "https://creativecommons.org/publicdomain/zero/1.0/"
verification = "belum-diperiksa"
recorded = "2017-01"
"""
TEXTS = """
[title]
id = "Artikel"
en = "Article"
[description]
id = "Artikel"
en = "Article"
[terms]
id = "Hak cipta"
en = "Copyright"
"""
SUMMED = "7" * 64


def write(folder: Path, text: str, name: str = "source") -> Path:
    file = folder / f"{name}.toml"
    file.write_text(text.format(sha256=SUMMED) + TEXTS, encoding="utf-8")
    return file


@pytest.mark.parametrize("text", [DOCUMENT, PAGE, LIST, 'url = "http://example.org"' + PAGE])
def test_a_source_with_all_that_its_kind_needs_is_read(tmp_path: Path, text: str) -> None:
    write(tmp_path, text)
    (source,) = read_sources(tmp_path).values()
    assert source.texts["title"] == {"id": "Artikel", "en": "Article"}
    assert source["url"] in {"", "http://example.org"} or source.core


@pytest.mark.parametrize(
    ("text", "old", "new", "message"),
    [
        (DOCUMENT, '"document"', '"book"', "the kind 'book' is not known — use one of docu"),
        (DOCUMENT, 'language = "id"', "", "lacks language — add it"),
        (DOCUMENT, 'url = "https://example.org/525"', "", "lacks url — add it"),
        (DOCUMENT, 'language = "id"', 'language = "en"', "language is 'en' — write it as id"),
        (DOCUMENT, 'language = "id"', 'language = "id"\nauthor = "x"', "the unknown field author"),
        (DOCUMENT, 'language = "id"', "language = id", "is not well-formed TOML"),
        (DOCUMENT, '"https://example.org/525"', "5", "url is no text — put it in quotes"),
        (DOCUMENT, "https:", "ftp:", "url is 'ftp://example.org/525' — write it as https://"),
        (DOCUMENT, "org/525", "org/5 5", "url is 'https://example.org/5 5'"),
        (DOCUMENT, '"525"', "525", "identifier is no text"),
        (DOCUMENT, '"525"', '"5\\u200b25"', r"identifier holds the invisible character U\+200B"),
        (DOCUMENT, "525.txt", "../525.txt", "file is '../525.txt'"),
        (DOCUMENT, SUMMED, SUMMED[1:], "sha256 is '7+' — write it as 64 hexadecimal digits"),
        (DOCUMENT, "length = 4", "", "lacks length — add it"),
        (DOCUMENT, "length = 4", "length = -4", "length is -4, no number of code points"),
        (DOCUMENT, "length = 4", "length = true", "length is True, no number of code points"),
        (DOCUMENT, "length = 4", 'length = "4"', "length is '4', .* write them without quotes"),
        (PAGE, "recorded", "length = 4\nrecorded", "the unknown field length"),
        (DOCUMENT, 'publisher = "org', 'publisher = "/org', "publisher is '/org/33.71/balitbang'"),
        (DOCUMENT, 'party = "org/33.71', 'party = "org/Kota M', "interested_party is 'org/Kota"),
        (
            DOCUMENT,
            '"diperiksa"',
            '"sudah diperiksa"',
            "verification is .* — write it as diperiksa",
        ),
        (LIST, "https://creative", "creative", "license is 'creativecommons.org"),
        (LIST, "2017-01", "2017-13", "recorded is '2017-13', no day and no month — write it as"),
        (PAGE, "2026-11-22", "2026-02-31", "recorded is '2026-02-31', no day"),
        (PAGE, "2026-11-22", "20261122", "recorded is '20261122', no day"),
        (PAGE, '"2026-11-22"', "2026-11-22", "recorded is no text — put it in quotes"),
        (
            TEXTS,
            "[title]",
            "[title]\nfr = 'x'",
            "title must have an Indonesian and an English text",
        ),
        (TEXTS, 'id = "Artikel"', "id = 5", "title is no text"),
        (TEXTS, 'id = "Artikel"', 'id = " "', "title has an empty text"),
        (TEXTS, 'id = "Artikel"', 'id = "a\\nb"', r"title holds the invisible character U\+000A"),
        (
            TEXTS,
            'en = "Copyright"',
            'en = "\\u2028"',
            r"terms holds the invisible character U\+2028",
        ),
        (
            TEXTS,
            'en = "Copyright"',
            'en = "\\u2029"',
            r"terms holds the invisible character U\+2029",
        ),
    ],
)
def test_read_sources_refuses(tmp_path: Path, text: str, old: str, new: str, message: str) -> None:
    file = write(tmp_path, PAGE if text is TEXTS else text)
    whole = file.read_text(encoding="utf-8")
    assert old in whole
    file.write_text(whole.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=message) as caught:
        read_sources(tmp_path)
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_name_that_cannot_be_a_short_name_is_refused(tmp_path: Path) -> None:
    write(tmp_path, PAGE, "two words")
    with pytest.raises(DataError, match=r"the file name 'two words\.toml' cannot be a short name"):
        read_sources(tmp_path)


def test_the_verifications_are_the_concepts_of_their_scheme(terms: Vocabulary) -> None:
    scheme = iris.CONCEPT + "verifikasi"
    found = {concept.iri for concept in terms.concepts.values() if concept.scheme == scheme}
    assert found == {f"{scheme}/{name}" for name in VERIFICATIONS}


def test_a_document_is_read_only_as_it_was_received(tmp_path: Path) -> None:
    def document(content: bytes) -> Source:
        (tmp_path / "525.txt").write_bytes(content)
        text = DOCUMENT.replace("{sha256}", hashlib.sha256(content).hexdigest())
        write(tmp_path, text)
        return read_sources(tmp_path)["source"]

    assert read_document(document("café".encode()), tmp_path) == "café"
    with pytest.raises(DataError, match=r"525\.txt is not UTF-8: byte 3"):
        read_document(document(b"caf\xe9"), tmp_path)
    with pytest.raises(DataError, match=r"length is 4, and .*525\.txt has 5 .* write length = 5"):
        read_document(document("cafés".encode()), tmp_path)
    source = document(b"a")
    (tmp_path / "525.txt").write_bytes(b"b")
    with pytest.raises(DataError, match="is not the document that was read"):
        read_document(source, tmp_path)
    (tmp_path / "525.txt").unlink()
    with pytest.raises(DataError, match=r"525\.txt is not there"):
        read_document(source, tmp_path)
