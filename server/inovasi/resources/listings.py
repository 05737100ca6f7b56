"""Which lists of things there are, as a table: their classes, columns and order."""

from __future__ import annotations

from typing import Final

from inovasi import iris
from inovasi.resources.lists import Column, Group, Listing, Reach, Words

_PLACES: Final = (
    Column("code", Words("Kode", "Code"), "inov:kemendagriCode", plain=True),
    Column("kind", Words("Jenis", "Kind"), "inov:areaKind"),
    Column("within", Words("Bagian dari", "Part of"), "inov:within"),
)
_RESULT: Final = "^inov:governs/^inov:recipient"
_AGENCY: Final = "inov:responsibleAgency|inov:managedBy"
_PARENT: Final = "org:subOrganizationOf|org:unitOf"
_CLAIMS: Final = Words("Klaim", "Claims")

WILAYAH: Final = Listing(
    "wilayah",
    Words("Wilayah", "Areas"),
    Words(
        "Daerah yang dibicarakan faktanya, dengan peringkat dan skor penghargaannya",
        "The areas that facts are about, with the rank and score of their awards",
    ),
    ("inov:AdministrativeArea",),
    (
        *_PLACES,
        Column("rank", Words("Peringkat", "Rank"), "inov:rank", _RESULT, numeric=True),
        Column("score", Words("Skor", "Score"), "inov:score", _RESULT, numeric=True),
    ),
    sort="code",
    reach=Reach(""),
    beside=("wilayah-acuan",),
)
ACUAN: Final = Listing(
    "wilayah-acuan",
    Words("Wilayah acuan", "Reference areas"),
    Words(
        "Semua provinsi, kabupaten dan kota menurut daftar acuan (ODbL)",
        "All provinces, regencies and cities of the reference list (ODbL)",
    ),
    ("inov:AdministrativeArea",),
    _PLACES,
    sort="code",
    reach=Reach(""),
    graph=f"<{iris.graph('wilayah')}>",
    beside=("wilayah",),
)
_ORG: Final = Listing(
    "org",
    Words("Pemerintah dan perangkat daerah", "Governments and agencies"),
    Words(
        "Pemerintah daerah, badan, dinas, unit dan kementerian",
        "Local governments, agencies, units and ministries",
    ),
    ("org:Organization", "org:FormalOrganization", "org:OrganizationalUnit"),
    (
        Column("kind", Words("Jenis", "Kind"), "org:classification"),
        Column("parent", Words("Bagian dari", "Part of"), _PARENT),
        Column("governs", Words("Memerintah", "Governs"), "inov:governs"),
        Column("initiatives", Words("Inovasi", "Innovations"), f"^({_AGENCY})", counted=True),
    ),
    reach=Reach("", organizations=True),
)
_JABATAN: Final = Listing(
    "jabatan",
    Words("Jabatan", "Posts"),
    Words("Jabatan, tanpa nama orang", "Posts, without names of persons"),
    ("org:Post",),
    (Column("in", Words("Pada", "In"), "org:postIn"),),
    reach=Reach("org:postIn", organizations=True),
)
_PERUBAHAN: Final = Listing(
    "perubahan",
    Words("Perubahan organisasi", "Changes of organizations"),
    Words("Pembentukan dan penggantian perangkat daerah", "Agencies set up and replaced"),
    ("org:ChangeEvent",),
    (
        Column("date", Words("Tanggal", "Date"), "dct:date", plain=True),
        Column("from", Words("Semula", "Before"), "org:originalOrganization"),
        Column("to", Words("Menjadi", "After"), "org:resultingOrganization"),
    ),
    sort="date",
    reach=Reach("org:resultingOrganization", organizations=True),
)
_VISI: Final = Listing(
    "visi",
    Words("Visi", "Visions"),
    Words("Visi daerah menurut masanya", "Visions of areas and their periods"),
    ("inov:Vision",),
    (
        Column("of", Words("Wilayah", "Area"), "inov:visionOf"),
        Column("period", Words("Masa", "Period"), "dct:temporal"),
    ),
    reach=Reach("inov:visionOf"),
)
_INOVASI: Final = Listing(
    "inovasi",
    Words("Inovasi dan program", "Innovations and programmes"),
    Words(
        "Menurut bentuk, tingkat, dan perangkat daerah yang bertanggung jawab",
        "By form, level and the agency responsible",
    ),
    ("inov:Initiative", "inov:Innovation", "inov:Programme"),
    (
        Column("category", Words("Bentuk", "Category"), "inov:category"),
        Column("level", Words("Tingkat", "Level"), "inov:level"),
        Column("agency", Words("Perangkat daerah", "Agency"), _AGENCY),
        Column("since", Words("Sejak", "Since"), "inov:startYear", numeric=True),
    ),
    reach=Reach(_AGENCY, organizations=True),
    categorized=True,
)
_OF_INITIATIVE: Final = Reach(f"inov:producedBy/({_AGENCY})", organizations=True)
_PRODUK: Final = Listing(
    "produk",
    Words("Produk", "Products"),
    Words("Yang dihasilkan inovasi", "What innovations produced"),
    ("inov:Product",),
    (Column("by", Words("Dihasilkan oleh", "Produced by"), "inov:producedBy"),),
    reach=_OF_INITIATIVE,
)
_PELATIHAN: Final = Listing(
    "pelatihan",
    Words("Pelatihan", "Trainings"),
    Words("Pelatihan, pesertanya dan pokok bahasannya", "Trainings, their audience and topic"),
    ("inov:Training",),
    (
        Column("by", Words("Dihasilkan oleh", "Produced by"), "inov:producedBy"),
        Column("audience", Words("Peserta", "Audience"), "inov:audience"),
        Column("topic", Words("Pokok", "Topic"), "inov:topic"),
    ),
    reach=_OF_INITIATIVE,
)
_PENGHARGAAN: Final = Listing(
    "penghargaan",
    Words("Penghargaan", "Awards"),
    Words("Penghargaan dan penyelenggaranya", "Awards and who organizes them"),
    ("inov:Award",),
    (
        Column("organizer", Words("Penyelenggara", "Organizer"), "inov:organizedBy"),
        Column("scope", Words("Cakupan", "Scope"), "inov:scope"),
        Column("editions", Words("Edisi", "Editions"), "^inov:awardOf", counted=True),
    ),
)
_EDISI: Final = Listing(
    "edisi",
    Words("Edisi penghargaan", "Award editions"),
    Words("Penghargaan menurut tahunnya", "Awards by year"),
    ("inov:AwardEdition",),
    (
        Column("award", Words("Penghargaan", "Award"), "inov:awardOf"),
        Column("year", Words("Tahun", "Year"), "inov:year", numeric=True),
        Column("clusters", Words("Klaster", "Clusters"), "^inov:edition", counted=True),
    ),
)
_KLASTER: Final = Listing(
    "klaster",
    Words("Klaster edisi", "Edition clusters"),
    Words("Klaster dalam satu edisi dan jumlah pemenangnya", "Clusters of an edition and winners"),
    ("inov:EditionCluster",),
    (
        Column("edition", Words("Edisi", "Edition"), "inov:edition"),
        Column("cluster", Words("Klaster", "Cluster"), "inov:cluster"),
        Column("winners", Words("Pemenang", "Winners"), "inov:winnerCount", numeric=True),
        Column(
            "results",
            Words("Hasil tercatat", "Results on record"),
            "^inov:editionCluster",
            counted=True,
        ),
    ),
)
_HASIL: Final = Listing(
    "hasil",
    Words("Hasil penghargaan", "Award results"),
    Words("Peringkat dan skor tiap penerima", "Rank and score of each recipient"),
    ("inov:AwardResult",),
    (
        Column("rank", Words("Peringkat", "Rank"), "inov:rank", numeric=True),
        Column("area", Words("Wilayah", "Area"), "inov:governs", "inov:recipient"),
        Column("score", Words("Skor", "Score"), "inov:score", numeric=True),
        Column("cluster", Words("Klaster", "Cluster"), "inov:editionCluster"),
    ),
    sort="rank",
    reach=Reach("inov:recipient/inov:governs"),
)
_PERATURAN: Final = Listing(
    "peraturan",
    Words("Peraturan dan keputusan", "Regulations and decrees"),
    Words("Menurut jenis, nomor, tahun dan status", "By type, number, year and status"),
    ("eli:LegalResource",),
    (
        Column("type", Words("Jenis", "Type"), "eli:type_document"),
        Column("number", Words("Nomor", "Number"), "eli:number", plain=True),
        Column("year", Words("Tahun", "Year"), "inov:year|inov:statusYear", numeric=True),
        Column("status", Words("Status", "Status"), "inov:status"),
    ),
    reach=Reach("inov:jurisdiction"),
)
_KEGIATAN: Final = Listing(
    "kegiatan",
    Words("Kegiatan", "Events"),
    Words("Kunjungan penilaian dan malam penyerahan", "Assessment visits and ceremonies"),
    ("inov:Event", "inov:AssessmentVisit", "inov:AwardCeremony"),
    (
        Column("start", Words("Mulai", "Start"), "schema:startDate", plain=True),
        Column("end", Words("Selesai", "End"), "schema:endDate", plain=True),
        Column("year", Words("Tahun", "Year"), "inov:year", numeric=True),
        Column("place", Words("Tempat", "Place"), "prov:atLocation"),
    ),
    sort="start",
    reach=Reach("prov:atLocation"),
)
_PERAN: Final = Listing(
    "peran",
    Words("Keikutsertaan", "Participations"),
    Words("Siapa berperan apa dalam kegiatan", "Who had what role at an event"),
    ("inov:Participation",),
    (
        Column("event", Words("Kegiatan", "Event"), "inov:event"),
        Column("participant", Words("Peserta", "Participant"), "inov:participant"),
        Column("role", Words("Peran", "Role"), "inov:role"),
    ),
)
_AMATAN: Final = Listing(
    "amatan",
    Words("Indikator dan hitungan", "Indicators and counts"),
    Words("Ukuran, masa, nilai dan satuannya", "Measure, period, value and unit"),
    ("inov:Observation",),
    (
        Column("measure", Words("Ukuran", "Measure"), "inov:measure"),
        Column("area", Words("Wilayah", "Area"), "inov:refArea"),
        Column("period", Words("Masa", "Period"), "inov:refPeriod"),
        Column("value", Words("Nilai", "Value"), "inov:observedValue", numeric=True),
        Column("approximate", Words("Kira-kira", "Approximate"), "inov:approximate", plain=True),
        Column("unit", Words("Satuan", "Unit"), "inov:unit"),
        Column("aggregate", Words("Agregat", "Aggregate"), "inov:aggregate"),
    ),
    sort="measure",
    reach=Reach("inov:refArea"),
)
_UKURAN: Final = Listing(
    "ukuran",
    Words("Ukuran", "Measures"),
    Words("Apa yang diukur, dan satuannya", "What is measured, and in which unit"),
    ("inov:Measure",),
    (
        Column("concept", Words("Konsep", "Concept"), "inov:concept", prose=True),
        Column("unit", Words("Satuan", "Unit"), "inov:measureUnit"),
        Column("observations", Words("Amatan", "Observations"), "^inov:measure", counted=True),
    ),
)
_PERIODE: Final = Listing(
    "periode",
    Words("Masa", "Periods"),
    Words("Masa yang dirujuk indikator dan program", "Periods of indicators and programmes"),
    ("inov:Period",),
    (
        Column("start", Words("Awal", "Start"), "inov:periodStart", numeric=True),
        Column("end", Words("Akhir", "End"), "inov:periodEnd", numeric=True),
    ),
    sort="start",
)
_SUMBER: Final = Listing(
    "sumber",
    Words("Sumber", "Sources"),
    Words("Naskah dan daftar yang menjadi asal fakta", "Documents and lists that facts come from"),
    ("inov:Document", "inov:ReferenceList"),
    (
        Column("publisher", Words("Penerbit", "Publisher"), "dct:publisher"),
        Column("verification", Words("Pemeriksaan", "Verification"), "inov:verification"),
        Column("quotations", Words("Kutipan", "Quotations"), "^prov:wasQuotedFrom", counted=True),
        Column("claims", _CLAIMS, "^prov:wasQuotedFrom/^prov:wasDerivedFrom", counted=True),
    ),
    beside=("sumber-luar", "kutipan"),
)
_LUAR: Final = Listing(
    "sumber-luar",
    Words("Halaman luar", "External pages"),
    Words(
        "Belum diperiksa; masing-masing dalam graf tersendiri, tidak dalam graf baku",
        "Unverified; each in a graph of its own, none in the default graph",
    ),
    ("inov:ExternalPage",),
    (
        Column("identifier", Words("Pengenal", "Identifier"), "dct:identifier", plain=True),
        Column("verification", Words("Pemeriksaan", "Verification"), "inov:verification"),
        Column("claims", _CLAIMS, "^inov:externalPage", counted=True),
    ),
    graph="?graph",
    beside=("sumber",),
)
_KUTIPAN: Final = Listing(
    "kutipan",
    Words("Kutipan", "Quotations"),
    Words("Rentang naskah sumber dan kata-katanya", "Ranges of the sources and their words"),
    ("inov:Quotation",),
    (
        Column(
            "written", Words("Sebagaimana tertulis", "As written"), "inov:asWritten", plain=True
        ),
        Column("source", Words("Sumber", "Source"), "prov:wasQuotedFrom"),
        Column("paragraph", Words("Paragraf", "Paragraph"), "inov:paragraph", numeric=True),
        Column("start", Words("Mulai", "Start"), "oa:start", numeric=True),
        Column("claims", _CLAIMS, "^prov:wasDerivedFrom", counted=True),
    ),
    sort="start",
    unnamed=Words("Kutipan", "Quotation"),
)
_KLAIM: Final = Listing(
    "klaim",
    _CLAIMS,
    Words("Setiap nilai yang dinyatakan, dan kedudukannya", "Every value stated, and its rank"),
    ("inov:Claim",),
    (
        Column("about", Words("Tentang", "About"), "inov:about"),
        Column("property", Words("Properti", "Property"), "inov:onProperty"),
        Column("value", Words("Nilai", "Value"), "inov:value"),
        Column("rank", Words("Kedudukan", "Rank"), "inov:claimRank"),
    ),
    sort="about",
    unnamed=Words("Klaim", "Claim"),
)
_SKEMA: Final = Listing(
    "skema",
    Words("Skema", "Schemes"),
    Words("Daftar istilah yang dipakai sebagai nilai", "Lists of terms that are used as values"),
    ("skos:ConceptScheme",),
    (
        Column("definition", Words("Batasan", "Definition"), "skos:definition", prose=True),
        Column("concepts", Words("Konsep", "Concepts"), "^skos:inScheme", counted=True),
    ),
)
_KONSEP: Final = Listing(
    "konsep",
    Words("Konsep", "Concepts"),
    Words("Istilah dalam skema", "The terms of the schemes"),
    ("skos:Concept",),
    (
        Column("scheme", Words("Skema", "Scheme"), "skos:inScheme"),
        Column("definition", Words("Batasan", "Definition"), "skos:definition", prose=True),
    ),
)

GROUPS: Final = (
    Group(
        Words("Daerah dan pelaku", "Places and actors"),
        (WILAYAH, ACUAN, _ORG, _JABATAN, _PERUBAHAN, _VISI),
    ),
    Group(Words("Inovasi", "Innovation"), (_INOVASI, _PRODUK, _PELATIHAN)),
    Group(
        Words("Penghargaan", "Awards"),
        (_PENGHARGAAN, _EDISI, _KLASTER, _HASIL, _KEGIATAN, _PERAN),
    ),
    Group(Words("Hukum dan angka", "Law and figures"), (_PERATURAN, _AMATAN, _UKURAN, _PERIODE)),
    Group(Words("Asal fakta", "Where facts come from"), (_SUMBER, _LUAR, _KUTIPAN, _KLAIM)),
    Group(Words("Kosakata", "Vocabulary"), (_SKEMA, _KONSEP)),
)
LISTINGS: Final = tuple(listing for group in GROUPS for listing in group.listings)


def find(word: str) -> Listing | None:
    """The list at an address."""
    return next((each for each in LISTINGS if each.word == word), None)
