"""What stands around a thing, by role: the things themselves, their values and their names.

Everything is asked of the default graph and of the named ones; what the default graph says counts,
and what only another graph says carries that graph's name. Every question is bounded.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from inovasi import iris
from inovasi.resources.asking import Asker, Question, Row, values
from inovasi.resources.doubts import Doubts
from inovasi.resources.labels import Name, choose, read_labels
from inovasi.resources.terms import Kind, Term

# Of each role as many are shown, and as many counted.
MOST: Final = 25
COUNTED: Final = 10_000
# Fewer statements are all read: to have them grouped and sorted takes longer than all the rest.
_FEW: Final = 150
_SOME: Final = """{ SELECT ("$role" AS ?role) ?thing ?graph WHERE { $anywhere } LIMIT $limit }"""
# Among so many statements the first things are looked for.
_SOUGHT: Final = 1_000
_ROLE: Final = """{ SELECT ("$role" AS ?role) ?thing
  (GROUP_CONCAT(DISTINCT ?known; separator=" ") AS ?where) (MIN(?known) AS ?least) WHERE {
  { SELECT ?thing (COALESCE(STR(?graph), "") AS ?known) WHERE { $anywhere } LIMIT $sought }
} GROUP BY ?thing ORDER BY ?thing LIMIT $limit }"""
_COUNT: Final = """{ SELECT ("$role" AS ?role) (COUNT(*) AS ?count)
  WHERE { SELECT DISTINCT ?thing WHERE { $anywhere } LIMIT $limit } }"""
# The properties are named within: outside, the engine would read whole graphs and join afterwards.
# Of what the default graph knows, which has a class there, the others are not asked.
_RECORD: Final = """{ VALUES ?thing { $things }
  { VALUES ?property { $properties } ?thing ?property ?value }
  UNION { VALUES ?property { $properties } GRAPH ?graph { ?thing ?property ?value }
    FILTER NOT EXISTS { ?thing rdf:type ?class } } }"""
_MOST_VALUES: Final = 5_000

Record = Mapping[str, tuple[Term, ...]]
"""The values of a thing by property, the latter as a prefixed name."""


@dataclass(frozen=True, slots=True)
class Found:
    """The things of a role by IRI, each with the graphs that say so; ``count`` is of all.

    There are no graphs where the default graph says so. ``count`` goes no further than ``COUNTED``
    and one.
    """

    graphs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    count: int = 0

    @property
    def things(self) -> list[str]:
        """The IRIs, in their order."""
        return list(self.graphs)

    def first(self, most: int) -> Found:
        """No more than so many of them; the count stays."""
        return Found(dict(list(self.graphs.items())[:most]), self.count)


class Value(NamedTuple):
    """A value; an IRI with its name, a literal with its own text."""

    term: Term
    name: Name


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing with the values that were asked for; ``graphs`` say who alone put it here."""

    iri: str
    name: Name
    values: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    graphs: tuple[str, ...] = ()

    def all(self, *properties: str) -> tuple[Value, ...]:
        """The values of properties, each once, in the language of the page where they have any."""
        found = [value for name in properties for value in self.values.get(name, ())]
        return tuple({value.term.key: value for value in found}.values())

    def first(self, *properties: str) -> Value | None:
        """The first of the values."""
        return next(iter(self.all(*properties)), None)

    def text(self, *properties: str) -> str:
        """The text of the first of the values, empty without one."""
        value = self.first(*properties)
        return value.name.text if value else ""


@dataclass(frozen=True, slots=True)
class Group:
    """The things of a role that are shown, and how many there are."""

    things: tuple[Thing, ...] = ()
    count: int = 0

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.things)

    @property
    def uncounted(self) -> bool:
        """Whether there may be more than were counted."""
        return self.count > COUNTED

    def texts(self, name: str) -> list[str]:
        """The first text of a property of each thing."""
        return [each.text(name) for each in self.things]

    def using(self, *properties: str) -> tuple[str, ...]:
        """Those of the properties that one of the things has, for the columns of a table."""
        return tuple(name for name in properties if any(each.all(name) for each in self.things))


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that was asked for, with the names of all of it, for a page in a language.

    ``doubts`` are those about the things of which they were wanted.
    """

    language: str
    records: Mapping[str, Record]
    labels: Mapping[str, Mapping[str, str]]
    doubts: Doubts = field(default_factory=dict)

    def name(self, iri: str) -> Name:
        """What a thing is called on the page."""
        return choose(self.labels.get(iri, {}), self.language, iri)

    def column(self, property_: str) -> Name:
        """What a property is called, by its prefixed name."""
        return self.name(iris.expand(property_))

    def thing(self, iri: str, graphs: tuple[str, ...] = ()) -> Thing:
        """A thing with its values."""
        record = self.records.get(iri, {})
        found = {
            name: tuple(self.value(term) for term in in_language(terms, self.language))
            for name, terms in record.items()
        }
        return Thing(iri, self.name(iri), found, graphs)

    def value(self, term: Term) -> Value:
        """A term with its name."""
        return Value(term, self.name(term.iri) if term.iri else Name(term.text, term.language))

    def group(self, found: Found) -> Group:
        """The things of a role, by name."""
        things = [self.thing(iri, graphs) for iri, graphs in found.graphs.items()]
        things.sort(key=lambda each: (each.name.text.casefold(), each.iri))
        return Group(tuple(things), found.count)

    def groups(self, found: Mapping[str, Found]) -> dict[str, Group]:
        """The things of every role that has any."""
        return {role: self.group(each) for role, each in found.items() if each.graphs}


def anywhere(pattern: str) -> str:
    """A pattern over the default graph and over each of the others, as ``?graph``."""
    return f"{{ {pattern} }} UNION {{ GRAPH ?graph {{ {pattern} }} }}"


def neighbours(asker: Asker, roles: Mapping[str, str], most: int = MOST) -> dict[str, Found]:
    """The things of each role, in the order of their IRIs; a pattern binds ``?thing``.

    A thing that is outside of the default graph as well as within counts as being within.
    """
    (rows,) = asker.together(neighbours_by(roles))
    return neighbours_of(asker, roles, rows, most)


def neighbours_by(roles: Mapping[str, str]) -> Question | None:
    """Asks for what ``neighbours_of`` takes; None without roles."""
    return Question(_union(_SOME, roles, _FEW, "?role ?thing ?graph"), {}) if roles else None


def neighbours_of(
    asker: Asker, roles: Mapping[str, str], rows: Iterable[Row], most: int = MOST
) -> dict[str, Found]:
    """The things in rows of role, thing and graph; those of which there may be more are asked for
    in their order, and counted.
    """
    found: dict[str, dict[str, set[str]]] = {role: {} for role in roles}
    seen: Counter[str] = Counter()
    for role, thing, graph in rows:
        seen[role.text] += 1
        if thing.iri:
            found[role.text].setdefault(thing.iri, set()).add(graph.text)
    near = {
        role: Found(
            {each: _alone(things[each]) for each in sorted(things)[:most]},
            min(len(things), COUNTED + 1),
        )
        for role, things in found.items()
    }
    long = {role: pattern for role, pattern in roles.items() if seen[role] >= _FEW}
    return near | (_first(asker, long, most) if long else {})


def _first(asker: Asker, roles: Mapping[str, str], most: int) -> dict[str, Found]:
    """The first things of roles that have many."""
    names = "?role ?thing ?where ?least"
    rows, counted = asker.together(
        Question(_union(_ROLE, roles, most + 1, names), {}),
        Question(_union(_COUNT, roles, COUNTED + 1, "?role ?count"), {}),
    )
    counts = {role.text: int(count.text) for role, count in counted}
    found: dict[str, dict[str, tuple[str, ...]]] = {role: {} for role in roles}
    for role, thing, where, least in rows:
        if thing.iri:
            # The least one is empty where the default graph is among them.
            alone = where.text.split() if least.text else ()
            found[role.text][thing.iri] = tuple(sorted(alone))
    return {
        role: Found(dict(sorted(things.items())[:most]), max(counts[role], len(things)))
        for role, things in found.items()
    }


def _alone(graphs: set[str]) -> tuple[str, ...]:
    """The graphs that say so; none where the default graph, which has no name, is among them."""
    return () if "" in graphs else tuple(sorted(graphs))


def _union(part: str, roles: Mapping[str, str], limit: int, names: str) -> str:
    parts = (
        part.replace("$role", role)
        .replace("$limit", str(limit))
        .replace("$sought", str(_SOUGHT))
        .replace("$anywhere", anywhere(pattern))
        for role, pattern in roles.items()
    )
    return f"SELECT {names} WHERE {{ {' UNION '.join(parts)} }}"


def read_records(
    asker: Asker, *wanted: tuple[Iterable[str], Iterable[str]]
) -> dict[str, dict[str, tuple[Term, ...]]]:
    """The values of things; of a thing that the default graph knows, those of no other graph.

    Each part of ``wanted`` is things and the properties that are wanted of them, the latter as
    prefixed names. There is an end to how many values are read: a page that meets it shows a part,
    and the list of the thing's statements has them all.
    """
    (rows,) = asker.together(records_by(*wanted))
    return records_of(rows)


def records_by(*wanted: tuple[Iterable[str], Iterable[str]]) -> Question | None:
    """Asks for what ``records_of`` takes; None where nothing is wanted."""
    parts = []
    for things, properties in wanted:
        block, names = values(dict.fromkeys(things)), " ".join(dict.fromkeys(properties))
        if block and properties:
            parts.append(_RECORD.replace("$properties", names).replace("$things", block))
    if not parts:
        return None
    query = f"SELECT DISTINCT ?thing ?property ?value ?graph WHERE {{ {' UNION '.join(parts)} }}"
    return Question(f"{query} LIMIT {_MOST_VALUES}", {})


def records_of(rows: Iterable[Row]) -> dict[str, dict[str, tuple[Term, ...]]]:
    """The values in rows of thing, property, value and graph."""
    read: dict[str, dict[bool, dict[str, set[Term]]]] = {}
    for thing, property_, value, graph in rows:
        sides = read.setdefault(thing.iri, {})
        side = sides.setdefault(bool(graph.iri), defaultdict(set))
        side[iris.shorten(property_.iri)].add(value)
    return {
        thing: {
            name: tuple(sorted(terms)) for name, terms in (sides.get(False) or sides[True]).items()
        }
        for thing, sides in read.items()
    }


def gather(
    asker: Asker,
    language: str,
    records: Mapping[str, Record],
    also: Iterable[str] = (),
    doubts: Doubts | None = None,
) -> Gathered:
    """Records with the names of whatever is in them, and of ``also``."""
    named = set(also) | set(records)
    for record in records.values():
        named |= {iris.expand(name) for name in record}
        named |= {term.iri for terms in record.values() for term in terms if term.iri}
    return Gathered(language, records, read_labels(asker, sorted(named)), doubts or {})


def in_language(terms: Iterable[Term], language: str) -> list[Term]:
    """Of texts in several languages those in one, by the rule for labels; all other terms."""
    kept = list(terms)
    tags = {term.language for term in kept if term.kind is Kind.LITERAL and term.language}
    if not tags:
        return kept
    chosen = choose({tag: tag for tag in tags}, language, "").text
    return [term for term in kept if term.language in ("", chosen)]
