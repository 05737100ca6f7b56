from __future__ import annotations

import pyoxigraph as ox
import pytest

from inovasi.config import read_config
from inovasi.query.formats import FORMATS, Form, Format, offered
from inovasi.query.sizes import Sizes
from inovasi.serving.description import FORMAT_NAMES, describe

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
ENDPOINT = "https://data.example.org/sparql"
SIZES = Sizes(42, (("http://x/g1", 7), ("http://x/g2", 3)))
TURTLE = offered(Form.CONSTRUCT)[0]
CONFIG = read_config({}, (), {})


def described(known: Format = TURTLE, sizes: Sizes = SIZES, **settings: str) -> set[ox.Triple]:
    config = read_config(settings, (), {})
    text = describe(ENDPOINT, config, sizes, known)
    rdf = ox.RdfFormat.from_media_type(known.media_type)
    return {quad.triple for quad in ox.parse(text, rdf)}


def values(triples: set[ox.Triple], name: str, subject: str = "") -> set[str]:
    """What the property has of the one that is named by the part after the hash, or of all."""
    return {
        triple.object.value  # type: ignore[union-attr]
        for triple in triples
        if triple.predicate.value == (name if ":" in name else SD + name)
        and (not subject or triple.subject == ox.NamedNode(f"{ENDPOINT}#{subject}"))
    }


@pytest.mark.parametrize("known", offered(Form.CONSTRUCT), ids=lambda known: known.name)
def test_every_format_says_the_same(known: Format) -> None:
    assert described(known) == described()


def test_the_same_bytes_every_time() -> None:
    for known in offered(Form.CONSTRUCT):
        texts = {describe(ENDPOINT, CONFIG, SIZES, known) for _ in range(5)}
        assert len(texts) == 1


def test_the_service_is_described() -> None:
    triples = described()
    assert values(triples, "endpoint", "service") == {ENDPOINT}
    assert values(triples, "supportedLanguage", "service") == {SD + "SPARQL11Query"}
    assert values(triples, "defaultDataset", "service") == {ENDPOINT + "#dataset"}
    formats = {
        iri.removeprefix("http://www.w3.org/ns/formats/") for iri in values(triples, "resultFormat")
    }
    assert formats == set(FORMAT_NAMES.values())
    assert len(values(triples, "extensionFunction")) == 28
    assert "feature" not in {triple.predicate.value.removeprefix(SD) for triple in triples}


def test_every_format_has_its_name() -> None:
    assert FORMAT_NAMES.keys() == {known.name for known in FORMATS}


def test_the_graphs_are_listed_with_their_sizes() -> None:
    triples = described()
    assert values(triples, VOID + "triples", "default-graph") == {"42"}
    assert values(triples, "namedGraph") == {f"{ENDPOINT}#named-graph-{n}" for n in (1, 2)}
    assert values(triples, "name", "named-graph-2") == {"http://x/g2"}
    assert values(triples, "graph", "named-graph-2") == {ENDPOINT + "#graph-2"}
    assert values(triples, VOID + "triples", "graph-2") == {"3"}


def test_sizes_that_could_not_be_counted_are_left_out() -> None:
    triples = described(sizes=Sizes())
    assert values(triples, "defaultGraph") == {ENDPOINT + "#default-graph"}
    assert values(triples, VOID + "triples") == set()


def test_the_limits_are_told_in_both_languages() -> None:
    texts = {
        triple.object.language: triple.object.value
        for triple in described(timeout="2.5", max_rows="0")
        if isinstance(triple.object, ox.Literal) and triple.predicate.value.endswith("description")
    }
    assert "at most 65,536 bytes" in texts["en"]
    assert "2.5 seconds" in texts["en"]
    assert "rows" not in texts["en"]
    assert "paling banyak 65.536 bita" in texts["id"]
    assert "2,5 detik" in texts["id"]
