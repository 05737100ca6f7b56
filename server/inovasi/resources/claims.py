"""The claims about a thing, with what each rests on."""

from __future__ import annotations

import builtins
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from inovasi import iris
from inovasi.resources.asking import Asker, Question, reference
from inovasi.resources.quoted import place_in
from inovasi.resources.terms import UNBOUND, Term

_MOST: Final = 6000
_WHOLE: Final = re.compile("[0-9]{1,15}")
# Where sources are on the web, each way on its own: joined to what is found, the engine would read
# the addresses of everything.
_ADDRESSES: Final = """{ $claim prov:wasDerivedFrom ?part . ?part prov:wasQuotedFrom ?node .
    ?node schema:url ?value BIND(schema:url AS ?property) }
  UNION { $claim inov:externalPage ?node . ?node schema:url ?value BIND(schema:url AS ?property) }
  UNION { $claim inov:externalPage ?node GRAPH ?any { ?node schema:url ?value }
    BIND(schema:url AS ?property) }
  UNION { GRAPH ?any { $claim inov:externalPage ?node . ?node schema:url ?value }
    BIND(schema:url AS ?property) }"""
_OF_THING: Final = _ADDRESSES.replace("$claim", "?claim inov:about $thing . ?claim")
_CLAIMS: Final = f"""SELECT DISTINCT ?graph ?node ?property ?value WHERE {{
  {{ ?node inov:about $thing . ?node ?property ?value }}
  UNION {{ ?claim inov:about $thing . ?claim prov:wasDerivedFrom ?node . ?node ?property ?value }}
  UNION {{ GRAPH ?graph {{ ?node inov:about $thing . ?node ?property ?value }} }}
  UNION {_OF_THING}
}} LIMIT {_MOST}"""
_ONE: Final = f"""SELECT DISTINCT ?graph ?node ?property ?value WHERE {{
  {{ VALUES ?node {{ $thing }} ?node ?property ?value }}
  UNION {{ $thing prov:wasDerivedFrom ?node . ?node ?property ?value }}
  UNION {{ VALUES ?node {{ $thing }} GRAPH ?graph {{ ?node ?property ?value }} }}
  UNION {_ADDRESSES.replace("$claim", "$thing")}
}} LIMIT {_MOST}"""

PREFERRED: Final = "preferred"
NORMAL: Final = "normal"
DEPRECATED: Final = "deprecated"
_RANKS: Final = {iris.TERM + name.title(): name for name in (PREFERRED, NORMAL, DEPRECATED)}
_ORDER: Final = (PREFERRED, NORMAL, DEPRECATED)

Texts = Mapping[str, str]
"""By language."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A range of a source: [start, end) in code points, 0 where nothing says it.

    ``address`` is that of the source on the web.
    """

    iri: str
    source: str
    start: int = 0
    end: int = 0
    paragraph: int = 0
    as_written: str = ""
    address: str = ""

    @property
    def short(self) -> str:
        """What a chip says: the end of the source's name and the paragraph."""
        return place_in(self.source, str(self.paragraph or ""))


@dataclass(frozen=True, slots=True)
class Claim:
    """A value that is stated of a thing, its rank, and its ground.

    ``graph`` is empty for the default graph. Of ``quotations``, ``derived_from`` and ``page`` one
    is given; ``recorded`` is the day on which a value was taken over from an external page, and
    ``address`` where that page is on the web.
    """

    iri: str
    about: str
    property: str
    value: Term
    rank: str = NORMAL
    reason: Texts = field(default_factory=dict)
    quotations: tuple[Quotation, ...] = ()
    derived_from: tuple[str, ...] = ()
    derivation: Texts = field(default_factory=dict)
    page: str = ""
    address: str = ""
    recorded: str = ""
    conflicts: tuple[str, ...] = ()
    graph: str = ""

    @builtins.property
    def order(self) -> int:
        """Where its rank puts it among others: the preferred ones come first."""
        return _ORDER.index(self.rank)

    @builtins.property
    def disputed(self) -> bool:
        """Whether another claim contradicts it."""
        return bool(self.conflicts)

    @builtins.property
    def iris(self) -> tuple[str, ...]:
        """All that a page may want to name."""
        sources = (quotation.source for quotation in self.quotations)
        named = (self.property, self.value.iri, *sources, self.page, self.graph)
        return tuple(iri for iri in named if iri)


def read_claims(asker: Asker, thing: str) -> list[Claim]:
    """The claims about a thing, those of the default graph first, the preferred ones first."""
    (rows,) = asker.together(claims_about(thing))
    return claims_of(rows)


def claims_about(thing: str) -> Question:
    """Asks for what ``claims_of`` makes the claims about a thing from."""
    return Question(_CLAIMS, {"thing": reference(thing)})


def read_claim(asker: Asker, claim: str) -> Claim | None:
    """One claim by its IRI, as the default graph has it, else as another graph does."""
    found = claims_of(asker.rows(_ONE, thing=reference(claim)))
    return next((each for each in found if each.iri == claim), None)


def is_site(address: str) -> bool:
    """Whether an address is that of a whole site, and of no page of it."""
    return re.fullmatch(r"https?://[^/?#]*/?", address) is not None


def shared_reasons(claims: Iterable[Claim]) -> list[Texts]:
    """The reasons that are given for more than one value, each once."""
    given = {(claim.value, *sorted(claim.reason.items())): claim.reason for claim in claims}
    told = [reason for reason in given.values() if reason]
    return [each for at, each in enumerate(told) if told.count(each) > 1 and each not in told[:at]]


class _Node:
    """What is stated about one node."""

    def __init__(self) -> None:
        self._values: dict[str, list[Term]] = defaultdict(list)

    def add(self, name: str, value: Term) -> None:
        self._values[name].append(value)

    def all(self, name: str) -> list[Term]:
        return sorted(self._values.get(iris.expand(name), ()), key=lambda term: term.key)

    def one(self, name: str) -> Term:
        return next(iter(self.all(name)), UNBOUND)

    def number(self, name: str) -> int:
        text = self.one(name).text
        return int(text) if _WHOLE.fullmatch(text) else 0

    def texts(self, name: str) -> Texts:
        return {term.language: term.text for term in self.all(name)}


def claims_of(rows: Sequence[Sequence[Term]]) -> list[Claim]:
    """The claims in rows of graph, node, property and value, with the quotations that rows hold."""
    nodes: dict[tuple[str, str], _Node] = defaultdict(_Node)
    for graph, node, name, value in rows:
        nodes[graph.text, node.text].add(name.text, value)
    told = ((iri, node.one("schema:url").text) for (_, iri), node in nodes.items())
    addresses = {iri: address for iri, address in told if address}
    quotations = {
        iri: _quotation(iri, node, addresses)
        for (graph, iri), node in nodes.items()
        if not graph and node.one("prov:wasQuotedFrom").text
    }
    found = [
        _claim(iri, graph, node, quotations, addresses)
        for (graph, iri), node in nodes.items()
        if node.one("inov:onProperty").iri
    ]
    return sorted(found, key=lambda claim: (claim.graph, claim.order, claim.value.key))


def _quotation(iri: str, node: _Node, addresses: Texts) -> Quotation:
    source = node.one("prov:wasQuotedFrom").text
    return Quotation(
        iri,
        source,
        node.number("oa:start"),
        node.number("oa:end"),
        node.number("inov:paragraph"),
        node.one("inov:asWritten").text,
        addresses.get(source, ""),
    )


def _claim(
    iri: str, graph: str, node: _Node, quotations: Mapping[str, Quotation], addresses: Texts
) -> Claim:
    grounds = (quotations.get(term.text) for term in node.all("prov:wasDerivedFrom"))
    page = node.one("inov:externalPage").text
    return Claim(
        iri,
        node.one("inov:about").text,
        node.one("inov:onProperty").text,
        node.one("inov:value"),
        _RANKS.get(node.one("inov:claimRank").text, NORMAL),
        node.texts("inov:rankReason"),
        tuple(sorted((each for each in grounds if each), key=lambda q: (q.source, q.start))),
        tuple(term.text for term in node.all("inov:derivedFrom")),
        node.texts("inov:derivationReason"),
        page,
        addresses.get(page, ""),
        node.one("inov:recorded").text,
        tuple(term.text for term in node.all("inov:conflictsWith")),
        graph,
    )
