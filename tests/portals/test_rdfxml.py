"""RDF/XML: well formed, with names for every property."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox

from inovasi.iris import PREFIXES
from tests.portals.samples import QUADS, A, B, dumped


def test_it_is_well_formed_with_a_description_for_each_subject(tmp_path: Path) -> None:
    made = dumped(tmp_path, QUADS, "rdf")
    root = ElementTree.parse(made).getroot()
    assert root.tag == f"{{{PREFIXES['rdf']}}}RDF"
    assert len(root) == len({str(quad.subject) for quad in QUADS})


def test_properties_of_other_vocabularies_bring_their_namespace(tmp_path: Path) -> None:
    odd = ox.NamedNode("http://a/p?x&y=1/ok")
    text = dumped(tmp_path, [ox.Quad(A, odd, B)], "rdf").read_text(encoding="utf-8")
    assert '<p:ok xmlns:p="http://a/p?x&amp;y=1/" rdf:resource=' in text
