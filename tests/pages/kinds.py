"""The kinds of pages, each with the address of one: what holds for pages is asked of all these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Kind:
    """An address over the published graph, and the status with which its page comes."""

    name: str
    address: str
    status: int = 200

    def __str__(self) -> str:
        return self.name

    def within(self, language: str) -> str:
        """The address in a language."""
        return f"{self.address}{'&' if '?' in self.address else '?'}lang={language}"


def _asked(query: str) -> str:
    return "/sparql?" + urlencode({"query": query})


# One of each kind of thing, those of which most is known first.
THINGS: Final = (
    Kind("area", "/doc/wilayah/33.71"),
    Kind("organization", "/doc/org/33.71/pemkot"),
    Kind("innovation", "/doc/inovasi/33.71/datago"),
    Kind("edition", "/doc/penghargaan/iga-2017"),
    Kind("cluster", "/doc/penghargaan/iga-2017/kota"),
    Kind("result", "/doc/hasil/iga-2017/kota/33.71"),
    Kind("regulation", "/doc/peraturan/33.71/raperda-inovasi-daerah"),
    Kind("measure", "/doc/ukuran/inovasi-dilaporkan"),
    Kind("observation", "/doc/amatan/33.71/inovasi-opd-tanpa-nama/2017"),
    Kind("event", "/doc/kegiatan/33.71/kunjungan-penilaian-iga-2017"),
    Kind("participation", "/doc/kegiatan/33.71/kunjungan-penilaian-iga-2017/peran/pemapar"),
    Kind("expression", "/doc/peraturan/kepmendagri-002.6-8688-2017/id"),
    Kind("list-of-others", "/doc/sumber/locality-id"),
    Kind("code", "/doc/wilayah/13.73/kode/kemendagri"),
    Kind("point", "/doc/wilayah/13.73/titik"),
    Kind("change", "/doc/perubahan/33.71/balitbang-2017"),
    Kind("post", "/doc/jabatan/33.71/kasubid-phi"),
    Kind("period", "/doc/periode/2004-2017"),
    Kind("product", "/doc/produk/33.71/alat-ukur-kesuburan-tanah"),
    Kind("training", "/doc/pelatihan/33.71/blogger"),
    Kind("vision", "/doc/visi/33.71/2016-2021"),
    Kind("award", "/doc/penghargaan/iga"),
    Kind("agency", "/doc/org/33.71/balitbang"),
    Kind("source", "/doc/sumber/litbang-526"),
    Kind("quotation", "/doc/sumber/litbang-526/kutipan/867-871"),
    Kind("external-page", "/doc/sumber/antara-248475"),
    Kind("disputed-claim", "/doc/klaim/df4b46cc46435ebd73cd7429b15b3682"),
    Kind("claim", "/doc/klaim/005d7206883dbe21beccc21de5566c0e"),
    Kind("concept", "/skema/kategori/bentuk-lainnya"),
    Kind("scheme", "/skema/kategori"),
    Kind("property", "/def/score"),
    Kind("class", "/def/Innovation"),
    Kind("world", "/graf/litbang-526"),
)
KINDS: Final = (
    *THINGS,
    Kind("home", "/"),
    Kind("kinds", "/browse"),
    Kind("areas", "/browse/wilayah"),
    Kind("innovations", "/browse/inovasi?sort=name&order=desc&area=33.71"),
    Kind("claims", "/browse/klaim?page=2"),
    Kind("search", "/search?q=magelang"),
    Kind("nothing-found", "/search?q=xyzzy"),
    Kind("sources", "/sources"),
    Kind("contradictions", "/contradictions"),
    Kind("validation", "/validation"),
    Kind("shape", "/validation/Claim"),
    Kind("about", "/about"),
    Kind("accessibility", "/accessibility"),
    Kind("licence", "/licence"),
    Kind("report", "/report?id=https://w3id.org/inovasi/id/wilayah/33.71"),
    Kind("ontology", "/def/"),
    Kind("ontology-version", "/def/0.2.0"),
    Kind("problem", "/def/problem/out-of-time"),
    Kind("catalogue", "/catalog"),
    Kind("releases", "/releases"),
    Kind("release", "/releases/0.2.0"),
    Kind("difference", "/releases/0.1.0..0.2.0"),
    Kind("cite", "/cite"),
    Kind("cite-thing", "/cite?id=https://w3id.org/inovasi/id/wilayah/33.71"),
    Kind("question", "/?q=dua-skor-magelang"),
    Kind("table", _asked("SELECT * { ?s ?p ?o } LIMIT 50")),
    Kind("empty-table", _asked("SELECT * { ?s <http://a/b> ?o }")),
    Kind("graph", _asked("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 50")),
    Kind("truth", _asked("ASK { ?s ?p ?o }")),
    Kind("not-a-query", _asked("SELECT * { ?s ?p "), 400),
    Kind("not-found", "/nowhere", 404),
    Kind("near-names", "/doc/inovasi/33.71/datagoo", 404),
)
LANGUAGES: Final = ("id", "en")
