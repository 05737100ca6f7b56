"""JSON-LD that a JSON programmer understands."""

from __future__ import annotations

import json
from pathlib import Path

from inovasi import paths
from tests.portals.samples import QUADS, dumped


def test_things_are_objects_with_plain_members(tmp_path: Path) -> None:
    document = json.loads(dumped(tmp_path, QUADS, "jsonld").read_text(encoding="utf-8"))
    context = json.loads((paths.ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))
    assert document["@context"] == context["@context"]
    things = {thing["@id"]: thing for thing in document["@graph"]}
    b = things["id:org/33.71/b"]
    assert b["@type"] == ["Organization"]
    assert b["claimRank"] == "Preferred"
    assert b["recipient"] == "id:org/33.71/a"
    assert b["paragraph"] == 3
    assert "2004" in b["startYear"]
    assert {"@type": "xsd:decimal", "@value": "1.5"} in b["score"]
    # The value geo:1,2 would be misread with the context: this thing is written without it.
    a = things["https://w3id.org/inovasi/id/org/33.71/a"]
    assert a["@context"] is None


def test_texts_stand_by_language(tmp_path: Path) -> None:
    document = json.loads(dumped(tmp_path, QUADS[2:4], "jsonld").read_text(encoding="utf-8"))
    assert document["@graph"] == [
        {"@id": "id:org/33.71/a", "prefLabel": {"en": "Office A", "id": "Kantor A"}}
    ]
