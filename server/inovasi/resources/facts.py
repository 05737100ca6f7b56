"""What is stated of a thing, property by property, each value with the claims it rests on."""

from __future__ import annotations

import builtins
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from inovasi import iris
from inovasi.resources.asking import Asker, Question, Row, reference
from inovasi.resources.claims import Claim, Texts, shared_reasons
from inovasi.resources.labels import NAMING
from inovasi.resources.superclasses import Above, most_special
from inovasi.resources.terms import Kind, Term

# More about one thing is for the RDF forms.
MOST: Final = 2000
_STATEMENTS: Final = f"""SELECT DISTINCT ?graph ?property ?value WHERE {{
  {{ $thing ?property ?value }} UNION {{ GRAPH ?graph {{ $thing ?property ?value }} }}
}} LIMIT {MOST}"""
TYPE: Final = iris.expand("rdf:type")
# Names have a place of their own on a page.
OTHER_NAMES: Final = (iris.expand("skos:altLabel"), iris.expand("skos:hiddenLabel"))
_APART: Final = frozenset({TYPE, *NAMING, *OTHER_NAMES})

Statements = Mapping[str, Sequence[tuple[str, Term]]]
"""Property and value by graph; that of the default graph is empty."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value and the claims that state it; ``direct`` where the graph itself holds it."""

    term: Term
    claims: tuple[Claim, ...] = ()
    direct: bool = True

    @property
    def disputed(self) -> bool:
        """Whether a claim of it is contradicted."""
        return any(claim.disputed for claim in self.claims)

    @property
    def reasons(self) -> list[Texts]:
        """Why its claims have their ranks, each reason once."""
        told = [claim.reason for claim in self.claims if claim.reason]
        return [each for at, each in enumerate(told) if each not in told[:at]]

    @property
    def rank(self) -> str:
        """The best rank that a claim gives it; empty without claims."""
        return self.claims[0].rank if self.claims else ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A property with its values, the direct ones first."""

    property: str
    values: tuple[Value, ...]

    @builtins.property
    def disputed(self) -> bool:
        """Whether sources differ over it."""
        return any(value.disputed for value in self.values)

    @builtins.property
    def shared_reasons(self) -> list[Texts]:
        """The reasons that more than one of the disputed claims gives."""
        return shared_reasons(
            claim for value in self.values if value.disputed for claim in value.claims
        )

    def told(self, language: str) -> tuple[Value, ...]:
        """The values to show at once: those in a language first."""
        apart = self.retold(language)
        kept = (value for value in self.values if value not in apart)
        return tuple(sorted(kept, key=lambda value: value.term.language != language))

    def retold(self, language: str) -> tuple[Value, ...]:
        """Texts in other languages than the one that is asked for, where there is one in it."""
        if all(value.term.language != language for value in self.values):
            return ()
        return tuple(
            value
            for value in self.values
            if value.term.language not in ("", language) and not value.disputed
        )


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A statement that the facts of the page lack, and the graphs that make it."""

    property: str
    value: Term
    graphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What all graphs together state of a thing.

    ``graphs`` are those that ``facts`` come from: none for the default graph. ``agreeing`` counts
    the statements of other graphs that ``facts`` hold as well, ``above`` the superclasses among
    the classes.
    """

    classes: tuple[str, ...] = ()
    names: tuple[tuple[str, Term], ...] = ()
    facts: tuple[Fact, ...] = ()
    graphs: tuple[str, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    agreeing: Mapping[str, int] = field(default_factory=dict)
    cut: bool = False
    above: Above = field(default_factory=dict)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The classes that say most of what it is: of ours, or of others' where it has no other."""
        ours = tuple(iri for iri in self.classes if iri.startswith(iris.TERM))
        return most_special(ours or self.classes, self.above)

    @property
    def other_classes(self) -> tuple[str, ...]:
        """The rest of its classes."""
        return tuple(iri for iri in self.classes if iri not in self.kinds)

    @property
    def labels(self) -> dict[str, str]:
        """The names that count, by language."""
        found: dict[str, str] = {}
        for naming in NAMING:
            for name, term in self.names:
                if name == naming:
                    found.setdefault(term.language, term.text)
        return found

    @property
    def others(self) -> tuple[Term, ...]:
        """The names under which it is known as well, also as misspelt, each once."""
        main = set(self.labels.items())
        terms = (term for name, term in self.names if name in OTHER_NAMES)
        return tuple(
            dict.fromkeys(term for term in terms if (term.language, term.text) not in main)
        )

    def besides(self, text: str) -> tuple[Term, ...]:
        """All names that read otherwise than the one that the page has, those that count first."""
        labels = (Term(Kind.LITERAL, name, tag) for tag, name in self.labels.items())
        return tuple(term for term in (*labels, *self.others) if term.text != text)

    @property
    def iris(self) -> tuple[str, ...]:
        """All that a page may want to name."""
        values = (value for fact in self.facts for value in fact.values)
        told = (iri for each in self.elsewhere for iri in (each.property, each.value.iri))
        found = (
            *self.classes,
            *(fact.property for fact in self.facts),
            *(value.term.iri for value in values),
            *told,
            *self.graphs,
            *self.agreeing,
            *(graph for each in self.elsewhere for graph in each.graphs),
        )
        return tuple(iri for iri in found if iri)


def read_statements(asker: Asker, thing: str) -> Statements:
    """What each graph states with the thing as subject, up to a bound."""
    (rows,) = asker.together(statements_about(thing))
    return statements_of(rows)


def statements_about(thing: str) -> Question:
    """Asks for what ``statements_of`` takes."""
    return Question(_STATEMENTS, {"thing": reference(thing)})


def statements_of(rows: Iterable[Row]) -> Statements:
    """The statements in rows of graph, property and value."""
    found: dict[str, list[tuple[str, Term]]] = defaultdict(list)
    for graph, name, value in rows:
        found[graph.text].append((name.text, value))
    return found


def arrange(statements: Statements, claims: Iterable[Claim]) -> Known:
    """The facts for a page: those of the default graph, or of all others where it has none."""
    own = dict.fromkeys(statements.get("", ()))
    others = {graph: found for graph, found in statements.items() if graph}
    graphs: tuple[str, ...] = ()
    if not own:
        graphs = tuple(sorted(others))
        own = dict.fromkeys(pair for graph in graphs for pair in others[graph])
        others = {}
    heard = [claim for claim in claims if bool(claim.graph) == bool(graphs)]
    return Known(
        tuple(sorted(value.iri for name, value in own if name == TYPE and value.iri)),
        tuple((name, value) for name, value in sorted(own) if name in {*NAMING, *OTHER_NAMES}),
        _facts(own, heard),
        graphs,
        _elsewhere(own, others),
        {graph: sum(pair in own for pair in found) for graph, found in sorted(others.items())},
        sum(len(found) for found in statements.values()) >= MOST,
    )


def _facts(own: Iterable[tuple[str, Term]], claims: Sequence[Claim]) -> tuple[Fact, ...]:
    by_value: dict[tuple[str, Term], list[Claim]] = defaultdict(list)
    for claim in claims:
        by_value[claim.property, claim.value].append(claim)
    direct = [pair for pair in own if pair[0] not in _APART]
    pairs = dict.fromkeys([*direct, *(pair for pair in by_value if pair[0] not in _APART)])
    stated = set(direct)
    rows: dict[str, list[Value]] = defaultdict(list)
    for name, term in pairs:
        pair = (name, term)
        rows[name].append(Value(term, tuple(by_value.get(pair, ())), pair in stated))
    for values in rows.values():
        values.sort(key=lambda value: (not value.direct, value.term.key))
    return tuple(Fact(name, tuple(rows[name])) for name in sorted(rows, key=_place))


def _place(name: str) -> tuple[bool, str]:
    """Properties of ours first."""
    return not name.startswith(iris.TERM), name


def _elsewhere(own: Iterable[tuple[str, Term]], others: Statements) -> tuple[Elsewhere, ...]:
    known = set(own)
    graphs: dict[tuple[str, Term], list[str]] = defaultdict(list)
    for graph in sorted(others):
        for pair in others[graph]:
            if pair not in known:
                graphs[pair].append(graph)
    return tuple(Elsewhere(*pair, tuple(graphs[pair])) for pair in sorted(graphs))
