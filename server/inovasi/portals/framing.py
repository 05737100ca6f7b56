"""JSON-LD with one thing on top, and what is stated about others inside of it.

The names are those of the published context, of which a document holds the part that it uses. Two
more members are inverse: ``claims`` are the claims about the thing, ``@reverse`` has who else
points to it, by property.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from inovasi import iris
from inovasi.portals.compaction import Confused, Context
from inovasi.portals.jsonld import members
from inovasi.portals.statements import Statement, split, subjects

CLAIMS: Final = "claims"
_ABOUT: Final = f"<{iris.expand('inov:about')}>"
_BARE: Final = Context("", {}, frozenset(), {})

Node = dict[str, Any]


def framed(thing: str, lines: Iterable[str], context: Context) -> str:
    """A document about the thing, from sorted lines of N-Triples."""
    stated = dict(subjects(split(line) for line in lines))
    try:
        document = _Frame(f"<{thing}>", stated, context).document()
        defined = _used(document, _defined(context))
        if CLAIMS in document:
            defined[CLAIMS] = {"@reverse": "inov:about"}
        document = {"@context": {"@version": 1.1, **defined}, **document}
    except Confused:
        document = _Frame(f"<{thing}>", stated, _BARE).document()
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _defined(context: Context) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(context.text)["@context"]
    return found


@dataclass(slots=True)
class _Frame:
    """Puts each subject into the document once: where it is met first, others name it."""

    thing: str
    stated: Mapping[str, Sequence[Statement]]
    context: Context
    _placed: set[str] = field(default_factory=set)
    _apart: set[str] = field(default_factory=set)

    def document(self) -> Node:
        pointing = self._pointing()
        claims = pointing.pop(_ABOUT, [])
        # They have places of their own, wherever else they are named.
        self._apart = {self.thing, *claims}
        top = self._node(self.thing)
        about = {_ABOUT: claims} if claims else {}
        by_name = self.context.names and CLAIMS not in self.context.names
        if about and by_name:
            top[CLAIMS] = [self._node(claim) for claim in claims]
            about = {}
        reverse = {
            self._name(name): [self._node(at) for at in sorted(found)]
            for name, found in sorted({**about, **pointing}.items())
        }
        if reverse:
            top["@reverse"] = reverse
        left = [self._node(subject) for subject in self.stated if subject not in self._placed]
        if left:
            top["@included"] = left
        return top

    def _pointing(self) -> dict[str, list[str]]:
        """Subjects by the property with which they point to the thing."""
        found: dict[str, list[str]] = defaultdict(list)
        for subject, statements in self.stated.items():
            for _, name, value, _ in statements:
                if value == self.thing and subject != self.thing:
                    found[name].append(subject)
        return found

    def _name(self, predicate: str) -> str:
        """A term whose values may be nodes, else the property's identifier."""
        term = self.context.property(predicate[1:-1])
        return self.context.identifier(predicate[1:-1]) if term.by_language else term.name

    def _node(self, subject: str) -> Node:
        """The subject with all about it, but for how it points to the thing on top."""
        name = self.context.identifier(subject[1:-1]) if subject[0] == "<" else subject
        if subject in self._placed or subject not in self.stated:
            return {"@id": name}
        self._placed.add(subject)
        kept = [
            statement
            for statement in self.stated[subject]
            if statement[2] != self.thing or subject == self.thing
        ]
        return members(subject, kept, self.context, self._within)

    def _within(self, term: str) -> Node | None:
        """What stands in place of a reference; None where the reference will do."""
        if term in self._placed or term not in self.stated or term in self._apart:
            return None
        return self._node(term)


def _used(document: Node, defined: Mapping[str, Any]) -> dict[str, Any]:
    """The definitions that the document needs, in the order of the context."""
    names = set(_names(document))
    needed = {name for name in names if name in defined}
    for name in list(needed):
        definition = defined[name]
        parts = definition.values() if isinstance(definition, dict) else [definition]
        needed |= {part.partition(":")[0] for part in map(str, parts)} & defined.keys()
    needed |= {"inov"} & defined.keys()
    return {name: definition for name, definition in defined.items() if name in needed}


def _names(value: Any) -> Iterator[str]:
    """Every word in the document that may be a term, or begin with a prefix."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield name.partition(":")[0]
            yield from _names(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _names(inner)
    elif isinstance(value, str):
        yield value
        yield value.partition(":")[0]
