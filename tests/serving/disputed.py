"""Data in which sources contradict each other, with two documents and an outside page."""

from __future__ import annotations

from pathlib import Path

from flask.testing import FlaskClient

from inovasi import iris
from inovasi.config import read_config
from inovasi.query import open_engine
from inovasi.serving.app import create_app

DATA = """
inov:score inov:singleValued true ; rdfs:label "skor"@id, "score"@en .
<id/hasil/1> a inov:AwardResult ; skos:prefLabel "Hasil <b>Satu</b>"@id, "Result One"@en ;
  inov:score 2478 .
<id/klaim/a> a inov:Claim ; inov:about <id/hasil/1> ; inov:onProperty inov:score ;
  inov:value 2478 ; inov:claimRank inov:Preferred ; inov:conflictsWith <id/klaim/b> ;
  inov:rankReason "Tabel."@id, "A table."@en ;
  prov:wasDerivedFrom <id/sumber/naskah/kutipan/8-12>, <id/sumber/naskah/kutipan/20-24> .
<id/klaim/b> a inov:Claim ; inov:about <id/hasil/1> ; inov:onProperty inov:score ;
  inov:value 2548 ; inov:claimRank inov:Normal ; inov:conflictsWith <id/klaim/a> ;
  prov:wasDerivedFrom <id/sumber/naskah/kutipan/2-6> .
<id/klaim/c> a inov:Claim ; inov:about <id/hasil/1> ; inov:onProperty inov:rank ; inov:value 5 ;
  inov:claimRank inov:Normal ; inov:derivedFrom <id/klaim/a> .
<id/sumber/naskah/kutipan/8-12> a inov:Quotation ; oa:start 8 ; oa:end 12 ; inov:paragraph 3 ;
  inov:asWritten "2478, \\"tabel\\"" ; prov:wasQuotedFrom <id/sumber/naskah> .
<id/sumber/naskah/kutipan/20-24> a inov:Quotation ; oa:start 20 ; oa:end 24 ;
  prov:wasQuotedFrom <id/sumber/naskah> .
<id/sumber/naskah/kutipan/2-6> a inov:Quotation ; oa:start 2 ; oa:end 6 ; inov:paragraph 2 ;
  inov:asWritten "2548" ; prov:wasQuotedFrom <id/sumber/naskah> .
<id/sumber/naskah> a inov:Document ; dct:title "Naskah <i>Satu</i>"@id, "Document One"@en ;
  dct:publisher <id/org/1> ; inov:interestedParty <id/org/1> ; inov:sha256 "SHA" ;
  inov:verification <skema/verifikasi/diperiksa> ; inov:termsOfUse "Hak cipta."@id ;
  schema:url "javascript:alert(1)"^^xsd:anyURI .
<id/sumber/buku> a inov:Document ; dct:title "Buku"@id ; dct:issued "2017-11-16"^^xsd:date .
<id/org/1> skos:prefLabel "Badan"@id .
GRAPH <graf/naskah> { <id/hasil/1> inov:score 2478, 2548 . }
GRAPH <graf/pers> {
  <id/sumber/pers> a inov:ExternalPage ; dct:title "Pers"@id .
  <id/amatan/1> skos:prefLabel "Amatan"@id ; inov:note "x"@id .
  <id/klaim/d> a inov:Claim ; inov:about <id/amatan/1> ; inov:onProperty inov:note ;
    inov:value "x"@id ; inov:claimRank inov:Normal ; inov:externalPage <id/sumber/pers> ;
    inov:recorded "2026-11-22"^^xsd:date ; inov:conflictsWith <id/klaim/e> .
  <id/klaim/e> a inov:Claim ; inov:about <id/amatan/1> ; inov:onProperty inov:note ;
    inov:value "y"@id ; inov:claimRank inov:Normal ; inov:externalPage <id/sumber/pers> ;
    inov:recorded "2026-11-21"^^xsd:date ; inov:conflictsWith <id/klaim/d> .
}
""".replace("SHA", "ab" * 32)
RESULT = iris.ENTITY + "hasil/1"
CLAIM = iris.ENTITY + "klaim/"


def trig(text: str) -> str:
    """A text in TriG with the project's base and prefixes."""
    head = "".join(f"@prefix {name}: <{space}> .\n" for name, space in iris.PREFIXES.items())
    return f"@base <{iris.BASE}> .\n{head}{text}"


def client_of(folder: Path, text: str = DATA, **settings: str) -> FlaskClient:
    """A server over such data."""
    file = folder / "data.trig"
    file.write_text(trig(text), encoding="utf-8")
    config = read_config(settings, (file,), {})
    return create_app(config, open_engine(config.data)).test_client()
