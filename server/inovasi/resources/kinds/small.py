"""Kinds whose page is the thing and a table or two of what stands around it."""

from __future__ import annotations

from typing import Final

from inovasi.resources.kinds.around import Role, Shape

_INITIATIVES: Final = ("inov:category", "inov:level", "inov:responsibleAgency", "inov:startYear")

PRODUCED: Final = Shape(
    ("inov:producedBy", "inov:topic", "inov:audience", "dct:title"),
    (
        Role(
            "siblings",
            "$x inov:producedBy ?by . ?thing inov:producedBy ?by FILTER(?thing != $x)",
            ("inov:topic", "inov:audience"),
        ),
    ),
)
AWARD: Final = Shape(
    ("inov:organizedBy", "inov:scope"),
    (Role("editions", "?thing inov:awardOf $x", ("inov:year",)),),
)
PARTICIPATION: Final = Shape(("inov:event", "inov:participant", "inov:role"))
EVENT: Final = Shape(
    (
        "schema:startDate",
        "schema:endDate",
        "schema:duration",
        "inov:year",
        "inov:dateNote",
        "inov:activityType",
        "prov:atLocation",
        "prov:wasAssociatedWith",
        "inov:assessmentFor",
        "inov:ceremonyOf",
        "inov:startedAtOrganization",
    ),
    (Role("participations", "?thing inov:event $x", ("inov:role", "inov:participant")),),
)
POST: Final = Shape(
    ("org:postIn",),
    (
        Role("participations", "?thing inov:participant $x", ("inov:role", "inov:event")),
        Role("promoted", "?thing inov:promotedBy $x", _INITIATIVES),
        Role("passed", "?thing eli:passed_by $x", ("eli:type_document", "eli:number", "inov:year")),
        Role("speech", "?thing inov:reportedSpeechOf $x", ("inov:asWritten", "prov:wasQuotedFrom")),
    ),
)
PERIOD: Final = Shape(
    ("inov:periodStart", "inov:periodEnd"),
    (
        Role(
            "observations",
            "?thing inov:refPeriod $x",
            ("inov:measure", "inov:observedValue", "inov:unit", "inov:refArea"),
        ),
        Role("dated", "?thing dct:temporal $x"),
    ),
)
VISION: Final = Shape(("inov:visionOf", "dct:temporal"))
CHANGE: Final = Shape(("dct:date", "org:originalOrganization", "org:resultingOrganization"))
REGULATION: Final = Shape(
    (
        "eli:type_document",
        "eli:number",
        "inov:year",
        "eli:passed_by",
        "eli:based_on",
        "inov:status",
        "inov:statusYear",
        "inov:jurisdiction",
    ),
    (
        Role("expressions", "?thing eli:realizes $x", ("eli:title", "eli:language")),
        Role(
            "established",
            "?thing inov:establishedBy $x",
            ("inov:recipient", "inov:rank", "inov:editionCluster"),
        ),
        Role("based", "?thing eli:based_on $x", ("eli:type_document", "inov:status")),
        Role("related", "?thing dct:relation $x", ()),
    ),
    most=50,
)
EXPRESSION: Final = Shape(("eli:title", "eli:realizes", "eli:language"))
CODE: Final = Shape(
    ("skos:notation", "inov:codeSystem", "inov:validAsOf"),
    (Role("coded", "?thing inov:hasCode $x", ("inov:areaKind",)),),
)
GEOMETRY: Final = Shape(
    ("geo:asWKT",), (Role("placed", "?thing geo:hasGeometry $x", ("inov:areaKind",)),)
)
QUOTATION: Final = Shape(
    (
        "prov:wasQuotedFrom",
        "inov:paragraph",
        "oa:start",
        "oa:end",
        "inov:asWritten",
        "inov:reportedSpeechOf",
    ),
    (
        Role(
            "claims",
            "?thing prov:wasDerivedFrom $x",
            ("inov:about", "inov:onProperty", "inov:value", "inov:claimRank"),
        ),
        Role("sources", "$x prov:wasQuotedFrom ?thing", ("inov:sha256", "dct:publisher")),
    ),
)
