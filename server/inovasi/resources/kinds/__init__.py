"""What a page shows of a thing of one kind, beside what it shows of everything.

A module here has a frozen dataclass and ``read(asker, iri, language)``, which gives one or None;
``serving/templates/kinds/NAME.html`` shows it as ``part``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import Any, Final, NamedTuple

from inovasi import iris
from inovasi.resources.asking import Asker
from inovasi.resources.kinds import (
    agency,
    area,
    around,
    claim,
    classes,
    concept,
    edition,
    initiative,
    measure,
    properties,
    quotation,
    result,
    small,
    source,
)


class Kind(NamedTuple):
    """The name of a kind, which is that of its template, the class it is for, and its reader."""

    name: str
    of: str
    read: Callable[[Asker, str, str], Any]


# The most special class first: a thing has the classes above it, too. Organizations come late, as
# others are organizations besides.
_TABLE: Final[tuple[tuple[str, str, Callable[[Asker, str, str], Any]], ...]] = (
    ("inov:AdministrativeArea", "area", area.read),
    ("inov:AreaCode", "code", partial(around.read, small.CODE)),
    ("geo:Geometry", "geometry", partial(around.read, small.GEOMETRY)),
    ("inov:Initiative", "initiative", initiative.read),
    ("inov:Innovation", "initiative", initiative.read),
    ("inov:Programme", "initiative", initiative.read),
    ("inov:Product", "produced", partial(around.read, small.PRODUCED)),
    ("inov:Training", "produced", partial(around.read, small.PRODUCED)),
    ("inov:Award", "award", partial(around.read, small.AWARD)),
    ("inov:AwardEdition", "edition", edition.read_edition),
    ("inov:EditionCluster", "edition", edition.read_cluster),
    ("inov:AwardResult", "result", result.read),
    ("eli:LegalResource", "regulation", partial(around.read, small.REGULATION)),
    ("eli:LegalExpression", "expression", partial(around.read, small.EXPRESSION)),
    ("inov:Measure", "measure", measure.read_measure),
    ("inov:Observation", "observation", measure.read_observation),
    ("inov:Event", "event", partial(around.read, small.EVENT)),
    ("inov:AssessmentVisit", "event", partial(around.read, small.EVENT)),
    ("inov:AwardCeremony", "event", partial(around.read, small.EVENT)),
    ("inov:Participation", "participation", partial(around.read, small.PARTICIPATION)),
    ("org:Post", "post", partial(around.read, small.POST)),
    ("org:ChangeEvent", "change", partial(around.read, small.CHANGE)),
    ("inov:Period", "period", partial(around.read, small.PERIOD)),
    ("inov:Vision", "vision", partial(around.read, small.VISION)),
    ("inov:Claim", "claim", claim.read),
    ("inov:Quotation", "quotation", quotation.read),
    ("inov:Document", "source", source.read),
    ("inov:ExternalPage", "source", source.read),
    ("inov:ReferenceList", "source", source.read),
    ("inov:Source", "source", source.read),
    ("inov:AssessmentTeam", "agency", agency.read),
    ("org:OrganizationalUnit", "agency", agency.read),
    ("org:FormalOrganization", "agency", agency.read),
    ("org:Organization", "agency", agency.read),
    ("skos:ConceptScheme", "scheme", concept.read_scheme),
    ("skos:Concept", "concept", partial(around.read, concept.CONCEPT)),
    ("owl:Class", "class", classes.read),
    ("rdfs:Class", "class", classes.read),
    ("owl:ObjectProperty", "property", properties.read),
    ("owl:DatatypeProperty", "property", properties.read),
    ("owl:AnnotationProperty", "property", properties.read),
    ("rdf:Property", "property", properties.read),
)
KINDS: Final = tuple(Kind(name, iris.expand(of), read) for of, name, read in _TABLE)


def kind_of(classes: Collection[str], kinds: tuple[Kind, ...] = KINDS) -> Kind | None:
    """The first kind for one of the classes of a thing; None for the generic page."""
    return next((kind for kind in kinds if kind.of in classes), None)
