"""The sources with what is taken from them."""

from __future__ import annotations

from inovasi import iris
from inovasi.resources.sources import Sort, read_sources
from tests.resources.conftest import AskerOf
from tests.serving.disputed import DATA


def test_documents_come_before_pages_and_each_has_its_counts(asker_of: AskerOf) -> None:
    book, text, press = read_sources(asker_of(DATA))
    assert [each.iri for each in (book, text, press)] == [
        iris.source(name) for name in ("buku", "naskah", "pers")
    ]
    assert (text.quotations, text.claims, press.claims, book.claims) == (3, 2, 2, 0)
    assert (text.sort, press.sort) == (Sort.DOCUMENT, Sort.PAGE)
    assert (text.publishers, text.interested) == (
        (f"{iris.ENTITY}org/1",),
        (f"{iris.ENTITY}org/1",),
    )
    assert (text.sha256, text.date, book.date) == ("ab" * 32, "", "2017-11-16")
    assert press.recorded == "2026-11-22", "the last day"
    assert (text.graph, press.graph, book.graph) == (iris.graph("naskah"), iris.graph("pers"), "")
    assert text.labels == {"id": "Naskah <i>Satu</i>", "en": "Document One"}
    assert text.terms == {"id": "Hak cipta."}
    assert set(text.iris) == {
        f"{iris.ENTITY}org/1",
        f"{iris.CONCEPT}verifikasi/diperiksa",
        iris.graph("naskah"),
    }


def test_data_without_sources_have_none(asker_of: AskerOf) -> None:
    assert read_sources(asker_of("<id/x> a inov:Claim .")) == ()
