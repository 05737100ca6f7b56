from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from inovasi import iris
from inovasi.knowledge.differences import difference
from inovasi.knowledge.releases import Release
from inovasi.knowledge.versions import (
    PREFIXES,
    difference_quads,
    one_release,
    patch,
    release_triples,
)
from inovasi.publishing.archive import freeze
from tests.releases import (
    ALWAYS,
    CONTENT,
    DATES,
    ENGLISH,
    GONE,
    GRAPH,
    ID,
    IN_GRAPH,
    NEW_CLAIM,
    NEW_SCORE,
    OLD_CLAIM,
    OLD_SCORE,
    TERM,
    archived,
    files,
)

ROOT = "http://127.0.0.1"
OLD, NEW = (f"https://w3id.org/inovasi/releases/{version}" for version in CONTENT)
PAIR = f"{OLD}..0.2.0"


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Release, ...]:
    return archived(tmp_path)


def values(triples: list[ox.Triple], subject: str, prefixed: str) -> set[str]:
    prefix, name = prefixed.split(":")
    predicate = {**PREFIXES, "delta": "http://www.w3.org/2004/delta#"}[prefix] + name
    return {
        triple.object.value if not isinstance(triple.object, ox.Triple) else ""
        for triple in triples
        if (triple.subject, triple.predicate) == (ox.NamedNode(subject), ox.NamedNode(predicate))
    }


def test_releases_are_versions_of_the_graph(pair: tuple[Release, ...]) -> None:
    found = list(release_triples(pair, ROOT))
    assert values(found, iris.BASE, "dcat:hasVersion") == {OLD, NEW}
    assert values(found, iris.BASE, "dcat:hasCurrentVersion") == {NEW}
    assert values(found, NEW, "dcat:previousVersion") == {OLD}
    assert values(found, OLD, "dcat:previousVersion") == set()
    for property_ in ("dct:isVersionOf", "dcat:isVersionOf"):
        assert values(found, NEW, property_) == {iris.BASE}
    assert values(found, NEW, "dcat:version") == {"0.2.0"}
    assert values(found, NEW, "dct:issued") == {"2026-03-01"}
    assert values(found, NEW, "foaf:page") == {f"{ROOT}/releases/0.2.0"}


def test_a_release_and_its_datasets_have_their_hashes(pair: tuple[Release, ...]) -> None:
    found = list(one_release(pair, pair[1], ROOT))
    (whole,) = values(found, NEW, "spdx:checksum")
    assert values(found, whole, "spdx:checksumValue") == {pair[1].rdfc}
    parts = values(found, NEW, "dct:hasPart")
    assert parts == {f"{NEW}#{name}" for name in CONTENT["0.2.0"]}
    for part in pair[1].parts:
        (checksum,) = values(found, f"{NEW}#{part.name}", "spdx:checksum")
        assert values(found, checksum, "spdx:checksumValue") == {part.rdfc}
        assert values(found, f"{NEW}#{part.name}", "void:triples") == {str(part.quads)}
        dump = f"{ROOT}/dump/0.2.0/{part.name}.nq"
        assert values(found, f"{NEW}#{part.name}", "void:dataDump") == {dump}
    ontology = values(found, f"{NEW}#ontologi", "owl:versionIRI")
    assert ontology == {"https://w3id.org/inovasi/def/0.2.0"}


def test_no_release_would_be_harvested_as_a_data_set(pair: tuple[Release, ...]) -> None:
    objects = {triple.object for triple in release_triples(pair, ROOT)}
    assert ox.NamedNode(PREFIXES["dcat"] + "Dataset") not in objects


def test_a_patch_deletes_first_and_then_adds(pair: tuple[Release, ...]) -> None:
    found = difference(*pair)
    assert patch(found, found.changes).decode().splitlines() == [
        f"H id <{PAIR}> .",
        "TX .",
        *(f"D {line}" for line in sorted([OLD_SCORE, OLD_CLAIM, GONE])),
        *(f"A {line}" for line in sorted([ENGLISH, NEW_SCORE, NEW_CLAIM, IN_GRAPH])),
        "TC .",
    ]


def test_what_stays_in_another_dataset_is_no_change_of_the_whole(tmp_path: Path) -> None:
    """One statement moves, one leaves one of two datasets, and one comes into a second one."""
    old = {"inovasi": [ALWAYS, ENGLISH, GONE], "eksternal": [ENGLISH, TERM]}
    new = {"inovasi": [GONE, TERM], "eksternal": [ALWAYS, ENGLISH, TERM]}
    for back, sides in enumerate(((old, new), (new, old))):
        names = zip(CONTENT, sides, strict=True)
        folder = tmp_path / str(back)
        a, b = (freeze(files(side), folder, name, DATES[name]) for name, side in names)
        found = difference(a, b)
        assert len(found.changes) > 2
        assert patch(found, found.changes).decode().splitlines() == [
            f"H id <{PAIR}> .",
            "TX .",
            "TC .",
        ]
        of_one = patch(found, found.of("inovasi"), "inovasi").decode().splitlines()[2:-1]
        assert {row[0] for row in of_one} == {"D", "A"}
        assert {row[2:] for row in of_one} == {ALWAYS, ENGLISH, TERM}


def test_graphs_hold_what_was_added_and_removed_in_each(pair: tuple[Release, ...]) -> None:
    found = difference(*pair)
    quads = list(difference_quads(found, found.changes))
    described = [q.triple for q in quads if isinstance(q.graph_name, ox.DefaultGraph)]
    removed, added = (values(described, PAIR, f"delta:{k}") for k in ("deletion", "insertion"))
    assert removed == {f"{PAIR}#removed/inovasi"}
    assert added == {f"{PAIR}#added/inovasi", f"{PAIR}#added/eksternal/satu"}
    assert values(described, f"{PAIR}#added/eksternal/satu", "dct:source") == {GRAPH}
    assert values(described, f"{PAIR}#added/inovasi", "void:triples") == {"3"}
    assert values(described, NEW, "prov:wasRevisionOf") == {OLD}
    in_removed = {q.triple for q in quads if q.graph_name == ox.NamedNode(*removed)}
    assert {str(triple.subject) for triple in in_removed} == {
        f"<{ID}a>",
        f"<{ID}ab>",
        f"<{ID}klaim/1>",
    }
    assert len(in_removed) == 3
