"""What terms of other vocabularies are called here: their own labels are in English at best.

Whatever the data say of a term counts before this.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from inovasi import iris

# In Indonesian and in English, by prefixed name.
_WORDS: Final = {
    "dct:date": ("tanggal", "date"),
    "dct:description": ("keterangan", "description"),
    "dct:identifier": ("nomor atau kode pengenal", "identifier"),
    "dct:isPartOf": ("bagian dari", "part of"),
    "dct:language": ("bahasa", "language"),
    "dct:license": ("lisensi", "licence"),
    "dct:publisher": ("penerbit", "publisher"),
    "dct:relation": ("berkaitan dengan", "related to"),
    "dct:temporal": ("periode", "period"),
    "dct:title": ("judul", "title"),
    "eli:based_on": ("berdasarkan", "based on"),
    "eli:is_realized_by": ("naskah", "text"),
    "eli:language": ("bahasa", "language"),
    "eli:number": ("nomor", "number"),
    "eli:passed_by": ("ditetapkan oleh", "passed by"),
    "eli:realizes": ("naskah dari", "text of"),
    "eli:title": ("judul", "title"),
    "eli:type_document": ("jenis dokumen", "type of document"),
    "geo:asWKT": ("koordinat (WKT)", "coordinates (WKT)"),
    "geo:hasGeometry": ("titik atau bentuk", "geometry"),
    "oa:end": ("akhir rentang", "end of the range"),
    "oa:start": ("awal rentang", "start of the range"),
    "org:classification": ("jenis lembaga", "kind of organization"),
    "org:originalOrganization": ("lembaga asal", "original organization"),
    "org:postIn": ("jabatan pada", "post in"),
    "org:purpose": ("fungsi", "purpose"),
    "org:resultingOrganization": ("lembaga hasil", "resulting organization"),
    "org:subOrganizationOf": ("berada di bawah", "part of the organization"),
    "org:unitOf": ("unit dari", "unit of"),
    "owl:disjointWith": ("terpisah dari", "disjoint with"),
    "owl:versionIRI": ("pengenal versi", "identifier of the version"),
    "owl:versionInfo": ("versi", "version"),
    "prov:atLocation": ("tempat", "place"),
    "prov:wasAssociatedWith": ("dilakukan oleh", "carried out by"),
    "prov:wasDerivedFrom": ("diambil dari", "derived from"),
    "prov:wasQuotedFrom": ("dikutip dari", "quoted from"),
    "rdf:type": ("jenis", "kind"),
    "rdfs:domain": ("domain", "domain"),
    "rdfs:isDefinedBy": ("didefinisikan dalam", "defined in"),
    "rdfs:label": ("label", "label"),
    "rdfs:range": ("jangkauan", "range"),
    "rdfs:seeAlso": ("lihat pula", "see also"),
    "rdfs:subClassOf": ("subkelas dari", "subclass of"),
    "rdfs:subPropertyOf": ("subproperti dari", "subproperty of"),
    "schema:duration": ("lama", "duration"),
    "schema:endDate": ("tanggal selesai", "end date"),
    "schema:foundingDate": ("berdiri sejak", "founded"),
    "schema:sameAs": ("sama dengan", "same as"),
    "schema:startDate": ("tanggal mulai", "start date"),
    "schema:url": ("alamat", "address"),
    "skos:altLabel": ("nama lain", "alternative name"),
    "skos:broader": ("konsep yang lebih luas", "broader concept"),
    "skos:definition": ("definisi", "definition"),
    "skos:editorialNote": ("catatan penyusun", "editorial note"),
    "skos:example": ("contoh", "example"),
    "skos:hasTopConcept": ("memuat konsep", "has the concept"),
    "skos:hiddenLabel": ("nama sebagaimana tertulis", "name as written"),
    "skos:inScheme": ("dalam skema", "in the scheme"),
    "skos:notation": ("notasi", "notation"),
    "skos:prefLabel": ("nama", "name"),
    "skos:scopeNote": ("catatan lingkup", "scope note"),
    "skos:topConceptOf": ("konsep utama dari", "top concept of"),
    "adms:Identifier": ("Pengenal", "Identifier"),
    "cv:PublicOrganisation": ("Lembaga publik", "Public organisation"),
    "dct:Location": ("Lokasi", "Location"),
    "dct:PeriodOfTime": ("Jangka waktu", "Period of time"),
    "eli:Agent": ("Pelaku hukum", "Legal agent"),
    "eli:LegalExpression": ("Naskah peraturan", "Text of a regulation"),
    "eli:LegalResource": ("Peraturan", "Regulation"),
    "eli:ResourceType": ("Jenis dokumen hukum", "Type of legal resource"),
    "foaf:Document": ("Dokumen", "Document"),
    "geo:Feature": ("Objek geografis", "Geographic feature"),
    "geo:Geometry": ("Titik atau bentuk", "Geometry"),
    "org:ChangeEvent": ("Perubahan lembaga", "Change of organizations"),
    "org:FormalOrganization": ("Lembaga resmi", "Formal organization"),
    "org:Organization": ("Organisasi", "Organization"),
    "org:OrganizationalUnit": ("Unit organisasi", "Organizational unit"),
    "org:Post": ("Jabatan", "Post"),
    "owl:AnnotationProperty": ("Properti anotasi", "Annotation property"),
    "owl:Class": ("Kelas", "Class"),
    "owl:DatatypeProperty": ("Properti data", "Datatype property"),
    "owl:ObjectProperty": ("Properti objek", "Object property"),
    "owl:Ontology": ("Ontologi", "Ontology"),
    "owl:SymmetricProperty": ("Properti simetris", "Symmetric property"),
    "prov:Activity": ("Aktivitas", "Activity"),
    "prov:Agent": ("Pelaku", "Agent"),
    "prov:Entity": ("Entitas", "Entity"),
    "prov:Location": ("Tempat", "Place"),
    "qb:Observation": ("Pengamatan", "Observation"),
    "rdf:Property": ("Properti", "Property"),
    "rdfs:Class": ("Kelas", "Class"),
    "schema:AdministrativeArea": ("Wilayah administratif", "Administrative area"),
    "schema:Event": ("Acara", "Event"),
    "schema:Product": ("Produk", "Product"),
    "skos:Concept": ("Konsep", "Concept"),
    "skos:ConceptScheme": ("Skema konsep", "Concept scheme"),
}
FOREIGN: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        iris.expand(name): dict(zip(("id", "en"), words, strict=True))
        for name, words in _WORDS.items()
    }
)
"""Labels by IRI and language."""
