from __future__ import annotations

import pyoxigraph as ox

from inovasi import iris
from inovasi.knowledge import void
from inovasi.knowledge.statements import PREFIXES
from tests.knowledge.describing import NAMES, ROOT, counted, other, published, values

VOID, EXT = PREFIXES["void"], PREFIXES["voidext"]
TYPE = PREFIXES["rdf"] + "type"


def parts(told: list[ox.Triple], dataset: str, part: str, of: str, number: str) -> dict[str, int]:
    """What the partitions of a dataset say: of what, and how many."""
    nodes = values(told, iris.dataset(dataset), part)
    return {values(told, n, of)[0]: int(values(told, n, number)[0]) for n in nodes}


def test_every_number_is_that_of_the_statistics() -> None:
    told = void.describe(published())
    for name in NAMES:
        numbers, subject = counted(name), iris.dataset(name)
        for term, number in (
            ("triples", numbers.triples),
            ("entities", numbers.entities),
            ("classes", len(numbers.classes or ())),
            ("properties", len(numbers.properties or ())),
            ("distinctSubjects", numbers.subjects),
            ("distinctObjects", numbers.objects),
        ):
            assert values(told, subject, VOID + term) == [str(number)], (name, term)


def test_classes_properties_and_datatypes_are_partitions() -> None:
    told = void.describe(published())
    for name in NAMES:
        numbers = counted(name)
        triples = f"{VOID}triples"
        of_class = parts(told, name, f"{VOID}classPartition", f"{VOID}class", f"{VOID}entities")
        assert of_class == numbers.classes
        properties = parts(told, name, f"{VOID}propertyPartition", f"{VOID}property", triples)
        assert properties == numbers.properties
        datatypes = parts(told, name, f"{EXT}datatypePartition", f"{EXT}datatype", triples)
        assert datatypes == numbers.datatypes


def test_links_to_wikidata_and_geonames_are_linksets() -> None:
    told = void.describe(published())
    found = {}
    for subset in values(told, iris.dataset("inovasi"), f"{VOID}subset"):
        for target in values(told, subset, f"{VOID}objectsTarget"):
            (space,) = values(told, target, f"{VOID}uriSpace")
            (predicate,) = values(told, subset, f"{VOID}linkPredicate")
            found[predicate, space] = int(values(told, subset, f"{VOID}triples")[0])
            assert values(told, subset, f"{VOID}subjectsTarget") == [iris.dataset("inovasi")]
            assert values(told, subset, TYPE) == [f"{VOID}Linkset"]
    same = PREFIXES["schema"] + "sameAs"
    assert found[same, "http://www.wikidata.org/entity/"] == 12
    assert found[same, "https://sws.geonames.org/"] == 10
    assert len(found) == len(counted("inovasi").links or ())


def test_every_graph_is_a_subset_with_its_size() -> None:
    told = void.describe(published())
    for name in NAMES:
        sizes = {}
        for subset in values(told, iris.dataset(name), f"{VOID}subset"):
            if f"{VOID}Dataset" in values(told, subset, TYPE):
                graph = values(told, subset, f"{PREFIXES['sd']}name") or [""]
                sizes[graph[0]] = int(values(told, subset, f"{VOID}triples")[0])
        assert sizes == counted(name).graphs


def test_no_node_is_a_dataset_to_a_harvester() -> None:
    kinds = {
        triple.object.value  # type: ignore[union-attr]
        for triple in void.describe(published())
        if triple.predicate.value == TYPE
    }
    assert not any(kind.startswith(PREFIXES["dcat"]) for kind in kinds)


def test_dumps_are_those_in_rdf_and_queries_go_to_the_endpoint() -> None:
    told = void.describe(published())
    dumps = values(told, iris.dataset("wilayah"), f"{VOID}dataDump")
    assert dumps == [
        f"{ROOT}/dump/wilayah.{s}" for s in ("ttl", "jsonld", "nt", "rdf", "nq", "trig")
    ]
    assert values(told, iris.dataset("wilayah"), f"{VOID}sparqlEndpoint") == [f"{ROOT}/sparql"]


def test_nothing_is_said_of_what_was_not_counted() -> None:
    told = void.describe(other())
    assert values(told, f"{ROOT}/catalog#inovasi", f"{VOID}triples") == []
    assert values(told, f"{ROOT}/catalog#inovasi", f"{VOID}classPartition") == []


def test_parts_keep_their_names() -> None:
    one = [t.subject for t in void.describe(published())]
    assert one == [t.subject for t in void.describe(published())]
    first = values(void.describe(published()), iris.dataset("wilayah"), f"{VOID}subset")[0]
    assert first == f"{iris.dataset('wilayah')}#graf-0ea4a5dd4217"
