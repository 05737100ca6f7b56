"""A thing of ours in the words of schema.org, as JSON-LD: what search engines make of its page.

What schema.org has no word for is left out: the RDF forms of the page hold it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from inovasi import iris
from inovasi.resources.facts import Known
from inovasi.resources.labels import Labels, Naming, choose
from inovasi.resources.terms import Kind, Term

# More of them say no more; the page has them all.
MOST: Final = 50
_WHOLE: Final = frozenset({"integer", "int", "nonNegativeInteger", "positiveInteger"})
_TRUE: Final = frozenset({"true", "1"})

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """What a page tells of a thing: ``facts`` are the values that the graph holds, by property."""

    iri: str
    classes: Collection[str]
    labels: Labels
    facts: Mapping[str, Sequence[Term]] = field(default_factory=dict)
    also: Sequence[str] = ()

    @classmethod
    def by(cls, iri: str, known: Known) -> Told:
        """What all graphs together tell: not what is claimed only."""
        facts = {
            fact.property: [value.term for value in fact.values if value.direct]
            for fact in known.facts
        }
        also = [term.text for term in known.others]
        return cls(iri, known.classes, known.labels, facts, also)


class _As(NamedTuple):
    """How a property of ours is written: as one of schema.org, whose values are of a type.

    The type of a literal is empty.
    """

    ours: str
    theirs: str
    type: str = ""


_PLACE, _AGENCY, _WORK = "AdministrativeArea", "GovernmentOrganization", "CreativeWork"
_TERM, _TERMS, _EVENT = "DefinedTerm", "DefinedTermSet", "Event"
# The most special class first: a thing has the classes above it, too.
_TYPES: Final = (
    ("inov:Claim", "Claim"),
    ("inov:Quotation", "Quotation"),
    ("inov:Document", "Article"),
    ("inov:ExternalPage", "WebPage"),
    ("inov:ReferenceList", "Dataset"),
    ("inov:AdministrativeArea", _PLACE),
    ("cv:PublicOrganisation", _AGENCY),
    ("org:FormalOrganization", _AGENCY),
    ("org:OrganizationalUnit", _AGENCY),
    ("org:Organization", "Organization"),
    ("org:Post", "Role"),
    ("inov:Training", "EducationEvent"),
    ("inov:Product", "Product"),
    ("inov:Initiative", _WORK),
    ("inov:Innovation", _WORK),
    ("inov:Event", _EVENT),
    ("org:ChangeEvent", _EVENT),
    ("inov:Award", "EventSeries"),
    ("inov:AwardEdition", _EVENT),
    ("inov:EditionCluster", _EVENT),
    ("inov:AwardResult", "Observation"),
    ("inov:Observation", "Observation"),
    ("inov:Measure", "StatisticalVariable"),
    ("eli:LegalResource", "Legislation"),
    ("eli:LegalExpression", "Legislation"),
    ("inov:Vision", _WORK),
    ("skos:ConceptScheme", _TERMS),
    ("owl:Ontology", _TERMS),
    ("skos:Concept", _TERM),
    ("owl:Class", _TERM),
    ("rdf:Property", _TERM),
    ("owl:ObjectProperty", _TERM),
    ("owl:DatatypeProperty", _TERM),
    ("owl:AnnotationProperty", _TERM),
)
# By IRI: the prefix of catalogues is none of the graph's.
_KINDS: Final = (
    ("http://www.w3.org/ns/dcat#Dataset", "Dataset"),
    ("http://www.w3.org/ns/dcat#Catalog", "DataCatalog"),
    *((iris.expand(name), kind) for name, kind in _TYPES),
)
_EVERYWHERE: Final = (
    _As("skos:definition", "description"),
    _As("dct:description", "description"),
    _As("schema:sameAs", "sameAs"),
)
_OF_WORKS: Final = (
    _As("inov:responsibleAgency", "maintainer", _AGENCY),
    _As("inov:developedBy", "creator", _AGENCY),
    _As("inov:managedBy", "maintainer", _AGENCY),
    _As("inov:category", "genre"),
    _As("inov:topic", "about", _TERM),
    _As("inov:goal", "abstract"),
    _As("inov:startYear", "dateCreated"),
    _As("dct:isPartOf", "isPartOf", _WORK),
    _As("inov:visionOf", "about", _PLACE),
)
_OF_SOURCES: Final = (
    _As("schema:url", "url"),
    _As("dct:publisher", "publisher", "Organization"),
    _As("dct:issued", "datePublished"),
    _As("dct:license", "license"),
    _As("inov:termsOfUse", "conditionsOfAccess"),
)
_OF_EVENTS: Final = (
    _As("schema:startDate", "startDate"),
    _As("schema:endDate", "endDate"),
    _As("dct:date", "startDate"),
    _As("inov:year", "startDate"),
    _As("prov:atLocation", "location", _PLACE),
    _As("prov:wasAssociatedWith", "organizer", "Organization"),
    _As("inov:ceremonyOf", "superEvent", _EVENT),
    _As("inov:assessmentFor", "superEvent", _EVENT),
    _As("inov:edition", "superEvent", _EVENT),
    _As("org:resultingOrganization", "about", _AGENCY),
    _As("inov:awardOf", "superEvent", "EventSeries"),
)
_OF_TYPES: Final[Mapping[str, tuple[_As, ...]]] = {
    _PLACE: (
        _As("inov:within", "containedInPlace", _PLACE),
        _As("inov:kemendagriCode", "branchCode"),
    ),
    _AGENCY: (
        _As("org:subOrganizationOf", "parentOrganization", _AGENCY),
        _As("org:unitOf", "parentOrganization", _AGENCY),
        _As("inov:governs", "areaServed", _PLACE),
        _As("schema:foundingDate", "foundingDate"),
    ),
    "Product": (_As("inov:producedBy", "subjectOf", _WORK),),
    "EventSeries": (_As("inov:organizedBy", "organizer", _AGENCY),),
    _WORK: _OF_WORKS,
    "Legislation": (
        _As("eli:number", "legislationIdentifier"),
        _As("eli:type_document", "legislationType"),
        _As("inov:jurisdiction", "legislationJurisdiction", _PLACE),
        _As("eli:realizes", "exampleOfWork", "Legislation"),
        _As("inov:year", "dateCreated"),
    ),
    "Article": _OF_SOURCES,
    "WebPage": _OF_SOURCES,
    "Dataset": _OF_SOURCES,
    _EVENT: _OF_EVENTS,
    "EducationEvent": (_As("inov:topic", "about", _TERM),),
    "Observation": (
        _As("inov:refArea", "observationAbout", _PLACE),
        _As("inov:recipient", "observationAbout", _AGENCY),
        _As("inov:measure", "variableMeasured", "StatisticalVariable"),
        _As("inov:observedValue", "value"),
        _As("inov:score", "value"),
        _As("inov:unit", "unitText"),
    ),
    "Claim": (
        _As("prov:wasDerivedFrom", "appearance", "Quotation"),
        _As("inov:externalPage", "appearance", "WebPage"),
    ),
    "Quotation": (
        _As("inov:asWritten", "text"),
        _As("inov:paragraph", "position"),
        _As("prov:wasQuotedFrom", "isPartOf", "Article"),
    ),
    _TERM: (
        _As("skos:notation", "termCode"),
        _As("skos:inScheme", "inDefinedTermSet", _TERMS),
    ),
    _TERMS: (
        _As("skos:hasTopConcept", "hasDefinedTerm", _TERM),
        _As("dct:license", "license"),
    ),
}


def type_of(classes: Collection[str]) -> str:
    """The type that schema.org has for a thing of these classes; Thing where it has none."""
    return next((kind for iri, kind in _KINDS if iri in classes), "Thing")


def describe(told: Told, language: str, named: Naming, address: str) -> Node:
    """The thing as a node; ``address`` is that of its page."""
    kind = "Dataset" if told.iri.startswith(iris.GRAPH) else type_of(told.classes)
    name = choose(told.labels, language, told.iri).text
    others = dict.fromkeys(text for text in (*told.labels.values(), *told.also) if text != name)
    found: Node = {
        "@type": kind,
        "@id": told.iri,
        "name": name,
        "alternateName": list(others),
        "identifier": told.iri,
        "url": address,
        "mainEntityOfPage": {"@id": address},
    }
    for how in (*_EVERYWHERE, *_OF_TYPES.get(kind, ())):
        values = _values(told.facts.get(iris.expand(how.ours), ()), how, language, named)
        if values and how.theirs not in found.keys() - {"url"}:
            found[how.theirs] = values[0] if len(values) == 1 else values
    found |= _special(told, kind, language, named)
    # What is not known is left out rather than empty.
    return {key: value for key, value in found.items() if value not in ("", [])}


def _special(told: Told, kind: str, language: str, named: Naming) -> Node:
    """What takes more than one property to tell."""
    match kind:
        case "Claim":
            return _claim(told, language, named)
        case "DefinedTerm" if told.iri.startswith(iris.TERM):
            return {"inDefinedTermSet": {"@type": _TERMS, "@id": iris.TERM}}
        case "Observation":
            return _observation(told, named)
        case "Role":
            return {"roleName": choose(told.labels, language, told.iri).text}
    return {}


def _claim(told: Told, language: str, named: Naming) -> Node:
    about, name, value = (
        next(iter(told.facts.get(iris.expand(f"inov:{part}"), ())), None)
        for part in ("about", "onProperty", "value")
    )
    if about is None or name is None or value is None:
        return {}
    said = named(value.iri).text if value.iri else value.text
    text = f"{named(about.text).text}: {named(name.text).text}: {said}"
    return {
        "name": text,
        "text": text,
        "about": {"@type": "Thing", "@id": about.text, "name": named(about.text).text},
        "inLanguage": language,
    }


def _observation(told: Told, named: Naming) -> Node:
    """What was measured, where it is no indicator, and the rank beside a score."""
    score, rank = (iris.expand(f"inov:{name}") for name in ("score", "rank"))
    found: Node = {}
    if told.facts.get(score):
        found["variableMeasured"] = named(score).text
    if ranks := told.facts.get(rank):
        found["additionalProperty"] = {
            "@type": "PropertyValue",
            "propertyID": rank,
            "name": named(rank).text,
            "value": _literal(ranks[0]),
        }
    return found


def _values(terms: Sequence[Term], how: _As, language: str, named: Naming) -> list[Any]:
    if how.type:
        things = [term.text for term in terms if term.iri][:MOST]
        return [{"@type": how.type, "@id": iri, "name": named(iri).text} for iri in things]
    if how.theirs in ("sameAs", "license"):
        return [term.text for term in terms if term.iri][:MOST]
    spoken = {term.language: term.text for term in terms if term.language}
    if spoken:
        return [choose(spoken, language, "").text]
    written = (
        named(term.iri).text if term.iri else _literal(term)
        for term in terms
        if term.kind is not Kind.BLANK
    )
    return list(written)[:MOST]


def _literal(term: Term) -> Any:
    """A number or a truth value where the literal is one, else its text."""
    kind = iris.shorten(term.datatype).removeprefix("xsd:")
    if kind in _WHOLE and len(term.text) < MOST and term.text.lstrip("+-").isdecimal():
        return int(term.text)
    if kind == "boolean":
        return term.text in _TRUE
    return term.text
