from __future__ import annotations

import pyoxigraph as ox
import pytest

from inovasi import iris
from inovasi.knowledge import dcat
from inovasi.knowledge.catalogue import Agent, Catalogue, Contact
from inovasi.knowledge.dcat import View, last_page
from inovasi.knowledge.statements import PREFIXES
from inovasi.query.writing import graph_bytes
from tests.knowledge.conforming import DCAT_AP, as_rdflib, findings
from tests.knowledge.describing import NAMES, ROOT, counted, other, published, values
from tests.shared import needs_shared

TYPE = PREFIXES["rdf"] + "type"
DCAT, DCT, HYDRA = PREFIXES["dcat"], PREFIXES["dct"], PREFIXES["hydra"]
SHAPES = [DCAT_AP / "shapes.ttl", DCAT_AP / "range.ttl"]
RECOMMENDED = [DCAT_AP / "shapes_recommended.ttl"]
PUBLISHER = f"{ROOT}/catalog#penerbit"
MISSING = "MinCountConstraintComponent"


def page(catalogue: Catalogue | None = None, number: int = 1, size: int = 50) -> list[ox.Triple]:
    return dcat.describe(catalogue or published(), View(f"{ROOT}/catalog.ttl", number, size))


def of_type(triples: list[ox.Triple], kind: str) -> list[str]:
    return [
        triple.subject.value  # type: ignore[union-attr]
        for triple in triples
        if triple.predicate.value == TYPE and triple.object == ox.NamedNode(kind)
    ]


@needs_shared
@pytest.mark.parametrize("size", [50, 1])
@pytest.mark.parametrize("catalogue", [published(), published(contact=None), other()])
def test_no_shape_of_dcat_ap_is_violated(catalogue: Catalogue, size: int) -> None:
    for number in range(1, last_page(catalogue, size) + 1):
        assert findings(as_rdflib(page(catalogue, number, size)), SHAPES) == set()


@needs_shared
def test_a_statement_that_is_taken_away_is_missed_by_the_shapes() -> None:
    title = ox.NamedNode(f"{DCT}title")
    less = [t for t in page() if t.predicate != title]
    missed = {path for _, path, _ in findings(as_rdflib(less), SHAPES)}
    assert missed == {f"{DCT}title"}
    untyped = [t for t in page() if t.object != ox.NamedNode(f"{DCT}MediaType")]
    assert {path for _, path, _ in findings(as_rdflib(untyped), SHAPES)} == {
        f"{DCAT}mediaType",
        f"{DCAT}packageFormat",
    }


@needs_shared
def test_every_recommendation_that_is_not_followed_has_its_reason() -> None:
    explained = {
        # The setting names who publishes; what kind of body that is, nobody has said.
        (PUBLISHER, f"{DCT}type", MISSING),
        # Terms have no period: they are about no time.
        (iris.dataset("ontologi"), f"{DCT}temporal", MISSING),
    }
    assert findings(as_rdflib(page()), RECOMMENDED) == explained
    # Without the setting CONTACT nobody is named whom to ask.
    nobody = {(iris.dataset(name), f"{DCAT}contactPoint", MISSING) for name in NAMES}
    service = (f"{ROOT}/sparql#service", f"{DCAT}contactPoint", MISSING)
    found = findings(as_rdflib(page(published(contact=None))), RECOMMENDED)
    assert found == {*explained, *nobody, service}


def test_only_the_datasets_are_typed_as_such() -> None:
    triples = page()
    assert of_type(triples, f"{DCAT}Dataset") == [iris.dataset(name) for name in NAMES]
    assert of_type(triples, f"{DCAT}Catalog") == [iris.CATALOGUE]
    assert of_type(triples, f"{PREFIXES['void']}Dataset") == []


def test_a_licence_carries_the_title_that_ckan_knows() -> None:
    title = f"{DCT}title"
    by = "https://creativecommons.org/licenses/by/4.0/"
    assert values(page(), by, title) == ["Creative Commons Attribution"]
    literal = next(
        t.object for t in page() if t.subject == ox.NamedNode(by) and t.predicate.value == title
    )
    assert isinstance(literal, ox.Literal)
    assert literal.language is None


def test_titles_begin_with_indonesian() -> None:
    for name in NAMES:
        subject, title = ox.NamedNode(iris.dataset(name)), ox.NamedNode(f"{DCT}title")
        found = [t.object for t in page() if (t.subject, t.predicate) == (subject, title)]
        assert [text.language for text in found if isinstance(text, ox.Literal)] == ["id", "en"]


def test_no_keyword_stands_twice_where_two_languages_share_it() -> None:
    for name in NAMES:
        words = values(page(), iris.dataset(name), f"{DCAT}keyword")
        assert len(words) == len({word.lower() for word in words}) > 5


def test_every_distribution_has_its_address_size_and_checksum() -> None:
    triples = page()
    distributions = of_type(triples, f"{DCAT}Distribution")
    files = [each for known in published().datasets for each in known.distributions]
    assert distributions == [each.iri for each in files]
    for each in files:
        assert values(triples, each.iri, f"{DCAT}downloadURL") == [ROOT + each.path]
        assert values(triples, each.iri, f"{DCAT}byteSize") == [str(each.byte_size)]
        (checksum,) = values(triples, each.iri, f"{PREFIXES['spdx']}checksum")
        value = f"{PREFIXES['spdx']}checksumValue"
        assert values(triples, checksum, value) == [each.sha256]


def test_indicators_are_reached_from_their_dataset_with_all_their_fields() -> None:
    triples = page()
    reached = values(triples, iris.dataset("inovasi"), PREFIXES["schema"] + "variableMeasured")
    assert reached == [each.iri for each in counted("inovasi").indicators or ()]
    inov, skos = PREFIXES["inov"], PREFIXES["skos"]
    fields = (f"{inov}concept", f"{skos}definition", f"{inov}classification")
    for iri in reached:
        for field in (*fields, f"{inov}interpretation", f"{skos}prefLabel"):
            assert len(values(triples, iri, field)) == 2, (iri, field)
    counting = "https://w3id.org/inovasi/id/ukuran/inovasi-opd"
    (unit,) = values(triples, counting, f"{inov}measureUnit")
    assert values(triples, unit, f"{skos}prefLabel") == ["inovasi", "innovations"]


def test_who_publishes_and_whom_to_ask_are_as_they_were_set() -> None:
    triples = page(published(Agent("Bappeda", "https://b.org/"), Contact(page="https://b.org/a")))
    foaf, vcard = PREFIXES["foaf"], PREFIXES["vcard"]
    assert values(triples, PUBLISHER, f"{foaf}name") == ["Bappeda"]
    assert values(triples, PUBLISHER, f"{foaf}homepage") == ["https://b.org/"]
    assert values(triples, f"{ROOT}/catalog#kontak", f"{vcard}hasURL") == ["https://b.org/a"]
    mailed = values(page(), f"{ROOT}/catalog#kontak", f"{vcard}hasEmail")
    assert mailed == ["mailto:data@example.org"]


def test_dates_are_those_of_the_releases() -> None:
    for subject in (iris.CATALOGUE, iris.dataset("wilayah")):
        assert values(page(), subject, f"{DCT}issued") == ["2026-01-02"]
        assert values(page(), subject, f"{DCT}modified") == ["2026-11-22"]
    assert values(page(), iris.dataset("wilayah"), f"{DCAT}version") == ["1.2.3"]


def test_nothing_is_claimed_of_the_data_of_others() -> None:
    triples = page(other())
    assert of_type(triples, f"{DCAT}Dataset") == [f"{ROOT}/catalog#inovasi"]
    for name in (
        "license",
        "temporal",
        "issued",
        "modified",
        "conformsTo",
        "language",
        "accessRights",
    ):
        assert values(triples, f"{ROOT}/catalog#inovasi", DCT + name) == []
    assert values(triples, f"{ROOT}/catalog#inovasi", f"{DCAT}version") == []


def test_pages_lead_to_one_another_and_end() -> None:
    seen, number = [], 1
    while True:
        triples = page(number=number, size=3)
        seen += of_type(triples, f"{DCAT}Dataset")
        (view,) = of_type(triples, f"{HYDRA}PartialCollectionView")
        assert view == f"{ROOT}/catalog.ttl?page={number}"
        assert values(triples, view, f"{HYDRA}first") == [f"{ROOT}/catalog.ttl?page=1"]
        assert values(triples, view, f"{HYDRA}last") == [f"{ROOT}/catalog.ttl?page=2"]
        assert values(triples, iris.CATALOGUE, f"{HYDRA}totalItems") == ["4"]
        following = values(triples, view, f"{HYDRA}next")
        if not following:
            break
        assert following == [f"{ROOT}/catalog.ttl?page={number + 1}"]
        number += 1
    assert seen == [iris.dataset(name) for name in NAMES]
    assert number == 2


def test_every_page_names_only_datasets_that_it_describes() -> None:
    for number in (1, 2, 3, 4):
        triples = page(number=number, size=1)
        described = set(of_type(triples, f"{DCAT}Dataset"))
        for subject, name in (
            (iris.CATALOGUE, "dataset"),
            (f"{ROOT}/sparql#service", "servesDataset"),
        ):
            assert set(values(triples, subject, DCAT + name)) == described


def test_four_datasets_fit_on_one_page() -> None:
    assert last_page(published()) == 1
    assert [last_page(published(), size) for size in (1, 2, 3, 4)] == [4, 2, 2, 1]


def test_no_node_is_blank_and_everything_referred_to_here_is_described() -> None:
    triples = page()
    assert all(isinstance(t.subject, ox.NamedNode) for t in triples)
    assert not any(isinstance(t.object, ox.BlankNode) for t in triples)


def test_the_same_catalogue_gives_the_same_bytes() -> None:
    for media_type in ("text/turtle", "application/ld+json", "application/rdf+xml"):
        texts = {graph_bytes(page(), PREFIXES, media_type) for _ in range(3)}
        assert len(texts) == 1
