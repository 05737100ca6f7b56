"""Whether every row fits the ontology: known terms, fitting kinds, no conflict without a reason."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from pyoxigraph import Literal, NamedNode

from inovasi import iris
from inovasi.knowledge.claims import Rank, disputed
from inovasi.knowledge.vocabulary import Property, Vocabulary
from inovasi.publishing.model import Claim, Entity, Link
from inovasi.publishing.values import Value

_AREA: Final = r"(?:\d{2}(?:\.\d{2})?|ID)"
_NAME: Final = r"[a-z0-9.-]+"

# How things of a class are identified; a local thing carries the code of its area.
_IDENTIFIERS: Final = MappingProxyType(
    {
        "inov:AdministrativeArea": rf"wilayah/{_AREA}",
        "inov:AreaCode": rf"wilayah/{_AREA}/kode/{_NAME}",
        "geo:Geometry": rf"wilayah/{_AREA}/titik",
        "org:FormalOrganization": rf"org/(?:{_AREA}/{_NAME}|[a-z]+(?:/{_NAME})?)",
        "org:OrganizationalUnit": rf"org/(?:{_AREA}|[a-z]+)/{_NAME}/{_NAME}",
        "inov:AssessmentTeam": rf"org/[a-z]+/{_NAME}",
        "org:Post": rf"jabatan/(?:{_AREA}|[a-z]+)/{_NAME}",
        "org:ChangeEvent": rf"perubahan/{_AREA}/{_NAME}",
        "inov:Vision": rf"visi/{_AREA}/\d{{4}}-\d{{4}}",
        "inov:Innovation": rf"inovasi/{_AREA}/{_NAME}",
        "inov:Programme": rf"inovasi/{_AREA}/{_NAME}",
        "inov:Product": rf"produk/{_AREA}/{_NAME}",
        "inov:Training": rf"pelatihan/{_AREA}/{_NAME}",
        "inov:Award": r"penghargaan/[a-z]+",
        "inov:AwardEdition": r"penghargaan/[a-z]+-\d{4}",
        "inov:EditionCluster": r"penghargaan/[a-z]+-\d{4}/[a-z]+",
        "inov:AwardResult": rf"hasil/[a-z]+-\d{{4}}/[a-z]+/{_AREA}",
        "inov:AssessmentVisit": rf"kegiatan/{_AREA}/{_NAME}",
        "inov:AwardCeremony": rf"kegiatan/{_NAME}/{_NAME}",
        "inov:Participation": rf"kegiatan/{_NAME}/{_NAME}/peran/{_NAME}",
        "eli:LegalResource": rf"peraturan/(?:{_AREA}/)?{_NAME}",
        "eli:LegalExpression": rf"peraturan/(?:{_AREA}/)?{_NAME}/[a-z]{{2}}",
        "inov:Observation": rf"amatan/{_AREA}/{_NAME}/\d{{4}}(?:-\d{{4}})?",
        "inov:Measure": rf"ukuran/{_NAME}",
        "inov:Period": r"periode/\d{4}(?:-\d{4})?",
    }
)
_PATTERNS: Final = MappingProxyType(
    {iris.expand(name): re.compile(pattern) for name, pattern in _IDENTIFIERS.items()}
)
_NUMBERS: Final = frozenset(map(iris.expand, ("xsd:integer", "xsd:decimal")))


class Fit:
    """Holds entities, links and claims against the vocabulary; DataError for the first fault."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        entities: Mapping[NamedNode, Entity],
        areas: frozenset[NamedNode],
    ) -> None:
        self._vocabulary = vocabulary
        self._entities = entities
        self._areas = areas

    def check_entities(self) -> None:
        """Every class is known, and the identifier is the one that things of the class have."""
        for entity in self._entities.values():
            for node in entity.types:
                if node.value not in self._vocabulary.classes:
                    name = iris.shorten(node.value)
                    raise entity.row.error(
                        "type", f"{name} is no class of the ontology", "define it there first"
                    )
                pattern = _PATTERNS.get(node.value)
                if pattern is not None and not pattern.fullmatch(entity.row["id"]):
                    problem = f"{entity.row['id']} does not identify an {iris.shorten(node.value)}"
                    remedy = "write it as the others of its class, with the code of its area"
                    raise entity.row.error("id", problem, remedy)

    def check_links(self, links: Iterable[Link], claims: Iterable[Claim]) -> None:
        """A link arranges: its property is marked as curated, and no claim speaks of the same."""
        claimed = {(claim.subject, claim.predicate): claim.row for claim in claims}
        seen: dict[tuple[NamedNode, NamedNode, Value], int] = {}
        for link in links:
            known = self._statement(link)
            name = link.row["property"]
            if not known.curated:
                problem = f"{name} is a fact, not a link"
                raise link.row.error("property", problem, "state it in data/claims with its source")
            if (link.subject, link.predicate) in claimed:
                row = claimed[link.subject, link.predicate]
                problem = f"{row.file.name}, row {row.number} claims the same property"
                raise link.row.error("property", problem, "keep the claim")
            key = (link.subject, link.predicate, link.value)
            if key in seen:
                raise link.row.error("value", f"row {seen[key]} says the same", "remove one")
            seen[key] = link.row.number

    def check_claims(self, claims: Iterable[Claim]) -> None:
        """Terms and kinds fit, and no single-valued property disagrees without reasons."""
        groups: dict[tuple[NamedNode, NamedNode], list[Claim]] = defaultdict(list)
        for claim in claims:
            self._statement(claim)
            groups[claim.subject, claim.predicate].append(claim)
        for group in groups.values():
            self._group(group)

    def _statement(self, claim: Claim | Link) -> Property:
        if claim.subject not in self._entities:
            raise claim.row.error(
                "subject",
                f"{claim.row['subject']} is no entity",
                "add it to data/entities first, or correct the identifier",
            )
        try:
            known = self._vocabulary.property(claim.predicate.value)
        except KeyError:
            raise claim.row.error(
                "property",
                f"{claim.row['property']} is not a property of the ontology",
                "correct it, or define it in ontology/inovasi.ttl first",
            ) from None
        self._domain(claim, known)
        self._value(claim, known)
        return known

    def _domain(self, claim: Claim | Link, known: Property) -> None:
        kinds = self._kinds(claim.subject)
        for domain in known.domains:
            if domain not in kinds:
                problem = f"{claim.row['property']} is said of {iris.shorten(domain)}"
                remedy = "correct the subject or the property"
                raise claim.row.error("subject", f"{problem}, which this is not", remedy)

    def _value(self, claim: Claim | Link, known: Property) -> None:
        value, name = claim.value, claim.row["property"]
        if known.literal is not None and known.literal is isinstance(value, NamedNode):
            kind = "a literal" if known.literal else "an identifier (datatype iri)"
            raise claim.row.error("datatype", f"{name} takes {kind}", "correct it")
        if isinstance(value, Literal):
            self._datatype(claim, value, known)
        elif value.value.startswith(iris.BASE):
            self._range(claim, value, known)

    def _datatype(self, claim: Claim | Link, value: Literal, known: Property) -> None:
        datatype = value.datatype.value
        for expected in known.ranges:
            integer_for_decimal = {datatype, expected} == _NUMBERS and expected.endswith("decimal")
            if expected.startswith(iris.PREFIXES["rdfs"]) or integer_for_decimal:
                continue
            if datatype != expected:
                problem = f"{claim.row['property']} takes {iris.shorten(expected)}"
                raise claim.row.error("datatype", problem, "correct the datatype")

    def _range(self, claim: Claim | Link, value: NamedNode, known: Property) -> None:
        kinds = self._kinds(value)
        if not kinds:
            raise claim.row.error(
                "value", f"{claim.row['value']} is no entity or concept", "add it first"
            )
        for expected in known.ranges:
            if expected not in kinds:
                problem = f"{claim.row['property']} takes an {iris.shorten(expected)}"
                raise claim.row.error("value", f"{problem}, which this is not", "correct the value")

    def _kinds(self, node: NamedNode) -> frozenset[str]:
        """The classes, with those above, of an entity, a concept or a reference area; or none."""
        if node in self._entities:
            return self._above(kind.value for kind in self._entities[node].types)
        if node in self._areas:
            return self._above([iris.expand("inov:AdministrativeArea")])
        concept = self._vocabulary.concepts.get(node.value)
        return frozenset() if concept is None else self._above(concept.types)

    def _above(self, kinds: Iterable[str]) -> frozenset[str]:
        classes = self._vocabulary.classes
        found = [
            {kind} | (classes[kind].superclasses if kind in classes else set()) for kind in kinds
        ]
        return frozenset().union(*found)

    def _group(self, group: Sequence[Claim]) -> None:
        if not self._vocabulary.property(group[0].predicate.value).single_valued:
            return
        preferred = [claim for claim in group if claim.rank is Rank.PREFERRED]
        if len(preferred) > 1:
            problem = "a second value is preferred"
            raise preferred[1].row.error("rank", problem, "prefer one of them")
        if disputed([(claim.value, claim.rank) for claim in group], single_valued=True):
            self._reasons(group)

    def _reasons(self, group: Sequence[Claim]) -> None:
        numbers = {claim.value.value for claim in group}
        for claim in group:
            if len(numbers) < len(group):
                problem = "the same number stands with another datatype"
                raise claim.row.error("datatype", problem, "give both rows one datatype")
            if not claim.reason:
                raise claim.row.error(
                    "reason_id",
                    f"{claim.row['property']} of {claim.row['subject']} has differing values",
                    "say beside each why, in the reason columns",
                )
