"""Things in the words of schema.org, held against its own shapes."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pyoxigraph as ox
import pytest

from inovasi import iris, paths
from inovasi.knowledge.schema_org import CONTEXT, as_script
from inovasi.resources.labels import Name, local_name
from inovasi.resources.schema_org import MOST, Node, Told, describe, type_of
from inovasi.resources.terms import STRING, Kind, Term
from tests.knowledge.schemas import as_rdflib, found, properties
from tests.shared import needs_shared

ADDRESS = "https://data.example.org/doc/x"
TYPE = iris.expand("rdf:type")
NAMES = {iris.expand(name) for name in ("skos:prefLabel", "rdfs:label")}
OF_EACH = 2


def named(iri: str) -> Name:
    return Name(f"«{local_name(iri)}»")


def read_term(value: Any) -> Term:
    if isinstance(value, ox.NamedNode):
        return Term(Kind.IRI, value.value)
    kind = "" if value.language else value.datatype.value
    return Term(Kind.LITERAL, value.value, value.language or "", kind)


def told(iri: str, *classes: str, label: str = "Nama", **facts: str | Term) -> Told:
    """A thing with properties of ours, such as ``within=IRI``."""
    values = {
        iris.expand(name.replace("__", ":") if "__" in name else f"inov:{name}"): [
            value if isinstance(value, Term) else Term(Kind.LITERAL, value, datatype=STRING)
        ]
        for name, value in facts.items()
    }
    expanded = [iris.expand(name) for name in classes]
    return Told(iris.ENTITY + iri, expanded, {"id": label}, values)


def published() -> list[Told]:
    """Some things of each kind, as the published files have them."""
    facts: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for file in sorted(paths.PUBLISHED.glob("*.nq")):
        for quad in ox.parse(path=str(file), format=ox.RdfFormat.N_QUADS):
            if isinstance(quad.subject, ox.NamedNode):
                facts[quad.subject.value][quad.predicate.value].append(read_term(quad.object))
    kinds: dict[tuple[str, ...], int] = defaultdict(int)
    chosen = []
    for iri, stated in facts.items():
        classes = tuple(sorted({term.text for term in stated[TYPE]}))
        kinds[classes] += 1
        if iri.startswith(iris.BASE) and kinds[classes] <= OF_EACH:
            labels = {term.language: term.text for name in NAMES for term in stated[name]}
            chosen.append(Told(iri, classes, labels, stated))
    return chosen


@pytest.fixture(scope="module")
def nodes() -> list[Node]:
    return [describe(each, "en", named, ADDRESS) for each in published()]


def test_every_kind_that_schema_org_knows_is_published(nodes: list[Node]) -> None:
    kinds = {node["@type"] for node in nodes}
    assert kinds >= {
        *("AdministrativeArea", "GovernmentOrganization", "Legislation", "Event", "Observation"),
        *("CreativeWork", "Product", "DefinedTerm", "DefinedTermSet", "Claim", "Quotation"),
        *("Article", "WebPage", "Dataset", "Role", "EventSeries", "StatisticalVariable"),
    }
    assert all(node["name"] and node["identifier"] == node["@id"] for node in nodes)


@needs_shared
@pytest.mark.no_cover
def test_nothing_published_violates_a_shape_of_schema_org(nodes: list[Node]) -> None:
    page = {"@type": "WebPage", "@id": ADDRESS, "name": "x"}
    # Terms and their sets lead to each other, and the validator warns of what goes in circles.
    sets = [node for node in nodes if node["@type"] == "DefinedTermSet"]
    for some in (sets, [node for node in nodes if node not in sets]):
        document = {"@context": CONTEXT, "@graph": [page, *some]}
        assert found(document) == set()
        used = {str(name) for name in as_rdflib(document).predicates()} - {TYPE}
        assert used <= {str(name) for name in properties()}


@needs_shared
@pytest.mark.no_cover
def test_a_planted_fault_is_found() -> None:
    node = describe(told("wilayah/1", "inov:AdministrativeArea"), "id", named, ADDRESS)
    node["containedInPlace"] = "Jawa"
    assert found({"@context": CONTEXT, "@graph": [node]})


def test_the_most_special_class_tells_the_type() -> None:
    assert type_of([iris.expand("org:Organization")]) == "Organization"
    both = [iris.expand("org:Organization"), iris.expand("org:FormalOrganization")]
    assert type_of(both) == "GovernmentOrganization"
    assert type_of([]) == type_of(["http://example.org/X"]) == "Thing"


def test_a_thing_has_its_names_and_what_it_belongs_to() -> None:
    area = iris.ENTITY + "wilayah/33"
    thing = Told(
        iris.ENTITY + "wilayah/33.71",
        [iris.expand("inov:AdministrativeArea")],
        {"id": "Kota Magelang", "en": "City of Magelang"},
        {iris.expand("inov:within"): [Term(Kind.IRI, area)]},
        ["Magelang Kota"],
    )
    node = describe(thing, "en", named, ADDRESS)
    assert node["name"] == "City of Magelang"
    assert node["alternateName"] == ["Kota Magelang", "Magelang Kota"]
    assert node["containedInPlace"] == {
        "@type": "AdministrativeArea",
        "@id": area,
        "name": "«wilayah/33»",
    }
    assert (node["url"], node["mainEntityOfPage"]) == (ADDRESS, {"@id": ADDRESS})


def test_a_claim_says_what_it_says() -> None:
    about, name = iris.ENTITY + "hasil/1", iris.TERM + "score"
    claim = told(
        "klaim/1",
        "inov:Claim",
        about=Term(Kind.IRI, about),
        onProperty=Term(Kind.IRI, name),
        value=Term(Kind.LITERAL, "2478", datatype=iris.expand("xsd:integer")),
    )
    node = describe(claim, "id", named, ADDRESS)
    assert node["text"] == node["name"] == "«hasil/1»: «score»: 2478"
    assert node["about"]["@id"] == about
    assert "text" not in describe(told("klaim/2", "inov:Claim"), "id", named, ADDRESS)


def test_numbers_are_numbers_and_what_only_looks_like_one_is_text() -> None:
    whole = Term(Kind.LITERAL, "2478", datatype=iris.expand("xsd:integer"))
    node = describe(told("hasil/1", "inov:AwardResult", score=whole, rank=whole), "id", named, "")
    assert (node["value"], node["additionalProperty"]["value"]) == (2478, 2478)
    assert node["variableMeasured"] == "«score»"
    for text in ("2٤", "1" * 5000, "12e", "-"):
        odd = Term(Kind.LITERAL, text, datatype=iris.expand("xsd:integer"))
        node = describe(told("hasil/1", "inov:AwardResult", score=odd), "id", named, "")
        assert node["value"] in (text, 24)
    yes = Term(Kind.LITERAL, "true", datatype=iris.expand("xsd:boolean"))
    node = describe(told("hasil/1", "inov:AwardResult", score=yes), "id", named, "")
    assert node["value"] is True


def test_a_text_is_in_the_language_of_the_page_and_a_long_list_is_cut() -> None:
    texts = [Term(Kind.LITERAL, "Batasan", "id"), Term(Kind.LITERAL, "Definition", "en")]
    top = [Term(Kind.IRI, f"{iris.CONCEPT}x/{number}") for number in range(MOST + 9)]
    facts = {iris.expand("skos:definition"): texts, iris.expand("skos:hasTopConcept"): top}
    scheme = Told(iris.CONCEPT + "x", [iris.expand("skos:ConceptScheme")], {}, facts)
    node = describe(scheme, "en", named, ADDRESS)
    assert node["description"] == "Definition"
    assert len(node["hasDefinedTerm"]) == MOST
    assert node["name"] == "x"


def test_no_text_can_end_the_element_it_stands_in() -> None:
    node = describe(
        told("x", "inov:Initiative", label="</script><!--", goal="<b>&"), "id", named, ""
    )
    assert not set("<>&") & set(as_script(node))


def test_ours_are_terms_of_the_ontology() -> None:
    term = Told(iris.TERM + "score", [iris.expand("owl:DatatypeProperty")], {"en": "score"})
    node = describe(term, "en", named, ADDRESS)
    assert node["inDefinedTermSet"] == {"@type": "DefinedTermSet", "@id": iris.TERM}
