"""A small world of innovations, agencies and areas for the tests of lists."""

from __future__ import annotations

from inovasi.resources.listings import find
from inovasi.resources.lists import Listing

WORLD = """
<id/wilayah/33> a inov:AdministrativeArea ; inov:kemendagriCode "33" ; skos:prefLabel "Jateng"@id .
<id/wilayah/33.71> a inov:AdministrativeArea ; inov:kemendagriCode "33.71" ;
  skos:prefLabel "Kota Magelang"@id , "City of Magelang"@en ; inov:within <id/wilayah/33> ;
  geo:hasGeometry <id/wilayah/33.71/titik> .
<id/wilayah/33.71/titik> geo:asWKT "POINT(110.2178 -7.4706)" .
<id/wilayah/34> a inov:AdministrativeArea ; inov:kemendagriCode "34" ; skos:prefLabel "DIY"@id .
<id/org/a> a org:Organization , org:FormalOrganization ; inov:governs <id/wilayah/33.71> ;
  skos:prefLabel "Pemkot"@id .
<id/org/b> a org:Organization ; org:subOrganizationOf <id/org/a> ; skos:prefLabel "Badan"@id .
<id/org/c> a org:Organization ; inov:governs <id/wilayah/34> ; skos:prefLabel "Pemda DIY"@id .
<id/inovasi/1> a inov:Initiative , inov:Innovation ; skos:prefLabel "Satu 10"@id , "Two"@en ;
  inov:category <skema/kategori/x> ; inov:responsibleAgency <id/org/b> ;
  inov:startYear "2016"^^xsd:gYear .
<id/inovasi/2> a inov:Initiative , inov:Programme ; skos:prefLabel "Satu 9"@id ;
  inov:category <skema/kategori/y> ; inov:responsibleAgency <id/org/c> , <id/org/b> ;
  inov:startYear "2014"^^xsd:gYear .
<id/inovasi/3> a inov:Innovation ; skos:prefLabel "=1+1"@id , "One"@en ;
  inov:responsibleAgency <id/org/c> .
<skema/kategori/x> a skos:Concept ; skos:inScheme <skema/kategori> ; skos:prefLabel "X"@id .
<skema/kategori/y> a skos:Concept ; skos:topConceptOf <skema/kategori> ; skos:prefLabel "Y"@id .
<id/hasil/1> a inov:AwardResult ; inov:recipient <id/org/a> ; inov:rank 5 ; inov:score 2478 .
<id/hasil/2> a inov:AwardResult ; inov:recipient <id/org/c> ; inov:rank 10 .
<id/klaim/aaaaaaaaaaaaaaaaaaaa> a inov:Claim ; inov:about <id/hasil/1> ; inov:value 2478 ;
  inov:onProperty inov:score ; inov:conflictsWith <id/klaim/bbbbbbbbbbbbbbbbbbbb> .
<id/klaim/bbbbbbbbbbbbbbbbbbbb> a inov:Claim ; inov:about <id/hasil/1> ; inov:value 2548 ;
  inov:onProperty inov:score ; inov:conflictsWith <id/klaim/aaaaaaaaaaaaaaaaaaaa> .
<skema/kategori> a skos:ConceptScheme ; skos:definition "Bentuk."@id , "Forms."@en .
GRAPH <graf/wilayah> {
  <id/wilayah/33.01> a inov:AdministrativeArea ; inov:kemendagriCode "33.01" ;
    skos:prefLabel "Cilacap"@id ; inov:within <id/wilayah/33> }
GRAPH <graf/halaman> {
  <id/sumber/halaman> a inov:ExternalPage ; skos:prefLabel "Halaman"@id .
  <id/klaim/cccccccccccccccccccc> inov:externalPage <id/sumber/halaman> }
"""


def listing(word: str) -> Listing:
    found = find(word)
    assert found is not None
    return found
