from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inovasi import paths
from inovasi.errors import DataError
from inovasi.knowledge import statistics
from inovasi.knowledge.serialization import n_quads
from inovasi.knowledge.statistics import (
    FILE,
    Link,
    Statistics,
    from_json,
    graph_sizes,
    is_named,
    load,
    namespace,
    read_statistics,
    to_json,
)
from tests.knowledge.describing import NAMES, counted

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def read(text: str) -> Statistics:
    quads = ox.parse(text, format=ox.RdfFormat.TRIG)
    return read_statistics(ox.parse(n_quads(quads), format=ox.RdfFormat.N_QUADS))


def test_everything_is_counted() -> None:
    numbers = read(
        """
        @prefix : <http://a.org/x#> .
        :a a :One , :Two ; :p 1 , "x"@id ; :q <http://b.org/y/1> , <http://b.org/y/2> , :b .
        :b :p 2 .
        :g { :a a :One ; :p 1 . }
        :h { :c a :One . }
        """
    )
    x = "http://a.org/x#"
    assert numbers.graphs == {"": 8, f"{x}g": 2, f"{x}h": 1}
    assert (numbers.triples, numbers.subjects, numbers.entities) == (11, 3, 2)
    assert numbers.objects == 8
    # A thing that has a class in two graphs is one thing.
    assert numbers.classes == {f"{x}One": 2, f"{x}Two": 1}
    assert numbers.properties == {TYPE: 4, f"{x}p": 4, f"{x}q": 3}
    integers, texts = "http://www.w3.org/2001/XMLSchema#integer", f"{TYPE[:-4]}langString"
    assert numbers.datatypes == {integers: 3, texts: 1}
    assert numbers.links == (Link(f"{x}q", "http://b.org/y/", 2),)
    assert numbers.vocabularies == (x, TYPE.removesuffix("type"))


def test_what_has_no_name_of_its_own_is_counted_too() -> None:
    blank, p, urn = ox.BlankNode("b"), ox.NamedNode("http://x/p"), ox.NamedNode("urn:x:1")
    quoted = ox.Triple(urn, p, urn)
    quads = [
        ox.Quad(urn, p, quoted),
        ox.Quad(urn, p, ox.NamedNode("urn:x:2"), blank),
        ox.Quad(blank, ox.NamedNode(TYPE), blank),
    ]
    numbers = read_statistics(ox.parse(n_quads(quads), format=ox.RdfFormat.N_QUADS))
    assert (numbers.triples, numbers.subjects, numbers.entities, numbers.objects) == (3, 2, 1, 3)
    assert numbers.links == ()
    assert (numbers.graphs, numbers.classes) == ({"": 2, "_:b": 1}, {})
    assert [is_named(graph) for graph in (*(numbers.graphs or ()), "urn:g")] == [False, False, True]


def test_an_indicator_comes_with_its_fields_and_a_unit_with_its_names() -> None:
    numbers = read(
        """
        @prefix inov: <https://w3id.org/inovasi/def/> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @base <https://w3id.org/inovasi/> .
        <id/ukuran/a> a inov:Measure ; skos:prefLabel "A"@id , "a"@en ; inov:concept "K"@id ;
          skos:definition "D"@id ; inov:classification "G"@id ; inov:interpretation "I"@id ;
          inov:measureUnit <skema/satuan/orang> .
        <skema/satuan/orang> skos:inScheme <skema/satuan> ; skos:prefLabel "orang"@id .
        <skema/lain/x> skos:inScheme <skema/lain> ; skos:prefLabel "x"@id .
        """
    )
    assert numbers.indicators is not None
    (indicator,) = numbers.indicators
    assert indicator.iri == "https://w3id.org/inovasi/id/ukuran/a"
    assert indicator.name == {"id": "A", "en": "a"}
    assert (indicator.concept, indicator.definition) == ({"id": "K"}, {"id": "D"})
    assert (indicator.classification, indicator.interpretation) == ({"id": "G"}, {"id": "I"})
    assert numbers.units == {indicator.unit: {"id": "orang"}}


def test_statements_of_a_subject_that_stand_apart_are_a_fault() -> None:
    a, b, p = (ox.NamedNode(f"http://x/{name}") for name in "abp")
    quads = [ox.Quad(a, p, a), ox.Quad(b, p, a), ox.Quad(a, p, b)]
    with pytest.raises(DataError, match="stands apart"):
        read_statistics(quads)


@given(st.lists(st.tuples(*[st.sampled_from(["a", "a/b", "a-b", "é", "z"])] * 3)))
def test_any_sorted_file_is_read_and_its_parts_add_up(rows: list[tuple[str, str, str]]) -> None:
    quads = [ox.Quad(*(ox.NamedNode(f"http://x/{name}") for name in row)) for row in rows]
    numbers = read_statistics(ox.parse(n_quads(quads), format=ox.RdfFormat.N_QUADS))
    assert numbers.triples == len(set(rows))
    assert numbers.subjects == len({row[0] for row in rows})
    assert numbers.objects == len({row[2] for row in rows})
    assert sum((numbers.properties or {}).values()) == numbers.triples


@pytest.mark.parametrize("name", NAMES)
def test_the_parts_of_a_published_dataset_add_up(name: str) -> None:
    numbers = counted(name)
    lines = (paths.PUBLISHED / f"{name}.nq").read_bytes().count(b"\n")
    assert numbers.triples == lines
    assert sum((numbers.graphs or {}).values()) == lines
    assert sum((numbers.properties or {}).values()) == lines
    assert numbers.entities <= numbers.subjects


def test_what_is_published_is_what_is_counted() -> None:
    assert load(paths.PUBLISHED / FILE) == {name: counted(name) for name in NAMES}


def test_the_indicators_of_the_graph_have_every_field() -> None:
    indicators = [each for name in NAMES for each in counted(name).indicators or ()]
    units = {iri for name in NAMES for iri in counted(name).units}
    assert len(indicators) == 8
    for each in indicators:
        fields = (each.name, each.concept, each.definition, each.classification)
        for texts in (*fields, each.interpretation):
            assert texts.keys() == {"id", "en"}
        assert not each.unit or each.unit in units
    assert sum(bool(each.unit) for each in indicators) >= 5


def endless(count: int) -> Iterator[ox.Quad]:
    """So many subjects, each with a class, property, datatype, link and graph of its own."""
    for number in range(count):
        name = f"{number:07}"
        subject = ox.NamedNode(f"http://x/{name}")
        own = ox.NamedNode(f"http://n{name}/x")
        yield ox.Quad(subject, ox.NamedNode(TYPE), own, own)
        yield ox.Quad(subject, own, own, own)
        yield ox.Quad(subject, own, ox.Literal(name, datatype=own), own)


def test_lists_that_grow_without_end_are_left_out_and_memory_stays_flat(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(statistics, "MOST_LISTED", 100)
    monkeypatch.setattr(statistics, "MOST_OBJECTS", 100)
    peaks = []
    for count in (1_000, 20_000):
        tracemalloc.start()
        numbers = read_statistics(endless(count))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert (numbers.triples, numbers.subjects) == (3 * count, count)
        lists = (numbers.classes, numbers.properties, numbers.datatypes, numbers.links)
        assert lists == (None, None, None, None)
        assert (numbers.objects, numbers.graphs) == (None, None)
        assert from_json(to_json({"x": numbers}))["x"] == numbers
    assert peaks[1] < 2 * peaks[0] + 100_000


def test_too_many_indicators_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statistics, "MOST_INDICATORS", 1)
    measure = "a <https://w3id.org/inovasi/def/Measure> ."
    assert len(read(f"<http://x/a> {measure}").indicators or ()) == 1
    assert read(f"<http://x/a> {measure} <http://x/b> {measure}").indicators is None


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        ("http://www.wikidata.org/entity/Q1", "http://www.wikidata.org/entity/"),
        ("https://sws.geonames.org/1/", "https://sws.geonames.org/"),
        ("http://x.org/y#z", "http://x.org/y#"),
        ("urn:x", "urn:x"),
        ("http://x.org", "http://x.org"),
        ("http://x.org/", "http://x.org/"),
    ],
)
def test_the_namespace_of_an_iri(iri: str, expected: str) -> None:
    assert namespace(iri) == expected


def test_graphs_of_several_datasets_add_up() -> None:
    sizes = graph_sizes(counted(name) for name in NAMES)
    assert sizes is not None
    default = sum((counted(name).graphs or {}).get("", 0) for name in NAMES)
    assert sizes[""] == default
    assert list(sizes) == sorted(sizes)


def test_a_file_that_is_missing_or_of_another_form_is_named(tmp_path: Path) -> None:
    file = tmp_path / FILE
    with pytest.raises(DataError, match=r"statistics\.json: cannot be read"):
        load(file)
    for text in ("[]", "{", '{"x": {"triples": 1}}', '{"x": {"other": 1}}'):
        file.write_text(text)
        with pytest.raises(DataError, match=r"statistics\.json: cannot be read"):
            load(file)
